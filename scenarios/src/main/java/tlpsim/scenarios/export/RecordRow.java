package tlpsim.scenarios.export;

import org.agrona.DirectBuffer;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.gen.capture.SidecarRow;

/** A record as a line of the sidecar: every field of the TLP is decoded from its header bytes at the tap. */
final class RecordRow implements SidecarRow {
    private final CaptureTap tap;
    private final TlpFlyweight tlp = new TlpFlyweight();
    private DirectBuffer records;
    private int offset;
    private long frame;

    RecordRow(CaptureTap tap) {
        this.tap = tap;
    }

    void wrap(DirectBuffer newRecords, int newOffset, long newFrame) {
        records = newRecords;
        offset = newOffset;
        frame = newFrame;
        tlp.wrap(
                records,
                tap.headerOffset(records, offset),
                tap.headerBytes(records, offset),
                tap.isFlit(records, offset));
    }

    @Override
    public long frame() {
        return frame;
    }

    @Override
    public long timePs() {
        return tap.timePs(records, offset);
    }

    @Override
    public String tap() {
        return tap.label();
    }

    @Override
    public int queue() {
        return records.getInt(offset + TlpRecordLayout.QUEUE);
    }

    @Override
    public String kind() {
        return AccessKind.ofCode(records.getByte(offset + TlpRecordLayout.KIND)).label();
    }

    @Override
    public boolean th() {
        return tlp.hasHints();
    }

    @Override
    public int ph() {
        return tlp.ph();
    }

    @Override
    public int steeringTag() {
        return tlp.st();
    }

    @Override
    public String namespace() {
        if (!tlp.hasHints()) {
            return "";
        }
        return tlp.isExtendedSt() ? "16-bit" : "8-bit";
    }

    @Override
    public boolean prefix() {
        return tlp.hasTphPrefix();
    }

    @Override
    public long address() {
        return tlp.address();
    }

    @Override
    public int lengthBytes() {
        return tlp.lengthDw() * Integer.BYTES;
    }

    @Override
    public String outcome() {
        return HintOutcome.ofCode(records.getByte(offset + TlpRecordLayout.OUTCOME))
                .label();
    }
}
