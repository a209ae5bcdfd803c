package tlpsim.scenarios.config;

/** What the last-level cache holds in relation to the L2s of its domain. */
public enum LlcRole {
    VICTIM,
    INCLUSIVE
}
