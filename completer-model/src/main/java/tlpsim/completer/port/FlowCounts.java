package tlpsim.completer.port;

/** Counters that are kept by flow first: {@code flow * perFlow + index}. */
public final class FlowCounts {
    private FlowCounts() {}

    /** The same counters summed over all flows. */
    public static long[] overFlows(long[] byFlow, int flows) {
        long[] sums = new long[byFlow.length / flows];
        for (int index = 0; index < byFlow.length; index++) {
            sums[index % sums.length] += byFlow[index];
        }
        return sums;
    }
}
