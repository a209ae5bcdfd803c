package tlpsim.scenarios.config;

/** Where a peer puts a write for which no tag decides. */
public enum PeerWritePolicy {
    MEMORY,
    CACHE
}
