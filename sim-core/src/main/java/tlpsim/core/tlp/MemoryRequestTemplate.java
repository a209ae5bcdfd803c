package tlpsim.core.tlp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.MutableDirectBuffer;

/**
 * The header of one kind of memory request of one queue, encoded once; each TLP patches only address, length, byte
 * enables, tag and steering tag. Made by {@link MemoryRequestEncoder#template()}.
 *
 * <p>{@link #encodeInto} picks 3DW below 4 GiB and 4DW above (Base Specification 2.2.4.1). In Non-Flit Mode the TPH
 * prefix is left out while ST[15:8] and AMA are 0, unless forced: a tag up to 0xFF then costs nothing on the wire. In
 * Flit Mode OHC-A1 is added only where the byte enables are not the implied ones, OHC-B only for hints or AMA. Owned by
 * one thread; allocates nothing.
 */
public final class MemoryRequestTemplate {
    private static final int IMPLIED_ONE_DW = 0x0F;
    private static final int IMPLIED_MANY_DW = 0xFF;
    private static final int ALL_BE = 0xFF;

    private final boolean flit;
    private final boolean hinted;
    private final boolean stInTag;
    private final int dw0Of3Dw;
    private final int dw0Of4Dw;
    private final int requesterBits;
    private final int addressLowBits;
    private final int stFreeHintDw;
    private final boolean hintDwAlways;
    private final int beMask;
    private int tagOfDw0;
    private int tagOfDw1;
    private int stOfDw1;
    private int hintDw;

    MemoryRequestTemplate(MemoryRequestEncoder from) {
        flit = from.isFlit();
        hinted = from.hasHints();
        stInTag = from.kind() == TlpKind.MWR && hinted && !flit;
        dw0Of3Dw = from.dw0(false);
        dw0Of4Dw = from.dw0(true);
        requesterBits = from.requesterId() << TlpLayout.ID_SHIFT;
        addressLowBits = from.addressLowBits();
        stFreeHintDw = from.stFreeHintDw();
        hintDwAlways = from.isHintDwAlways();
        beMask = from.isByteEnableByteFree() ? ALL_BE : 0;
        hintDw = hintDwAlways ? stFreeHintDw : 0;
        tag(from.tag());
        if (hinted) {
            st(from.st());
        }
    }

    /**
     * Changes the steering tag of the TLPs that follow. To be called on a template with hints only.
     *
     * @param st 0 to 0xFFFF; at most 0xFF in the 8-bit namespace
     */
    public void st(int st) {
        assert hinted && st >>> 16 == 0 : "steering tag on a template with hints, 0 to 0xFFFF: st=" + st;
        if (flit) {
            hintDw = stFreeHintDw | st << FlitLayout.B_ST_SHIFT;
            return;
        }
        int high = st >>> 8;
        stOfDw1 = (st & 0xFF) << (stInTag ? TlpLayout.TAG_SHIFT : 0);
        hintDw = hintDwAlways || high != 0 ? stFreeHintDw | high << PrefixLayout.TPH_ST_HIGH_SHIFT : 0;
    }

    /** Changes the tag of the TLPs that follow: 10 bits, 14 in Flit Mode. A hinted MWr of Non-Flit Mode has no tag. */
    public void tag(int tag) {
        if (flit) {
            tagOfDw1 = tag & FlitLayout.TAG_MASK;
        } else if (!stInTag) {
            tagOfDw0 = MemoryRequestEncoder.tagBitsOfDw0(tag);
            tagOfDw1 = (tag & 0xFF) << TlpLayout.TAG_SHIFT;
        }
    }

    /**
     * Writes prefix, header and OHC of one request.
     *
     * @param address of the first byte, aligned or not
     * @param bytes   1 to 4096, not crossing a 4 KiB boundary; the caller splits
     * @return bytes written: where the payload begins, counted from {@code offset}
     */
    public int encodeInto(MutableDirectBuffer buffer, int offset, long address, int bytes) {
        int skew = (int) address & 3;
        int end = skew + bytes;
        int lengthDw = end + 3 >>> 2;
        int first = TlpLayout.BE_MASK << skew & TlpLayout.BE_MASK;
        int last = TlpLayout.BE_MASK >>> (-end & 3);
        int enables = lengthDw == 1 ? first & last : last << TlpLayout.LAST_BE_SHIFT | first;
        long low = address & ~3L | addressLowBits;
        if (flit) {
            return encodeFlit(buffer, offset, low, lengthDw, enables);
        }
        int at = offset;
        if (hintDw != 0) {
            buffer.putInt(at, hintDw, BIG_ENDIAN);
            at += PrefixLayout.PREFIX_BYTES;
        }
        int dw1 = requesterBits | tagOfDw1 | stOfDw1 | enables & beMask;
        return putBase(buffer, at, low, lengthDw & TlpLayout.LENGTH_MASK | tagOfDw0, dw1) - offset;
    }

    private int encodeFlit(MutableDirectBuffer buffer, int offset, long low, int lengthDw, int enables) {
        boolean implied = enables == (lengthDw == 1 ? IMPLIED_ONE_DW : IMPLIED_MANY_DW);
        int varying = lengthDw & TlpLayout.LENGTH_MASK | (implied ? 0 : FlitLayout.OHC_A << FlitLayout.OHC_SHIFT);
        int at = putBase(buffer, offset, low, varying, requesterBits | tagOfDw1);
        if (!implied) {
            buffer.putInt(at, enables, BIG_ENDIAN);
            at += TlpLayout.DW_BYTES;
        }
        if (hintDwAlways) {
            buffer.putInt(at, hintDw, BIG_ENDIAN);
            at += TlpLayout.DW_BYTES;
        }
        return at - offset;
    }

    private int putBase(MutableDirectBuffer buffer, int at, long low, int varyingOfDw0, int dw1) {
        boolean address64 = low >>> 32 != 0;
        int dw0 = (address64 ? dw0Of4Dw : dw0Of3Dw) | varyingOfDw0;
        buffer.putLong(at, (long) dw0 << 32 | dw1 & 0xFFFFFFFFL, BIG_ENDIAN);
        if (address64) {
            buffer.putLong(at + TlpLayout.DW2_OFFSET, low, BIG_ENDIAN);
            return at + TlpLayout.HEADER_4DW_BYTES;
        }
        buffer.putInt(at + TlpLayout.DW2_OFFSET, (int) low, BIG_ENDIAN);
        return at + TlpLayout.HEADER_3DW_BYTES;
    }
}
