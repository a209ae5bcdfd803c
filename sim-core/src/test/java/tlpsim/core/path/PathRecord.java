package tlpsim.core.path;

import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.MemoryRequestEncoder;
import tlpsim.core.tlp.TlpFlyweight;

/**
 * A record between others, whose bytes must stay as they are: a request as emitted, and what crossings make of it.
 * Headers are text, one word per DW.
 */
final class PathRecord {
    private static final int RECORD = TlpRecordLayout.RECORD_BYTES;
    private static final byte NEIGHBOUR = 0x5A;

    private final UnsafeBuffer records = new UnsafeBuffer(new byte[3 * RECORD]);
    private final String emitted;

    private PathRecord(byte[] header, boolean flit) {
        records.setMemory(0, RECORD, NEIGHBOUR);
        records.setMemory(2 * RECORD, RECORD, NEIGHBOUR);
        records.putByte(RECORD + TlpRecordLayout.EMITTED_BYTES, (byte) header.length);
        records.putByte(RECORD + TlpRecordLayout.FLAGS, (byte) (flit ? TlpRecordLayout.FLAG_FLIT : 0));
        records.putBytes(RECORD + TlpRecordLayout.EMITTED, header);
        emitted = header(TlpRecordLayout.EMITTED, header.length);
    }

    static PathRecord nonFlit(String header) {
        return of(header, false);
    }

    static PathRecord flit(String header) {
        return of(header, true);
    }

    static PathRecord of(String header, boolean flit) {
        return new PathRecord(HexFormat.of().parseHex(header.replace(" ", "")), flit);
    }

    static PathRecord of(MemoryRequestEncoder encoder, boolean flit) {
        UnsafeBuffer scratch = new UnsafeBuffer(new byte[64]);
        byte[] header = new byte[encoder.flit(flit).encode(scratch, 0)];
        scratch.getBytes(0, header);
        return new PathRecord(header, flit);
    }

    /** True if the request goes on. Emitted bytes and neighbours must not have changed. */
    boolean crosses(Crossing crossing) {
        boolean goesOn = crossing.apply(records, RECORD);
        if (!header(TlpRecordLayout.EMITTED, emittedBytes()).equals(emitted) || !neighboursStand()) {
            throw new AssertionError("the crossing wrote where it must not: " + emitted);
        }
        return goesOn;
    }

    private boolean neighboursStand() {
        for (int at = 0; at < RECORD; at++) {
            if (records.getByte(at) != NEIGHBOUR || records.getByte(2 * RECORD + at) != NEIGHBOUR) {
                return false;
            }
        }
        return true;
    }

    /** The header that the next element sees. */
    String header() {
        return isChanged() ? header(TlpRecordLayout.DELIVERED, deliveredBytes()) : emitted;
    }

    String emitted() {
        return emitted;
    }

    boolean isChanged() {
        return deliveredBytes() > 0;
    }

    boolean isFlit() {
        int flag = isChanged() ? TlpRecordLayout.FLAG_DELIVERED_FLIT : TlpRecordLayout.FLAG_FLIT;
        return (records.getByte(RECORD + TlpRecordLayout.FLAGS) & flag) != 0;
    }

    HintOutcome outcome() {
        return HintOutcome.ofCode(records.getByte(RECORD + TlpRecordLayout.OUTCOME));
    }

    int hop() {
        return records.getByte(RECORD + TlpRecordLayout.HOP) & 0xFF;
    }

    TlpFlyweight tlp() {
        TlpFlyweight tlp = new TlpFlyweight();
        int at = isChanged() ? TlpRecordLayout.DELIVERED : TlpRecordLayout.EMITTED;
        int fault = tlp.wrap(records, RECORD + at, isChanged() ? deliveredBytes() : emittedBytes(), isFlit());
        if (fault != 0) {
            throw new AssertionError("fault " + fault + " in " + header());
        }
        return tlp;
    }

    private int emittedBytes() {
        return records.getByte(RECORD + TlpRecordLayout.EMITTED_BYTES);
    }

    private int deliveredBytes() {
        return records.getByte(RECORD + TlpRecordLayout.DELIVERED_BYTES);
    }

    private String header(int field, int bytes) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes; at++) {
            text.append(at > 0 && at % 4 == 0 ? " " : "");
            HexFormat.of().toHexDigits(text, records.getByte(RECORD + field + at));
        }
        return text.toString();
    }
}
