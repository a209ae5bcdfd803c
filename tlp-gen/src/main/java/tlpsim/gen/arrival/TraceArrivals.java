package tlpsim.gen.arrival;

import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/**
 * Recorded times, scaled by an exact fraction and repeated. Unit i of repetition r is due at
 * {@code floor((time[i] - time[0] + r * period) * scale)}, where the period is the recorded span and the wrap gap.
 */
public final class TraceArrivals implements ArrivalProcess {
    /** For {@code repetitions}: until the run ends. */
    public static final long UNLIMITED = 0;

    private final long[] timesPs;
    private final long wrapGapPs;
    private final long numerator;
    private final long denominator;
    private final long units;
    private int position;
    private long remainder;

    /**
     * @param timesPs     at least one, non-decreasing; kept, not copied
     * @param numerator   of the time scale, 1 to 2^20; a scale below 1 makes the traffic faster
     * @param denominator of the time scale, 1 to 2^20
     * @param repetitions how often the recording is played, or {@link #UNLIMITED}
     * @param wrapGapPs   recorded time from the last unit to the first of the next repetition
     */
    public TraceArrivals(long[] timesPs, long numerator, long denominator, long repetitions, long wrapGapPs) {
        if (numerator < 1 || numerator > 1 << 20 || denominator < 1 || denominator > 1 << 20) {
            throw invalid("time-scale is " + numerator + "/" + denominator + "; both terms must be 1 to 1048576");
        }
        if (timesPs.length == 0 || wrapGapPs < 0 || repetitions < 0) {
            throw invalid("a recording needs at least one unit, no negative gap and no negative repetitions");
        }
        requireOrdered(timesPs, Long.MAX_VALUE / numerator - denominator);
        this.timesPs = timesPs;
        this.numerator = numerator;
        this.denominator = denominator;
        this.wrapGapPs = wrapGapPs;
        this.units = repetitions == UNLIMITED ? Long.MAX_VALUE : Math.multiplyExact(repetitions, timesPs.length);
    }

    /** The gap that continues a recording at its own mean rate; 0 for a single unit. */
    public static long meanGapPs(long[] timesPs) {
        int gaps = timesPs.length - 1;
        return gaps == 0 ? 0 : (timesPs[gaps] - timesPs[0]) / gaps;
    }

    @Override
    public long nextGapPs(long index) {
        if (index >= units) {
            return END;
        }
        long recordedGap;
        if (index == 0) {
            recordedGap = 0;
        } else if (position + 1 == timesPs.length) {
            position = 0;
            recordedGap = wrapGapPs;
        } else {
            position++;
            recordedGap = timesPs[position] - timesPs[position - 1];
        }
        long scaled = recordedGap * numerator + remainder;
        long gap = scaled / denominator;
        remainder = scaled - gap * denominator;
        return gap;
    }

    private static void requireOrdered(long[] timesPs, long largestGap) {
        for (int i = 1; i < timesPs.length; i++) {
            long gap = timesPs[i] - timesPs[i - 1];
            if (gap < 0 || gap > largestGap) {
                throw invalid("recorded times must not decrease: unit " + i + " at " + timesPs[i] + " ps after "
                        + timesPs[i - 1] + " ps");
            }
        }
    }

    private static InvalidInputException invalid(String message) {
        return new InvalidInputException(new Problem("arrivals", 0, 0, message, ""));
    }
}
