package tlpsim.core.tlp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.MutableDirectBuffer;

/**
 * Writes any header field by field, those of TLPs that the simulator never sends included: for tools and tests.
 *
 * <p>Order of calls: {@link #wrap}, {@link #prefix} for each prefix, {@link #header}, the fields in any order, then
 * {@link #ohc} for each DW of Orthogonal Header Content. Values are cut to the width of their field. A setter of a
 * field that the mode does not have does nothing. Owned by one thread; allocates nothing.
 */
public final class TlpHeaderEncoder {
    private MutableDirectBuffer buffer;
    private int offset;
    private int headerOffset;
    private int end;
    private int descriptor;
    private boolean flit;

    /**
     * At least {@link TlpLayout#MAX_HEADER_BYTES} from {@code offset} on, and a DW for each prefix beyond four, are
     * needed.
     */
    public TlpHeaderEncoder wrap(MutableDirectBuffer buffer, int offset, boolean flitMode) {
        this.buffer = buffer;
        this.offset = offset;
        this.headerOffset = offset;
        this.end = offset;
        this.flit = flitMode;
        return this;
    }

    public TlpHeaderEncoder prefix(int dw) {
        append(dw);
        headerOffset = end;
        return this;
    }

    /** Begins a header of the size that its first byte implies; every field is 0. */
    public TlpHeaderEncoder header(int firstByte) {
        int type = flit ? TlpTypeTable.FLIT[firstByte & 0xFF] : TlpTypeTable.NON_FLIT[firstByte & 0xFF];
        return header(firstByte, TlpTypeTable.baseDw(type));
    }

    /** Begins a header of a size of its own, in DW. */
    public TlpHeaderEncoder header(int firstByte, int baseDw) {
        descriptor = flit ? TlpTypeTable.FLIT[firstByte & 0xFF] : TlpTypeTable.NON_FLIT[firstByte & 0xFF];
        end = headerOffset;
        for (int i = 0; i < baseDw; i++) {
            append(0);
        }
        return put(0, TlpLayout.TYPE_SHIFT, 0xFF, firstByte);
    }

    /** Appends one DW of OHC; the OHC field is {@link #ohcField}. */
    public TlpHeaderEncoder ohc(int dw) {
        append(dw);
        return this;
    }

    /** Bytes written so far: prefixes, header and OHC. */
    public int bytes() {
        return end - offset;
    }

    public TlpHeaderEncoder tc(int tc) {
        return put(0, flit ? FlitLayout.TC_SHIFT : TlpLayout.TC_SHIFT, TlpLayout.TC_MASK, tc);
    }

    public TlpHeaderEncoder attr(int attr) {
        if (flit) {
            return put(0, FlitLayout.ATTR_SHIFT, FlitLayout.ATTR_MASK, attr);
        }
        return flag(TlpLayout.ATTR2, (attr & 4) != 0).put(0, TlpLayout.ATTR10_SHIFT, TlpLayout.ATTR10_MASK, attr);
    }

    /** In Flit Mode to be set behind the address, whose low bits it has. */
    public TlpHeaderEncoder at(int at) {
        if (!flit) {
            return put(0, TlpLayout.AT_SHIFT, TlpLayout.AT_MASK, at);
        }
        boolean addressed = (descriptor & TlpTypeTable.MEMORY) != 0;
        return addressed ? put(addressLowDw(), 0, FlitLayout.AT_MASK, at) : this;
    }

    public TlpHeaderEncoder ln(boolean ln) {
        return flit ? this : flag(TlpLayout.LN, ln);
    }

    public TlpHeaderEncoder th(boolean th) {
        return flit ? this : flag(TlpLayout.TH, th);
    }

    public TlpHeaderEncoder td(boolean td) {
        return flit ? this : flag(TlpLayout.TD, td);
    }

    public TlpHeaderEncoder ep(boolean ep) {
        if (flit) {
            return has(1) ? put(1, 15, 1, ep ? 1 : 0) : this;
        }
        return flag(TlpLayout.EP, ep);
    }

    public TlpHeaderEncoder ts(int ts) {
        return flit ? put(0, FlitLayout.TS_SHIFT, FlitLayout.TS_MASK, ts) : this;
    }

    public TlpHeaderEncoder ohcField(int ohc) {
        return flit ? put(0, FlitLayout.OHC_SHIFT, FlitLayout.OHC_MASK, ohc) : this;
    }

    /** 1024 is written as 0. */
    public TlpHeaderEncoder lengthDw(int lengthDw) {
        return put(0, 0, TlpLayout.LENGTH_MASK, lengthDw);
    }

    public TlpHeaderEncoder requesterId(int id) {
        int dw = isCompletion() ? 2 : 1;
        return put(dw, TlpLayout.ID_SHIFT, 0xFFFF, id);
    }

