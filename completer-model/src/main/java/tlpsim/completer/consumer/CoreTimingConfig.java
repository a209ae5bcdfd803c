package tlpsim.completer.consumer;

import tlpsim.completer.memory.ReadOutcomeLayout;

/**
 * Load-to-use times of a core, in picoseconds.
 *
 * @param l2Ps          own L2
 * @param llcPs         the LLC of the same domain
 * @param l2RemotePs    another core's L2 in the same domain
 * @param llcRemotePs   another domain's LLC, or an L2 behind it
 * @param dramPs        memory
 * @param parallelReads independent reads that overlap: the stall of a group is its summed latency divided by this
 */
public record CoreTimingConfig(
        long l2Ps, long llcPs, long l2RemotePs, long llcRemotePs, long dramPs, int parallelReads) {

    /** By {@link ReadOutcomeLayout}. */
    long[] byOutcome() {
        long[] latencyPs = new long[ReadOutcomeLayout.COUNT];
        latencyPs[ReadOutcomeLayout.READ_L2] = l2Ps;
        latencyPs[ReadOutcomeLayout.READ_LLC_LOCAL] = llcPs;
        latencyPs[ReadOutcomeLayout.READ_L2_SIBLING] = l2RemotePs;
        latencyPs[ReadOutcomeLayout.READ_LLC_REMOTE] = llcRemotePs;
        latencyPs[ReadOutcomeLayout.READ_L2_REMOTE] = llcRemotePs;
        latencyPs[ReadOutcomeLayout.READ_DRAM] = dramPs;
        return latencyPs;
    }
}
