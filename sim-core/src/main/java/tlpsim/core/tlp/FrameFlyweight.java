package tlpsim.core.tlp;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A framed TLP ({@link FrameLayout}), read and written in place. Owned by one thread; allocates nothing, never throws.
 */
public final class FrameFlyweight {
    private int offset;
    private int length;
    private int sequence;
    private int lcrc;

    /** Views one frame; the fields are readable after {@code NONE}, {@code NULLIFIED} and {@code BAD_LCRC}. */
    public FrameFault wrap(DirectBuffer buffer, int offset, int length) {
        this.offset = offset;
        this.length = length;
        sequence = 0;
        lcrc = 0;
        if (length < FrameLayout.OVERHEAD_BYTES + TlpLayout.DW_BYTES) {
            this.length = FrameLayout.OVERHEAD_BYTES;
            return FrameFault.TOO_SHORT;
        }
        if ((buffer.getByte(offset) & 0xFF) != FrameLayout.STP) {
            return FrameFault.NO_STP;
        }
        int last = buffer.getByte(offset + length - 1) & 0xFF;
        if (last != FrameLayout.END && last != FrameLayout.EDB) {
            return FrameFault.NO_END;
        }
        int covered = length - 2 - FrameLayout.LCRC_BYTES;
        sequence = buffer.getShort(offset + FrameLayout.SEQUENCE_OFFSET, BIG_ENDIAN) & FrameLayout.SEQUENCE_MASK;
        lcrc = buffer.getInt(offset + 1 + covered, LITTLE_ENDIAN);
        int expected = Lcrc.of(buffer, offset + FrameLayout.SEQUENCE_OFFSET, covered);
        if (last == FrameLayout.EDB && lcrc == ~expected) {
            return FrameFault.NULLIFIED;
        }
        return lcrc == expected && last == FrameLayout.END ? FrameFault.NONE : FrameFault.BAD_LCRC;
    }

    /** 0 to 4095. */
    public int sequence() {
        return sequence;
    }

    /** As received. */
    public int lcrc() {
        return lcrc;
    }

    public int tlpOffset() {
        return offset + FrameLayout.TLP_OFFSET;
    }

    public int tlpBytes() {
        return length - FrameLayout.OVERHEAD_BYTES;
    }

    /**
     * Puts a frame around a TLP.
     *
     * @param sequence 0 to 4095, higher bits are dropped
     * @return bytes written: {@code tlpBytes} + 8
     */
    public static int encode(
            DirectBuffer tlp, int tlpOffset, int tlpBytes, int sequence, MutableDirectBuffer frame, int frameOffset) {
        frame.putByte(frameOffset, (byte) FrameLayout.STP);
        short masked = (short) (sequence & FrameLayout.SEQUENCE_MASK);
        frame.putShort(frameOffset + FrameLayout.SEQUENCE_OFFSET, masked, BIG_ENDIAN);
        frame.putBytes(frameOffset + FrameLayout.TLP_OFFSET, tlp, tlpOffset, tlpBytes);
        int covered = FrameLayout.SEQUENCE_BYTES + tlpBytes;
        int crc = Lcrc.of(frame, frameOffset + FrameLayout.SEQUENCE_OFFSET, covered);
        frame.putInt(frameOffset + 1 + covered, crc, LITTLE_ENDIAN);
        frame.putByte(frameOffset + 1 + covered + FrameLayout.LCRC_BYTES, (byte) FrameLayout.END);
        return tlpBytes + FrameLayout.OVERHEAD_BYTES;
    }
}
