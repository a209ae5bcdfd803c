package tlpsim.scenarios.config;

/** What shares one pool of posted lines. */
public enum PoolScope {
    ROOT_PORT,
    SOCKET
}
