package tlpsim.scenarios.config;

/** How on and off times vary. */
public enum DurationLaw {
    CONSTANT,
    EXPONENTIAL
}
