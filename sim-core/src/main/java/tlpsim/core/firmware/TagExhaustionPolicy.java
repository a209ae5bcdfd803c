package tlpsim.core.firmware;

/** What firmware does when a namespace has fewer tags than targets. */
public enum TagExhaustionPolicy {
    /** The targets left over have no valid tag. */
    INVALID,
    /** The next coarser targets are named until the tags suffice. */
    CLUSTER,
    /** Tags are given out again. */
    ALIAS
}
