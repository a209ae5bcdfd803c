package tlpsim.scenarios.config;

/** What a rate counts. */
public enum RateLayer {
    L1,
    L2
}
