package tlpsim.completer.peer;

/** What a steering tag means to a peer: that is private to it. */
public enum TagMeaning {
    /** The partition of the cache that takes the data: tag modulo partitions. */
    PARTITION,
    /** An operation on the data. Where the data goes does not depend on it; a lost, stale or foreign tag is a wrong operation. */
    OPERATION
}
