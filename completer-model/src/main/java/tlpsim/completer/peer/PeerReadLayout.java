package tlpsim.completer.peer;

/** Where a read of one line found it at a peer. */
public final class PeerReadLayout {
    public static final int CACHE = 0;
    public static final int MEMORY = 1;

    /** Outcomes are 0 to {@code COUNT - 1}. */
    public static final int COUNT = 2;

    private PeerReadLayout() {}
}
