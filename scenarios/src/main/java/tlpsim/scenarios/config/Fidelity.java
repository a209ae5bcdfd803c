package tlpsim.scenarios.config;

/** How exactly caches are simulated. */
public enum Fidelity {
    EXACT
}
