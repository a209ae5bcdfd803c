package tlpsim.completer.forwarding;

/**
 * A pool of buffers: one ring that all cores share, first in first out, and a cache per core, last in first out.
 *
 * @param buffers    buffers in the pool
 * @param coreCache  buffers that a core's cache is filled to; it gives back at one and a half times as many. 0 = no caches: the pool
 *     is first in first out
 * @param scattered  true: the ring's order is a random permutation of the addresses, as after a time of traffic; false: by
 *     address, as the pool was made
 * @param layout     of one buffer
 */
public record BufferPoolConfig(int buffers, int coreCache, boolean scattered, BufferLayout layout) {

    public BufferPoolConfig {
        if (buffers < 1 || coreCache < 0) {
            throw new IllegalArgumentException("buffers=" + buffers + " coreCache=" + coreCache);
        }
    }

    public long lines() {
        return (long) buffers * layout.strideLines();
    }
}
