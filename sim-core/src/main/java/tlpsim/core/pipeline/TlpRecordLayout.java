package tlpsim.core.pipeline;

/**
 * Layout of one TLP record in a {@link TlpBatch}: 128 bytes, two cache lines, native byte order except the header bytes.
 *
 * <pre>
 *   0  arrivalPs     int64   arrival of the last byte at the completer; the key of the ring's order
 *   8  departPs      int64   the link starts to serialise the TLP
 *  16  intendedPs    int64   intended arrival of the packet or I/O this TLP belongs to
 *  24  unit          int64   packet, I/O or read number within the queue
 *  32  queue         int32   global queue id
 *  36  unitBytes     int32   bytes of the packet or I/O (completion entries), bytes asked for (reads)
 *  40  port          int16   receiving port: root ports first, then the ports of peers
 *  42  kind          uint8   {@link AccessKind}
 *  43  outcome       uint8   {@link HintOutcome}: what the path before the completer's port made of the hint
 *  44  emittedBytes  uint8   length of the emitted prefixes and header
 *  45  deliveredBytes uint8  length of the delivered prefixes and header; 0 where it is the emitted one, unchanged
 *  46  flags         uint8   {@link #FLAG_FLIT}, {@link #FLAG_LAST}, {@link #FLAG_RELAXED}, {@link #FLAG_DELIVERED_FLIT}, {@link #FLAG_IDO}, {@link #FLAG_TAG_DUE}
 *  47  entries       uint8   completion entries this write carries, at least 1
 *  48  sequence      int64   number of the TLP on its port, from 0
 *  56  payloadBytes  int32   bytes of payload on the wire, a multiple of 4 (reads: 0)
 *  60  prefixBytes   uint8   of the emitted bytes: End-End prefixes, or OHC
 *  61  hop           uint8   element of the path that decided the outcome or last changed the header; 0 where none before the completer's port did
 *  62  device        int16   requester
 *  64  emitted       32 B    prefixes and header as the requester emitted them; immutable once published
 *  96  delivered     32 B    prefixes and header as delivered, where the path changed them
 * </pre>
 */
public final class TlpRecordLayout {
    public static final int ARRIVAL_PS = 0;
    public static final int DEPART_PS = 8;
    public static final int INTENDED_PS = 16;
    public static final int UNIT = 24;
    public static final int QUEUE = 32;
    public static final int UNIT_BYTES = 36;
    public static final int PORT = 40;
    public static final int KIND = 42;
    public static final int OUTCOME = 43;
    public static final int EMITTED_BYTES = 44;
    public static final int DELIVERED_BYTES = 45;
    public static final int FLAGS = 46;
    public static final int ENTRIES = 47;
    public static final int SEQUENCE = 48;
    public static final int PAYLOAD_BYTES = 56;
    public static final int PREFIX_BYTES = 60;
    public static final int HOP = 61;
    public static final int DEVICE = 62;
    public static final int EMITTED = 64;
    public static final int DELIVERED = 96;
    /** Room for prefixes and header: four End-End prefixes and a 4-DW header. */
    public static final int HEADER_CAPACITY_BYTES = 32;

    public static final int RECORD_BYTES = 128;

    /** The emitted header is a Flit-Mode header. */
    public static final int FLAG_FLIT = 1;
    /** The last write of its packet or I/O before the completion entry; the entry itself where there is no data. */
    public static final int FLAG_LAST = 2;
    /** The write may pass earlier posted writes (RO). */
    public static final int FLAG_RELAXED = 4;
    /** The delivered header, where there is one, is a Flit-Mode header. */
    public static final int FLAG_DELIVERED_FLIT = 8;
    /** The request may pass earlier requests of other requesters (IDO). */
    public static final int FLAG_IDO = 16;
    /** The requester has a tag of the receiver for this request and sends none but 0. */
    public static final int FLAG_TAG_DUE = 32;

    private TlpRecordLayout() {}
}
