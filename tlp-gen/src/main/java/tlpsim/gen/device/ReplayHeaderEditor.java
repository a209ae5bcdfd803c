package tlpsim.gen.device;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.MutableDirectBuffer;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.PrefixLayout;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tlp.TlpKind;
import tlpsim.core.tlp.TlpLayout;

/**
 * Takes hints out of recorded Non-Flit Mode headers and puts others in; all else stays as recorded (Base Specification
 * 2.2.7.1.1). Owned by one thread; allocates nothing.
 */
final class ReplayHeaderEditor {
    private static final int ALL_OF_ONE_DW = 0x0F;
    private static final int ALL_OF_MANY_DW = 0xFF;

    private final TlpFlyweight tlp = new TlpFlyweight();

    /**
     * Removes TH, PH, ST and the TPH prefix. A tag byte that held a steering tag becomes 0, byte enables become those
     * that it implied.
     *
     * @param length prefixes and header
     * @return the new length
     */
    int strip(MutableDirectBuffer buffer, int offset, int length) {
        tlp.wrap(buffer, offset, length, false);
        int left = length;
        int prefix = offset;
        for (int prefixes = tlp.prefixCount(); prefixes > 0; prefixes--) {
            if ((buffer.getByte(prefix) & 0xFF) == PrefixLayout.TPH) {
                int behind = prefix + PrefixLayout.PREFIX_BYTES;
                move(buffer, behind, prefix, offset + left - behind);
                left -= PrefixLayout.PREFIX_BYTES;
                buffer.putInt(offset + left, 0);
            } else {
                prefix += PrefixLayout.PREFIX_BYTES;
            }
        }
        if (tlp.wrap(buffer, offset, left, false) == 0 && tlp.th()) {
            int implied = tlp.lengthDw() == 1 ? ALL_OF_ONE_DW : ALL_OF_MANY_DW;
            putTag(buffer, 0, implied);
            putHint(buffer, 0, 0);
        }
        return left;
    }

    /**
     * Hints a stripped request. A read loses its byte enables, a write its tag: the steering tag takes their place.
     *
     * @param extended a TPH prefix holds the tag's high byte
     * @return the new length, or {@code length}, with nothing changed, where there is no room for the prefix
     */
    int hint(MutableDirectBuffer buffer, int offset, int length, int ph, int st, boolean extended) {
        int prefixBytes = extended ? PrefixLayout.PREFIX_BYTES : 0;
        if (length + prefixBytes > TlpRecordLayout.HEADER_CAPACITY_BYTES) {
            return length;
        }
        tlp.wrap(buffer, offset, length, false);
        putTag(buffer, st & 0xFF, st & 0xFF);
        putHint(buffer, TlpLayout.TH, ph);
        if (extended) {
            int header = tlp.headerOffset();
            move(buffer, header, header + prefixBytes, tlp.headerBytes());
            buffer.putInt(
                    header,
                    PrefixLayout.TPH << TlpLayout.TYPE_SHIFT | st >>> 8 << PrefixLayout.TPH_ST_HIGH_SHIFT,
                    BIG_ENDIAN);
        }
        return length + prefixBytes;
    }

    private void putTag(MutableDirectBuffer buffer, int tagByte, int enableByte) {
        if (tlp.kind() == TlpKind.MWR) {
            buffer.putByte(tlp.headerOffset() + TlpLayout.TAG_OFFSET, (byte) tagByte);
        } else {
            buffer.putByte(tlp.headerOffset() + TlpLayout.BE_OFFSET, (byte) enableByte);
        }
    }

    private void putHint(MutableDirectBuffer buffer, int th, int ph) {
        int header = tlp.headerOffset();
        buffer.putInt(header, buffer.getInt(header, BIG_ENDIAN) & ~TlpLayout.TH | th, BIG_ENDIAN);
        int low = header + (tlp.isAddress64() ? TlpLayout.DW3_OFFSET : TlpLayout.DW2_OFFSET) + 3;
        buffer.putByte(low, (byte) (buffer.getByte(low) & ~TlpLayout.PH_MASK | ph));
    }

    /** Moves up to 32 bytes, a DW at a time, in the order that overlap asks for. */
    private static void move(MutableDirectBuffer buffer, int from, int to, int bytes) {
        if (from > to) {
            for (int at = 0; at < bytes; at += TlpLayout.DW_BYTES) {
                buffer.putInt(to + at, buffer.getInt(from + at));
            }
        } else {
            for (int at = bytes - TlpLayout.DW_BYTES; at >= 0; at -= TlpLayout.DW_BYTES) {
                buffer.putInt(to + at, buffer.getInt(from + at));
            }
        }
    }
}
