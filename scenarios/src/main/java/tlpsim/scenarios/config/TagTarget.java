package tlpsim.scenarios.config;

/** What a steering tag names; none: the namespace is not offered. */
public enum TagTarget {
    CORE,
    CLUSTER,
    SOCKET,
    NONE
}
