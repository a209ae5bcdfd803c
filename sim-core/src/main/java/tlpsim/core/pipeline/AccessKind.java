package tlpsim.core.pipeline;

/** What a TLP carries, as far as hints, targets and statistics are concerned. Codes are stored in records. */
public enum AccessKind {
    /** Read of descriptors or submission entries from a ring. */
    DESCRIPTOR("descriptor"),
    /** Write that holds the packet header (its first TLP, or the split-off header). */
    HEADER("header"),
    /** Write of payload or of block data. */
    PAYLOAD("payload"),
    /** Write of one or more completion entries. */
    COMPLETION("completion"),
    /** MSI or MSI-X write: never touches a cache. */
    INTERRUPT("interrupt"),
    /** Read of payload or of block data by the device. */
    DATA_READ("data-read"),
    /** A write replayed from a capture. */
    REPLAY_WRITE("replay-write"),
    /** A read replayed from a capture. */
    REPLAY_READ("replay-read"),
    /** A read that a device sends behind its writes, so that its completion proves that they have arrived. */
    FLUSH_READ("flush-read"),
    /** Read of descriptors from a transmit ring. */
    TRANSMIT_DESCRIPTOR("transmit-descriptor"),
    /** Write of a completion entry that reports packets as sent. */
    TRANSMIT_COMPLETION("transmit-completion");

    /** Number of kinds. */
    public static final int COUNT = 11;

    private static final AccessKind[] BY_CODE = values();

    private final String label;

    AccessKind(String label) {
        this.label = label;
    }

    /** The word used in scenarios and reports. */
    public String label() {
        return label;
    }

    /** The kind with this code, 0 to {@code COUNT - 1}. */
    public static AccessKind ofCode(int code) {
        return BY_CODE[code];
    }
}
