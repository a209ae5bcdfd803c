package tlpsim.scenarios.config;

/** How queues are dealt to cores. */
public enum CoreOrder {
    ROUND_ROBIN,
    BLOCK
}
