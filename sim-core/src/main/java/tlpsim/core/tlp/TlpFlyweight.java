package tlpsim.core.tlp;

import static java.nio.ByteOrder.BIG_ENDIAN;

/**
 * A received TLP, read in place: prefixes, header and OHC, and where the payload would be.
 *
 * <p>{@link #wrap} reads the first DW, the prefixes and OHC-A and OHC-B, and looks the type up; the getters decode from
 * the bytes when called. A field that the type does not have reads as 0. After {@link TlpFault#TRUNCATED_HEADER} or
 * {@link TlpFault#TRUNCATED_PREFIX} only the prefixes and the fields of DW0 are readable, as far as they are there, and
 * the kind is RESERVED; after any other fault the fields read as they stand. Nothing is allocated and nothing throws,
 * whatever the bytes, as long as {@code offset + length} lies within the buffer.
 *
 * <p>{@code wrap} judges what makes a packet unreadable. The rules on lengths, boundaries and byte enables are in
 * {@link TlpRules}, since a fabric may choose where to check them. The payload may be absent: most of the simulator
 * carries headers only.
 */
public final class TlpFlyweight extends TlpStructure {
    /** Fmt and Type of Non-Flit Mode, Type[7:0] of Flit Mode. */
    public int firstByte() {
        return dw0 >>> TlpLayout.TYPE_SHIFT;
    }

    public int fmt() {
        return dw0 >>> TlpLayout.FMT_SHIFT;
    }

    /** Type[4:0] of Non-Flit Mode, Type[7:0] of Flit Mode. */
    public int type() {
        return flit ? firstByte() : firstByte() & TlpLayout.TYPE_MASK;
    }

    public int tc() {
        return dw0 >>> (flit ? FlitLayout.TC_SHIFT : TlpLayout.TC_SHIFT) & TlpLayout.TC_MASK;
    }

    /** Attr[2:0]: ID-based Ordering, Relaxed Ordering, No Snoop. */
    public int attr() {
        if (flit) {
            return dw0 >>> FlitLayout.ATTR_SHIFT & FlitLayout.ATTR_MASK;
        }
        return (dw0 & TlpLayout.ATTR2) >>> 16 | dw0 >>> TlpLayout.ATTR10_SHIFT & TlpLayout.ATTR10_MASK;
    }

    /**
     * Address Type; in Flit Mode it has the two low bits of the address, so that only address-routed requests have it.
     */
    public int at() {
        if (flit) {
            return isMemoryRequest() ? buffer.getByte(addressLowOffset() + 3) & FlitLayout.AT_MASK : 0;
        }
        return dw0 >>> TlpLayout.AT_SHIFT & TlpLayout.AT_MASK;
    }

    /** Non-Flit Mode only. Reserved since revision 6. */
    public boolean ln() {
        return !flit && (dw0 & TlpLayout.LN) != 0;
    }

    /** The TH bit as it stands; false in Flit Mode, which has none. */
    public boolean th() {
        return !flit && (dw0 & TlpLayout.TH) != 0;
    }

    public boolean td() {
        return !flit && (dw0 & TlpLayout.TD) != 0;
    }

    public boolean ep() {
        return flit ? (dw1() & FlitLayout.EP) != 0 : (dw0 & TlpLayout.EP) != 0;
    }

    private int dw1() {
        return headerDw(1);
    }

    /** Requester ID and, in Non-Flit Mode, Tag: DW1 of a request, DW2 of a completion. */
    private int requesterDw() {
        return headerDw((descriptor & TlpTypeTable.COMPLETION) != 0 ? 2 : 1);
    }

    private int addressLowOffset() {
        return headerOffset
                + ((descriptor & TlpTypeTable.ADDRESS64) != 0 ? TlpLayout.DW3_OFFSET : TlpLayout.DW2_OFFSET);
    }

    /** Requester of a request, or the requester that a completion returns to. */
    public int requesterId() {
        return requesterDw() >>> TlpLayout.ID_SHIFT;
    }

    /**
     * The Tag field as it stands, 10 bits with T9 and T8, or 14 bits in Flit Mode. Of a MWr with TH=1 in Non-Flit Mode
     * its low byte is ST[7:0] (Table 2-19).
     */
    public int tag() {
        if (flit) {
            return dw1() & FlitLayout.TAG_MASK;
        }
        int word = requesterDw();
        return (dw0 & TlpLayout.T9) >>> 14 | (dw0 & TlpLayout.T8) >>> 11 | word >>> TlpLayout.TAG_SHIFT & 0xFF;
    }

    /** The First DW BE field as it stands; of a Flit Mode request without OHC-A what is implied. */
    public int firstBe() {
        return byteEnables() & TlpLayout.BE_MASK;
    }

