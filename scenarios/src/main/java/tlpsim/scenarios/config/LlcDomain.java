package tlpsim.scenarios.config;

/** Which cores share one last-level cache. */
public enum LlcDomain {
    SOCKET,
    CLUSTER
}
