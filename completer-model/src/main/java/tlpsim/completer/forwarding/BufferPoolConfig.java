package tlpsim.completer.forwarding;

/**
 * A pool of buffers: one ring that all cores share, first in first out, and a cache per core, last in first out.
 *
 * @param buffers    buffers in the pool
 * @param coreCache  buffers that a core's cache is filled to; it gives back at one and a half times as many. 0 = no caches: the pool
 *     is first in first out
 * @param runBuffers buffers that follow each other by address in the common ring; the runs are in random order, as after a time of
 *     traffic, in which caches trade with the ring in bulk. As many as {@code buffers}: all by address, as the pool was made
 * @param layout     of one buffer
 */
public record BufferPoolConfig(int buffers, int coreCache, int runBuffers, BufferLayout layout) {

    public BufferPoolConfig {
        if (buffers < 1 || coreCache < 0 || runBuffers < 1) {
            throw new IllegalArgumentException(
                    "buffers=" + buffers + " coreCache=" + coreCache + " runBuffers=" + runBuffers);
        }
    }

    public long lines() {
        return (long) buffers * layout.strideLines();
    }
}
