package tlpsim.gen.arrival;

import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.core.random.RandomStream;

/**
 * Bursts of a fixed number of units at a higher rate, and silence between them, so that the mean rate is met.
 *
 * <p>The duty is mean rate / burst rate. A burst rate equal to the port speed gives bursts back to back.
 */
public final class OnOffArrivals implements ArrivalProcess {
    /** How the silence between bursts is drawn. */
    public enum OffPeriod {
        /** Bursts start at exact multiples of the period: burst k at floor(k * period). */
        FIXED,
        /** Exponential with the same mean: bursts of independent sources do not stay aligned. */
        EXPONENTIAL
    }

    private final FractionalPs burstStep;
    private final FractionalPs period;
    private final long unitsPerBurst;
    private final RandomStream stream;
    private final double meanOffIn65536thPs;
    private long unitInBurst;
    private long burst;
    private long sinceBurstStartPs;
    private long fraction;

    /**
     * @param meanStep      mean gap over all time
     * @param burstStep     gap inside a burst, at most the mean gap
     * @param unitsPerBurst at least 1
     * @param stream        for the exponential silence; unused with FIXED
     */
    public OnOffArrivals(
            FractionalPs meanStep, FractionalPs burstStep, long unitsPerBurst, OffPeriod off, RandomStream stream) {
        if (unitsPerBurst < 1) {
            throw invalid("a burst needs at least 1 unit, got " + unitsPerBurst, "");
        }
        if (burstStep.compareSteps(meanStep) > 0) {
            throw invalid("the rate inside a burst is lower than the mean rate", "raise the burst rate");
        }
        this.burstStep = burstStep.fresh();
        this.period = meanStep.times(unitsPerBurst);
        this.unitsPerBurst = unitsPerBurst;
        this.stream = off == OffPeriod.EXPONENTIAL ? stream : null;
        double meanOff = period.in65536thPs() - burstStep.in65536thPs() * (unitsPerBurst - 1);
        this.meanOffIn65536thPs = off == OffPeriod.FIXED ? 0 : PoissonArrivals.boundedMean(meanOff);
    }

    /** Units that a burst of a given duration holds at a rate, at least 1. */
    public static long unitsIn(long durationPs, FractionalPs burstStep) {
        double units = durationPs * 65536.0 / burstStep.in65536thPs();
        return Math.max(1, (long) (units + 0.5));
    }

    @Override
    public long nextGapPs(long index) {
        if (unitInBurst == unitsPerBurst) {
            unitInBurst = 1;
            burst++;
            burstStep.restart();
            long gap = stream == null ? period.next() - sinceBurstStartPs : exponentialOff();
            sinceBurstStartPs = 0;
            return gap;
        }
        if (unitInBurst++ == 0) {
            return stream == null ? 0 : exponentialOff();
        }
        long gap = burstStep.next();
        sinceBurstStartPs += gap;
        return gap;
    }

    private long exponentialOff() {
        long sum = fraction + (long) (meanOffIn65536thPs * ExponentialDraw.at(stream, burst));
        fraction = sum & 0xFFFF;
        return sum >>> 16;
    }

    private static InvalidInputException invalid(String message, String hint) {
        return new InvalidInputException(new Problem("arrivals", 0, 0, message, hint));
    }
}
