package tlpsim.scenarios.config;

/** What a hint without a tag does: nothing, or bypass the caches on PH=01 and keep lines longer on PH=11. */
public enum PhOnlyPolicy {
    IGNORE,
    BYPASS_01,
    RETAIN_11,
    BYPASS_01_RETAIN_11
}
