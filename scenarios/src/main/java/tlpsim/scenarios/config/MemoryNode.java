package tlpsim.scenarios.config;

/** The socket in whose memory rings and buffers lie. */
public enum MemoryNode {
    /** That of the device's root port. */
    DEVICE,
    /** That of the core which consumes the queue. */
    CORE,
    /** All sockets, page by page. */
    INTERLEAVED
}
