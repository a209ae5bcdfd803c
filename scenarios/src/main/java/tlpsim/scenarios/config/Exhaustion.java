package tlpsim.scenarios.config;

/** What firmware does when tags run out: no tag, a coarser target, or one tag for several targets. */
public enum Exhaustion {
    INVALID,
    CLUSTER,
    ALIAS
}
