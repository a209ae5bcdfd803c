package tlpsim.completer.port;

import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.TlpFlyweight;

/** The request that a record delivers, as its receiver sees it, and the bytes that it writes. */
public final class DeliveredRequest {
    private DeliveredRequest() {}

    /** Wraps the delivered header, which is the emitted one where the path changed nothing. */
    public static void wrap(TlpFlyweight tlp, UnsafeBuffer records, int offset) {
        int flags = records.getByte(offset + TlpRecordLayout.FLAGS);
        int delivered = records.getByte(offset + TlpRecordLayout.DELIVERED_BYTES);
        boolean unchanged = delivered == 0;
        int bytes = unchanged ? records.getByte(offset + TlpRecordLayout.EMITTED_BYTES) : delivered;
        int at = offset + (unchanged ? TlpRecordLayout.EMITTED : TlpRecordLayout.DELIVERED);
        int form = unchanged ? TlpRecordLayout.FLAG_FLIT : TlpRecordLayout.FLAG_DELIVERED_FLIT;
        tlp.wrap(records, at, bytes, (flags & form) != 0);
    }

    /** First byte that a write's byte enables let through. */
    public static long firstByte(TlpFlyweight tlp, long address) {
        return address + Integer.numberOfTrailingZeros(tlp.firstBe() | 0x10);
    }

    /** The byte behind the last that a write's byte enables let through. */
    public static long endByte(TlpFlyweight tlp, long address) {
        int dw = tlp.lengthDw();
        int lastBe = dw > 1 ? tlp.lastBe() : tlp.firstBe();
        return address + 4L * dw - (Integer.numberOfLeadingZeros(lastBe) - 28);
    }
}
