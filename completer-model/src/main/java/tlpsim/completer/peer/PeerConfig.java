package tlpsim.completer.peer;

/**
 * A peer device as a completer.
 *
 * @param ideal   the ideal bound: every engine reads from the cache, writes are visible as fast as anywhere, memory is never used
 * @param perfect hinted requests go into the partition of their queue, whatever is left of their tag on arrival
 */
public record PeerConfig(
        PeerPortConfig port,
        PeerMemoryConfig memory,
        PeerTagConfig tags,
        PeerEngineConfig engines,
        boolean ideal,
        boolean perfect) {

    /** The shortest way back to the Source. */
    public long minReturnPs() {
        return Math.min(port.window().minReturnPs(), Math.min(memory.cachePs(), memory.memoryPs()));
    }
}
