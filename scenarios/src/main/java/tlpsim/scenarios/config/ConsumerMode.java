package tlpsim.scenarios.config;

/** How a core learns of work. */
public enum ConsumerMode {
    POLL,
    INTERRUPT
}
