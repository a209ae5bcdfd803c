package tlpsim.gen.traffic;

import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.core.random.RandomStream;

/**
 * Flows of Zipf popularity: flow k is drawn with a probability proportional to 1 / (k + 1)^exponent, so flow 0 is the
 * most popular; exponent 0 is uniform.
 *
 * <p>The alias method (A. J. Walker, 1977; construction by M. D. Vose, 1991) in integers: each of n columns of 2^38
 * units is shared by at most two flows, so a draw reads one word of the table and compares once. The weights come from
 * {@link StrictMath#pow} and are rounded to units; the table is equal on every JDK.
 */
public final class ZipfFlows implements FlowSource {
    /** Largest number of flows. */
    public static final int MAX_FLOWS = 1 << 20;
    /** Largest exponent; beyond it one flow has all the traffic. */
    public static final double MAX_EXPONENT = 10;

    private static final int SHARE_BITS = 38;
    private static final int ALIAS_BITS = 24;
    private static final int ALIAS_MASK = (1 << ALIAS_BITS) - 1;

    private final RandomStream stream;
    private final long[] columns;

    public ZipfFlows(int flows, double exponent, RandomStream stream) {
        if (flows < 1 || flows > MAX_FLOWS) {
            throw invalid("flow count is " + flows + "; allowed: 1 to " + MAX_FLOWS);
        }
        if (!(exponent >= 0 && exponent <= MAX_EXPONENT)) {
            throw invalid("the Zipf exponent must be 0 to 10");
        }
        this.stream = stream;
        this.columns = columnsOf(unitWeights(flows, exponent));
    }

    /** Probability of each flow, for reports and expectations. */
    public static double[] probabilities(int flows, double exponent) {
        double[] weights = new double[flows];
        double sum = 0;
        for (int flow = flows - 1; flow >= 0; flow--) {
            weights[flow] = StrictMath.pow(flow + 1.0, -exponent);
            sum += weights[flow];
        }
        for (int flow = 0; flow < flows; flow++) {
            weights[flow] /= sum;
        }
        return weights;
    }

    @Override
    public int flowAt(long unit) {
        long bits = stream.bitsAt(unit);
        int column = RandomStream.bounded(bits, columns.length);
        long position = bits * columns.length >>> 64 - SHARE_BITS;
        long entry = columns[column];
        return position < entry >>> ALIAS_BITS ? column : (int) entry & ALIAS_MASK;
    }

    @Override
    public int flows() {
        return columns.length;
    }

    /** Weights of all flows in units; they sum up to exactly flows * 2^38. What rounding leaves over goes to flow 0. */
    private static long[] unitWeights(int flows, double exponent) {
        double[] probabilities = probabilities(flows, exponent);
        long total = (long) flows << SHARE_BITS;
        long[] weights = new long[flows];
        long sum = 0;
        for (int flow = flows - 1; flow > 0; flow--) {
            weights[flow] = (long) (probabilities[flow] * total + 0.5);
            sum += weights[flow];
        }
        weights[0] = total - sum;
        return weights;
    }

    /** Fills columns that have room from those that have too much; low indices first, so the order is fixed. */
    private static long[] columnsOf(long[] weights) {
        int flows = weights.length;
        long full = 1L << SHARE_BITS;
        long[] columns = new long[flows];
        int[] stack = new int[flows];
        int small = 0;
        int large = flows;
        for (int flow = flows - 1; flow >= 0; flow--) {
            if (weights[flow] < full) {
                stack[small++] = flow;
            } else {
                stack[--large] = flow;
            }
        }
        while (small > 0) {
            int poor = stack[--small];
            int rich = stack[large];
            columns[poor] = weights[poor] << ALIAS_BITS | rich;
            weights[rich] -= full - weights[poor];
            if (weights[rich] < full) {
                large++;
                stack[small++] = rich;
            }
        }
        for (; large < flows; large++) {
            columns[stack[large]] = full << ALIAS_BITS | stack[large];
        }
        return columns;
    }

    private static InvalidInputException invalid(String message) {
        return new InvalidInputException(new Problem("flows", 0, 0, message, ""));
    }
}
