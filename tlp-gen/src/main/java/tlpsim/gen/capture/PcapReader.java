package tlpsim.gen.capture;

import java.nio.ByteOrder;

/** Classic pcap. */
final class PcapReader extends CaptureReader {
    private final long psPerFraction;
    private final long fractionsPerSecond;

    /** Takes over after the four bytes of magic. */
    PcapReader(String name, CaptureInput input, ByteOrder order, boolean nanoseconds) {
        super(name, input);
        input.order(order);
        input.read(Integer.BYTES, PcapLayout.FILE_HEADER_BYTES - Integer.BYTES);
        psPerFraction = nanoseconds ? 1_000 : 1_000_000;
        fractionsPerSecond = PS_PER_SECOND / psPerFraction;
        int network = input.i32(PcapLayout.LINK_TYPE_OFFSET);
        linkType = network & PcapLayout.LINK_TYPE_MASK;
        fcsBytes = (network & PcapLayout.FCS_PRESENT) == 0 ? 0 : (network >>> PcapLayout.FCS_SHIFT) * Short.BYTES;
        dataOffset = PcapLayout.RECORD_HEADER_BYTES;
        int major = input.u16(PcapLayout.VERSION_MAJOR_OFFSET);
        if (major != PcapLayout.VERSION_MAJOR) {
            throw input.problem("pcap version must be 2, but is " + major, "");
        }
    }

    @Override
    boolean readRecord() {
        input.beginRecord(frameNumber() + 1);
        if (!input.readOrEnd(0, PcapLayout.RECORD_HEADER_BYTES)) {
            return false;
        }
        long fraction = input.u32(PcapLayout.FRACTION_OFFSET);
        long captured = input.u32(PcapLayout.CAPTURED_OFFSET);
        originalBytes = Math.max(captured, input.u32(PcapLayout.ORIGINAL_OFFSET));
        // Tools that merge or shift captures leave fractions of a second or more: carried, as other readers do.
        long carry = fraction / fractionsPerSecond;
        time(input.u32(PcapLayout.SECONDS_OFFSET) + carry, fraction % fractionsPerSecond * psPerFraction);
        input.read(dataOffset, captured);
        capturedBytes = (int) captured;
        return true;
    }
}
