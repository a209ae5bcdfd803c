package tlpsim.scenarios.config;

/** In which order a core touches the lines of its working set. */
public enum AccessPattern {
    UNIFORM,
    ZIPF,
    CYCLIC
}
