package tlpsim.scenarios.config;

/** What becomes of a packet's lines in the caches when its consumer is done with it. */
public enum BufferAfterUse {
    /** They stay, dirty, until something evicts or overwrites them. */
    KEEP,
    /** They leave all caches and are not written back: self-invalidating buffers, as IDIO (MICRO 2022) proposes. */
    INVALIDATE
}
