package tlpsim.scenarios.config;

/** What a write without a tag does whose memory belongs to another socket than its root port. */
public enum RemoteWritePolicy {
    /** The same as one to memory of its own socket, in the last-level cache of the memory's socket. */
    HOME_LLC,
    /** It goes to memory. */
    MEMORY
}
