package tlpsim.core.pipeline;

/**
 * Layout of a feedback message, Memory to Source: four longs.
 *
 * <pre>
 *   word 0   bits 7:0 kind, bits 39:8 id (receiving port for credits and acceptances, global queue id else), bits 55:40 completer: 0 host, else peer + 1
 *   word 1   effectivePs: when it leaves the completer's side (credits: when the requester's side has it)
 *   word 2   payload, by kind
 *   word 3   by kind; 0 where nothing is said
 * </pre>
 */
public final class FeedbackLayout {
    /** Posted credits came back. Payload: headers in bits 63:32, data units of 16 B in bits 31:0. */
    public static final int CREDIT = 0;
    /** A doorbell: descriptors or commands were posted. Payload: the new cumulative count. */
    public static final int DOORBELL = 1;
    /** The data of a read is ready. Payload: unit in bits 63:28, low 12 address bits in 27:16, bytes in 15:0. */
    public static final int READ_READY = 2;

    /** Host-bound requests left the receive buffer of a root port that also routes between ports. Payload: how many since the start. */
    public static final int ACCEPTED = 3;

    /**
     * What the next descriptor of a ring says: the contents of memory, which takes no effect by itself. The device uses it when it has read the
     * descriptor, which it does only after a later doorbell. Payload: see {@link #descriptor}. Word 3: intended time of the packet to send.
     */
    public static final int DESCRIPTOR = 4;

    public static final int WORD_HEAD = 0;
    public static final int WORD_EFFECTIVE_PS = 1;
    public static final int WORD_PAYLOAD = 2;
    public static final int WORD_INTENDED_PS = 3;
    /** Of {@link #READ_READY}: time from the arrival of the request until its data was ready; 0 where nothing is said. */
    public static final int WORD_SERVED_PS = 3;

    /** Bit of the payload of a doorbell or descriptor: it is about the transmit ring of the queue. */
    public static final long TRANSMIT_RING = 1L << 62;

    private static final int BUFFER_SHIFT = 24;
    private static final int DATA_BYTES_MASK = (1 << BUFFER_SHIFT) - 1;

    private static final int ID_SHIFT = 8;
    private static final int COMPLETER_SHIFT = 40;
    private static final int COMPLETER_MASK = 0xFFFF;
    private static final int UNIT_SHIFT = 28;
    private static final int ADDRESS_SHIFT = 16;
    private static final int ADDRESS_MASK = 0xFFF;
    private static final int BYTES_MASK = 0xFFFF;

    private FeedbackLayout() {}

    public static long head(int kind, int id) {
        return (long) id << ID_SHIFT | kind;
    }

    /** As {@link #head(int, int)}, from the peer {@code completer - 1}; 0 is the host. */
    public static long head(int kind, int id, int completer) {
        return (long) completer << COMPLETER_SHIFT | head(kind, id);
    }

    /** 0 for the host, else the peer's index + 1. */
    public static int completer(long head) {
        return (int) (head >>> COMPLETER_SHIFT) & COMPLETER_MASK;
    }

    public static int kind(long head) {
        return (int) head & 0xFF;
    }

    public static int id(long head) {
        return (int) (head >>> ID_SHIFT);
    }

    public static long credits(int headers, int dataUnits) {
        return (long) headers << 32 | dataUnits;
    }

    public static int creditHeaders(long payload) {
        return (int) (payload >>> 32);
    }

    public static int creditDataUnits(long payload) {
        return (int) payload;
    }

    /**
     * Payload of a descriptor's contents.
     *
     * @param buffer number within the pool
     * @param bytes  of the packet to send, below 16 MiB; 0 for a buffer to receive into
     */
    public static long descriptor(int buffer, int bytes) {
        return (long) buffer << BUFFER_SHIFT | bytes;
    }

    public static int descriptorBuffer(long payload) {
        return (int) (payload >>> BUFFER_SHIFT);
    }

    public static int descriptorBytes(long payload) {
        return (int) payload & DATA_BYTES_MASK;
    }

    /** True if a doorbell or descriptor is about the transmit ring of its queue. */
    public static boolean isTransmit(long payload) {
        return (payload & TRANSMIT_RING) != 0;
    }

    public static long readReady(long unit, long address, int bytes) {
        return unit << UNIT_SHIFT | (address & ADDRESS_MASK) << ADDRESS_SHIFT | bytes & BYTES_MASK;
    }

    public static long readUnit(long payload) {
        return payload >>> UNIT_SHIFT;
    }

    public static int readAddressLow(long payload) {
        return (int) (payload >>> ADDRESS_SHIFT) & ADDRESS_MASK;
    }

    public static int readBytes(long payload) {
        return (int) payload & BYTES_MASK;
    }
}
