package tlpsim.scenarios.config;

/** What a steering tag tells a peer. */
public enum PeerTagMeaning {
    /** The partition of the cache that takes the lines. */
    PARTITION,
    /** What is to be done with the data: a tag that is lost or another one is a wrong operation. */
    OPERATION
}
