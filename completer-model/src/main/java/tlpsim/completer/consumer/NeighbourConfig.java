package tlpsim.completer.consumer;

import tlpsim.core.random.RandomStream;

/**
 * Cores that work on data of their own and serve no device: each touches one line after the other of its working set, as fast as memory lets it.
 *
 * @param cores            of the host, each in one neighbour at most
 * @param lines            which lines they touch
 * @param stores           the draws of what is a store
 * @param storesPerMillion share of accesses that store
 * @param accessPs         time of a core per access apart from memory, at least 1
 * @param parallelAccesses accesses that overlap: a group stalls for its summed latency divided by this
 */
public record NeighbourConfig(
        int[] cores, WorkingSet lines, RandomStream stores, int storesPerMillion, long accessPs, int parallelAccesses) {

    public NeighbourConfig {
        if (accessPs < 1 || parallelAccesses < 1) {
            throw new IllegalArgumentException(
                    "must be at least 1: accessPs=" + accessPs + " parallelAccesses=" + parallelAccesses);
        }
    }
}