    /** The Last DW BE field as it stands; of a Flit Mode request without OHC-A what is implied. */
    public int lastBe() {
        return byteEnables() >>> TlpLayout.LAST_BE_SHIFT;
    }

    private int byteEnables() {
        if ((descriptor & TlpTypeTable.BYTE_ENABLES) == 0) {
            return 0;
        }
        if (!flit) {
            return buffer.getByte(headerOffset + TlpLayout.BE_OFFSET) & 0xFF;
        }
        if ((ohc() & FlitLayout.OHC_A) != 0) {
            return ohcA & 0xFF;
        }
        return impliedByteEnables();
    }

    private int impliedByteEnables() {
        return lengthDw() == 1 ? 0x0F : 0xFF;
    }

    /**
     * {LastBE, FirstBE} that the completer works with: those of the header, but all ones where a steering tag or the
     * absence of OHC-A makes them implied, and for an AtomicOp, whose byte enables are Reserved (2.2.5.1, 2.2.7.1).
     */
    public int effectiveByteEnables() {
        boolean replaced = th() && isMemoryRequest() && (descriptor & TlpTypeTable.ST_IN_TAG) == 0;
        return replaced || (descriptor & TlpTypeTable.ATOMIC) != 0 ? impliedByteEnables() : byteEnables();
    }

    /** Byte address of the first DW, bits 1:0 clear; of memory and I/O requests. */
    public long address() {
        if ((descriptor & TlpTypeTable.ADDRESS64) != 0) {
            return buffer.getLong(headerOffset + TlpLayout.DW2_OFFSET, BIG_ENDIAN) & ~3L;
        }
        if ((descriptor & TlpTypeTable.MEMORY) != 0 || kind().isIo()) {
            return buffer.getInt(headerOffset + TlpLayout.DW2_OFFSET, BIG_ENDIAN) & 0xFFFFFFFCL;
        }
        return 0;
    }

    /** True if PH and ST have a meaning: TH=1 on a memory request, or HV 01b or 11b. */
    public boolean hasHints() {
        if ((descriptor & TlpTypeTable.MEMORY) == 0) {
            return false;
        }
        return flit ? (ohcB >>> FlitLayout.B_HV_SHIFT & FlitLayout.HV_ST8) != 0 : (dw0 & TlpLayout.TH) != 0;
    }

    /** The processing hint, 0 to 3; 0 without hints. */
    public int ph() {
        return hasHints() ? phField() : 0;
    }

    /** The PH bits as they stand, hints or not. */
    public int phField() {
        if (flit) {
            return ohcB >>> FlitLayout.B_PH_SHIFT & TlpLayout.PH_MASK;
        }
        boolean addressed = isMemoryRequest() || kind().isIo();
        return addressed ? buffer.getByte(addressLowOffset() + 3) & TlpLayout.PH_MASK : 0;
    }

    /**
     * The steering tag, 0 to 0xFFFF, merged from header and prefix or taken from OHC-B; 0 is no preference, or no
     * hints.
     */
    public int st() {
        if (!hasHints()) {
            return 0;
        }
        if (flit) {
            int st = ohcB >>> FlitLayout.B_ST_SHIFT & 0xFFFF;
            return hv() == FlitLayout.HV_ST16 ? st : st & 0xFF;
        }
        boolean inTag = (descriptor & TlpTypeTable.ST_IN_TAG) != 0;
        int low = buffer.getByte(headerOffset + (inTag ? TlpLayout.TAG_OFFSET : TlpLayout.BE_OFFSET)) & 0xFF;
        return tphPrefix >>> (PrefixLayout.TPH_ST_HIGH_SHIFT - 8) & 0xFF00 | low;
    }

    /** True if the tag has 16 bits: a TPH prefix with TH=1, or HV=11b. */
    public boolean isExtendedSt() {
        return hasHints() && (flit ? hv() == FlitLayout.HV_ST16 : tphPrefix != 0);
    }

    /** HV of OHC-B as it stands; 0 in Non-Flit Mode. */
    public int hv() {
        return ohcB >>> FlitLayout.B_HV_SHIFT & 3;
    }

    /** ATS memory attributes of the TPH prefix or OHC-B, as they stand; they mean something with {@link #av()} only. */
    public int ama() {
        return flit ? ohcB >>> FlitLayout.B_AMA_SHIFT & 7 : tphPrefix >>> PrefixLayout.TPH_AMA_SHIFT & 7;
    }

    public boolean av() {
        return flit ? (ohcB & FlitLayout.B_AV) != 0 : (tphPrefix & PrefixLayout.TPH_AV) != 0;
    }
}
