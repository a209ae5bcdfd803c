package tlpsim.scenarios.config;

/** What shares one pool of posted lines. */
public enum PoolScope {
    ROOT_PORT,
    /** The root ports of one part of the host bridge: those of one socket with the same {@code stack}. */
    STACK,
    SOCKET
}
