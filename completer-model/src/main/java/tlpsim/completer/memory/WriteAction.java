package tlpsim.completer.memory;

/** What a device write does with its line, once it is known where the line is. */
public enum WriteAction {
    /** Update the cached line where it is. Only for lines that are in a cache. */
    IN_PLACE,
    /** Invalidate any copy; allocate in the I/O ways of the write's LLC domain. */
    TO_LLC,
    /** Invalidate any copy; write DRAM. */
    TO_MEMORY,
    /** Invalidate any copy; allocate in the L2 or LLC that the placement names. Only with a target. */
    TO_TARGET,
    /**
     * Accept in the LLC of the target's domain (in place if the line is there, else in its I/O ways); then the target
     * core pulls the line into its L2, unless it refuses. Only with a target.
     */
    STASH
}
