package tlpsim.scenarios.config;

/** Which buffer is posted next. */
public enum BufferOrder {
    RING,
    POOL
}
