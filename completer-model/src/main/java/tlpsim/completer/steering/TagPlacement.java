package tlpsim.completer.steering;

/** Where a platform puts device writes that carry a tag which names a core. */
public enum TagPlacement {
    /** The L2 of that core. */
    L2,
    /** The I/O ways of that core's LLC domain. */
    L3,
    /** The tag chooses no core: as without a tag. */
    NONE,
    /** A stash request to that core. */
    STASH
}