    public TlpHeaderEncoder tag(int tag) {
        if (flit) {
            return put(1, 0, FlitLayout.TAG_MASK, tag);
        }
        flag(TlpLayout.T9, (tag & 0x200) != 0).flag(TlpLayout.T8, (tag & 0x100) != 0);
        return put(isCompletion() ? 2 : 1, TlpLayout.TAG_SHIFT, 0xFF, tag);
    }

    /** Byte enables of the header; Flit Mode has them in OHC-A. */
    public TlpHeaderEncoder byteEnables(int first, int last) {
        if (flit) {
            return this;
        }
        return put(1, TlpLayout.LAST_BE_SHIFT, TlpLayout.BE_MASK, last).put(1, 0, TlpLayout.BE_MASK, first);
    }

    public TlpHeaderEncoder address(long address) {
        if ((descriptor & TlpTypeTable.ADDRESS64) != 0) {
            put(2, 0, -1, (int) (address >>> 32));
        }
        return put(addressLowDw(), 2, 0x3FFFFFFF, (int) address >>> 2);
    }

    /** The two low bits of the address DW. */
    public TlpHeaderEncoder ph(int ph) {
        return flit ? this : put(addressLowDw(), 0, TlpLayout.PH_MASK, ph);
    }

    /** ST[7:0] into the byte that the type has for it; ST[15:8] is the prefix's, and Flit Mode's tag is OHC-B's. */
    public TlpHeaderEncoder stLow(int st) {
        if (flit) {
            return this;
        }
        boolean inTag = (descriptor & TlpTypeTable.ST_IN_TAG) != 0;
        return put(1, inTag ? TlpLayout.TAG_SHIFT : 0, 0xFF, st);
    }

    public TlpHeaderEncoder messageCode(int code) {
        return put(1, 0, 0xFF, code);
    }

    public TlpHeaderEncoder completerId(int id) {
        return put(1, TlpLayout.ID_SHIFT, 0xFFFF, id);
    }

    /** Non-Flit Mode; Flit Mode has it in OHC-A5. */
    public TlpHeaderEncoder status(int status) {
        return flit ? this : put(1, TlpLayout.STATUS_SHIFT, TlpLayout.STATUS_MASK, status);
    }

    public TlpHeaderEncoder bcm(boolean bcm) {
        return flit ? this : put(1, 12, 1, bcm ? 1 : 0);
    }

    /** 4096 is written as 0. */
    public TlpHeaderEncoder byteCount(int byteCount) {
        return put(flit ? 2 : 1, 0, TlpLayout.BYTE_COUNT_MASK, byteCount);
    }

    /** Flit Mode has bits 1:0 in OHC-A5. */
    public TlpHeaderEncoder lowerAddress(int lowerAddress) {
        if (!flit) {
            return put(2, 0, TlpLayout.LOWER_ADDRESS_MASK, lowerAddress);
        }
        put(1, 14, 1, lowerAddress >>> 6);
        return put(2, FlitLayout.CPL_LA52_SHIFT, FlitLayout.CPL_LA52_MASK, lowerAddress >>> 2);
    }

    /**
     * Bus, device, function of a Configuration request, and the byte offset of the register, a multiple of 4 below
     * 4096.
     */
    public TlpHeaderEncoder configTarget(int id, int register) {
        return put(2, TlpLayout.ID_SHIFT, 0xFFFF, id).put(2, 2, 0x3FF, register >>> 2);
    }

    /** A whole DW of the header base. */
    public TlpHeaderEncoder dw(int index, int value) {
        return put(index, 0, -1, value);
    }

    private boolean isCompletion() {
        return TlpTypeTable.kindOf(descriptor).isCompletion();
    }

    private int addressLowDw() {
        return (descriptor & TlpTypeTable.ADDRESS64) != 0 ? 3 : 2;
    }

    private boolean has(int dw) {
        return headerOffset + (dw + 1) * TlpLayout.DW_BYTES <= end;
    }

    private void append(int dw) {
        buffer.putInt(end, dw, BIG_ENDIAN);
        end += TlpLayout.DW_BYTES;
    }

    private TlpHeaderEncoder flag(int mask, boolean set) {
        int word = buffer.getInt(headerOffset, BIG_ENDIAN);
        buffer.putInt(headerOffset, set ? word | mask : word & ~mask, BIG_ENDIAN);
        return this;
    }

    private TlpHeaderEncoder put(int dw, int shift, int mask, int value) {
        if (has(dw)) {
            int at = headerOffset + dw * TlpLayout.DW_BYTES;
            int word = buffer.getInt(at, BIG_ENDIAN);
            buffer.putInt(at, word & ~(mask << shift) | (value & mask) << shift, BIG_ENDIAN);
        }
        return this;
    }
}
