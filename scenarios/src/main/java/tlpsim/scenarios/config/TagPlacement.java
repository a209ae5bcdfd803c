package tlpsim.scenarios.config;

/** Which cache a steering tag leads to; none: the platform knows no tags. */
public enum TagPlacement {
    L2,
    L3,
    NONE,
    STASH
}
