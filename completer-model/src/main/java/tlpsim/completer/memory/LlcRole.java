package tlpsim.completer.memory;

/** What the last-level cache holds in relation to the L2s of its domain. */
public enum LlcRole {
    /**
     * Non-inclusive victim cache: a core's miss fills its L2 only, what an L2 evicts is allocated in the LLC, a
     * core's access that hits the LLC moves the line to its L2. A line is in one cache at most.
     */
    VICTIM,
    /** Every line of an L2 is also in the LLC of its domain; what the LLC evicts leaves the L2 too. */
    INCLUSIVE
}
