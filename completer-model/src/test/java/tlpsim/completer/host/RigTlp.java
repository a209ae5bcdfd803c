package tlpsim.completer.host;

import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.completer.consumer.QueuePlaces;
import tlpsim.core.fabric.PeerWindow;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.MemoryRequestEncoder;
import tlpsim.core.tlp.TlpKind;

/** One TLP of a {@link MemoryRig}. As made, it is a plain request of one line to where the queue's things lie, due at its arrival. */
final class RigTlp {
    private static final int LINE_BYTES = 64;
    private static final int PH = 2;

    private final MemoryRig rig;
    private final AccessKind kind;
    private final int queue;
    private final long unit;
    private final long arrivalPs;
    private final boolean read;
    private long intendedPs;
    private int bytes = LINE_BYTES;
    private int unitBytes;
    private int entries = 1;
    private int flags;
    private long skip;
    private HintOutcome outcome = HintOutcome.PLAIN;
    private int hop;
    private boolean stripped;
    private final MemoryRequestEncoder encoder = new MemoryRequestEncoder();

    RigTlp(MemoryRig rig, long arrivalPs, AccessKind kind, int queue, long unit) {
        this.rig = rig;
        this.arrivalPs = arrivalPs;
        this.intendedPs = arrivalPs;
        this.kind = kind;
        this.queue = queue;
        this.unit = unit;
        this.read = kind == AccessKind.DESCRIPTOR || kind == AccessKind.DATA_READ || kind == AccessKind.FLUSH_READ;
    }

    RigTlp bytes(int size) {
        bytes = size;
        return this;
    }

    /** Skips so many bytes of the unit's buffer. */
    RigTlp from(long offset) {
        skip = offset;
        return this;
    }

    /** The last write of a unit of so many bytes. */
    RigTlp last(int size) {
        unitBytes = size;
        flags |= TlpRecordLayout.FLAG_LAST;
        return this;
    }

    RigTlp due(long timePs) {
        intendedPs = timePs;
        return this;
    }

    /** Its requester has a tag for it. */
    RigTlp tagDue() {
        flags |= TlpRecordLayout.FLAG_TAG_DUE;
        return this;
    }

    RigTlp relaxed() {
        flags |= TlpRecordLayout.FLAG_RELAXED;
        return this;
    }

    RigTlp entries(int count) {
        entries = count;
        bytes = count * LINE_BYTES;
        return this;
    }

    RigTlp phOnly() {
        encoder.hints(PH, 0);
        return this;
    }

    RigTlp tag8(int tag) {
        encoder.hints(PH, tag);
        return this;
    }

    RigTlp tag16(int tag) {
        encoder.extendedHints(PH, tag);
        return this;
    }

    /** An element of the path takes the hint away. */
    RigTlp stripped() {
        stripped = true;
        outcome = HintOutcome.HINT_STRIPPED;
        hop = 1;
        return this;
    }

    /** An element of the path loses it. */
    RigTlp lost(HintOutcome how) {
        outcome = how;
        hop = 1;
        return this;
    }

    private int place() {
        QueuePlaces places = rig.places(queue);
        return switch (kind) {
            case DESCRIPTOR -> places.descriptor();
            case HEADER -> places.header();
            case COMPLETION -> places.completion();
            default -> places.payload();
        };
    }

    private long address() {
        QueueLayout layout = MemoryRig.layout(queue);
        long local = switch (kind) {
            case DESCRIPTOR -> layout.descriptorAddress(unit);
            case COMPLETION -> layout.completionAddress(unit);
            default -> layout.bufferAddress(unit) + skip;
        };
        return place() == QueuePlaces.HOST ? local : PeerWindow.busAddress(place() - 1, local);
    }

    /** Puts it at the end of the ring. */
    void send() {
        UnsafeBuffer records = rig.room();
        int record = rig.ring.writeOffset();
        fill(records, record);
        rig.ring.append();
    }

    void fill(UnsafeBuffer records, int record) {
        records.setMemory(record, TlpRecordLayout.RECORD_BYTES, (byte) 0);
        encoder.kind(read ? TlpKind.MRD : TlpKind.MWR)
                .address(address())
                .lengthDw(bytes / 4)
                .impliedByteEnables();
        int emitted = encoder.encode(records, record + TlpRecordLayout.EMITTED);
        records.putByte(record + TlpRecordLayout.EMITTED_BYTES, (byte) emitted);
        int headerBytes = 16 + (place() == QueuePlaces.HOST ? -4 : 0);
        records.putByte(record + TlpRecordLayout.PREFIX_BYTES, (byte) (emitted - headerBytes));
        if (stripped) {
            int delivered = encoder.noHints().encode(records, record + TlpRecordLayout.DELIVERED);
            records.putByte(record + TlpRecordLayout.DELIVERED_BYTES, (byte) delivered);
        }
        records.putLong(record + TlpRecordLayout.ARRIVAL_PS, arrivalPs);
        records.putLong(record + TlpRecordLayout.INTENDED_PS, intendedPs);
        records.putLong(record + TlpRecordLayout.UNIT, unit);
        records.putInt(record + TlpRecordLayout.QUEUE, queue);
        records.putInt(record + TlpRecordLayout.UNIT_BYTES, read ? bytes : unitBytes);
        records.putShort(record + TlpRecordLayout.PORT, (short) place());
        records.putByte(record + TlpRecordLayout.KIND, (byte) kind.ordinal());
        records.putByte(record + TlpRecordLayout.FLAGS, (byte) flags);
        records.putByte(record + TlpRecordLayout.ENTRIES, (byte) entries);
        records.putByte(record + TlpRecordLayout.OUTCOME, (byte) outcome.ordinal());
        records.putByte(record + TlpRecordLayout.HOP, (byte) hop);
        records.putInt(record + TlpRecordLayout.PAYLOAD_BYTES, read ? 0 : bytes);
    }
}
