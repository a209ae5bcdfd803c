package tlpsim.scenarios.config;

/** ST modes of the standard. */
public enum StMode {
    NO_ST,
    INTERRUPT_VECTOR,
    DEVICE_SPECIFIC
}
