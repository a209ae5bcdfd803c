package tlpsim.core.fabric;

/**
 * Where the memories of peers lie in the bus address space, as BARs: one window each, far above host memory, so that elements route by address.
 *
 * <p>A peer's own memory is dense from 0; its window is {@code 2^45 + peer * 2^40}.
 */
public final class PeerWindow {
    /** First address that is not host memory. */
    public static final long BASE = 1L << 45;

    /** log2 of the size of a window. */
    public static final int SIZE_BITS = 40;

    /** Not a peer: the address is one of the host. */
    public static final int HOST = -1;

    private static final long LOCAL_MASK = (1L << SIZE_BITS) - 1;

    private PeerWindow() {}

    /** Bus address of byte {@code local} of a peer's memory. */
    public static long busAddress(int peer, long local) {
        return BASE + ((long) peer << SIZE_BITS) + local;
    }

    /** Index of the peer behind a bus address, or {@link #HOST}. */
    public static int peerOf(long busAddress) {
        return busAddress < BASE ? HOST : (int) (busAddress - BASE >>> SIZE_BITS);
    }

    /** Address within the peer's memory. */
    public static long localAddress(long busAddress) {
        return busAddress & LOCAL_MASK;
    }
}
