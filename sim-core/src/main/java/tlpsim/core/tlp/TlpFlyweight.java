package tlpsim.core.tlp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A received TLP, read in place: prefixes, header and OHC, and where the payload would be.
 *
 * <p>{@link #wrap} reads the first DW, the prefixes and OHC-A and OHC-B, and looks the type up; the getters decode from the
 * bytes when called. A field that the type does not have reads as 0. After {@link TlpFault#TRUNCATED_HEADER} or {@link
 * TlpFault#TRUNCATED_PREFIX} only the prefixes and the fields of DW0 are readable, as far as they are there, and the kind is
 * RESERVED; after any other fault the fields read as they stand. Nothing is allocated and nothing throws, whatever the
 * bytes, as long as {@code offset + length} lies within the buffer.
 *
 * <p>{@code wrap} judges what makes a packet unreadable. The rules on lengths, boundaries and byte enables are in {@link
 * TlpRules}, since a fabric may choose where to check them. The payload may be absent: most of the simulator carries headers
 * only.
 */
public final class TlpFlyweight {
    private static final int OK = 0;
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[TlpLayout.MAX_HEADER_BYTES]);

    private DirectBuffer buffer = NOTHING;
    private int offset;
    private int length;
    private int headerOffset;
    private int dw0;
    private int descriptor;
    private boolean flit;
    private int prefixCount;
    private int tphPrefix;
    private int headerBytes;
    private int ohcA;
    private int ohcB;

    /**
     * Views one TLP.
     *
     * @param length bytes from {@code offset} on that belong to it, payload and digest included if they are there
     * @return 0, or the {@link TlpFault#code()} of the first fault
     */
    public int wrap(DirectBuffer buffer, int offset, int length, boolean flitMode) {
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        this.headerOffset = offset;
        this.flit = flitMode;
        this.prefixCount = 0;
        this.tphPrefix = 0;
        this.ohcA = 0;
        this.ohcB = 0;
        if (length < TlpLayout.DW_BYTES) {
            return unreadable(0, TlpFault.TRUNCATED_HEADER.code());
        }
        int word = buffer.getInt(offset, BIG_ENDIAN);
        if (flitMode) {
            return wrapFlit(word);
        }
        return word < 0 ? wrapPrefixed(word) : wrapHeader(word, OK);
    }

    private int wrapHeader(int word, int prefixFault) {
        int type = TlpTypeTable.NON_FLIT[word >>> TlpLayout.TYPE_SHIFT];
        dw0 = word;
        descriptor = type;
        headerBytes = TlpTypeTable.baseDw(type) << 2;
        if (headerOffset - offset + headerBytes > length) {
            return unreadable(word, TlpFault.TRUNCATED_HEADER.code());
        }
        if (prefixFault != OK) {
            return prefixFault;
        }
        return (type & TlpTypeTable.RESERVED) == 0 ? OK : TlpFault.RESERVED_TYPE.code();
    }

    private int wrapPrefixed(int first) {
        int word = first;
        int endEnd = 0;
        int fault = OK;
        while (word < 0) {
            int firstByte = word >>> TlpLayout.TYPE_SHIFT;
            if (!PrefixLayout.isPrefix(firstByte)) {
                return reservedFmt(word);
            }
            if (PrefixLayout.isEndEnd(firstByte)) {
                endEnd++;
                if (firstByte == PrefixLayout.TPH && tphPrefix == 0) {
                    tphPrefix = word;
                }
                fault = endEnd > PrefixLayout.MAX_END_END && fault == OK ? TlpFault.TOO_MANY_PREFIXES.code() : fault;
            } else if (fault == OK) {
                fault = endEnd > 0 ? TlpFault.PREFIX_ORDER.code() : localPrefixFault(firstByte);
            }
            prefixCount++;
            headerOffset += PrefixLayout.PREFIX_BYTES;
            if (headerOffset - offset + TlpLayout.DW_BYTES > length) {
                return unreadable(0, fault == OK ? TlpFault.TRUNCATED_PREFIX.code() : fault);
            }
            word = buffer.getInt(headerOffset, BIG_ENDIAN);
        }
        return wrapHeader(word, fault);
    }

    private static int localPrefixFault(int firstByte) {
        boolean known = firstByte == PrefixLayout.MR_IOV
                || firstByte == PrefixLayout.VENDOR_LOCAL_0
                || firstByte == PrefixLayout.VENDOR_LOCAL_1;
        return known ? OK : TlpFault.RESERVED_LOCAL_PREFIX.code();
    }

    private int reservedFmt(int word) {
        dw0 = word;
        descriptor = TlpTypeTable.RESERVED;
        headerBytes = TlpLayout.DW_BYTES;
        return TlpFault.RESERVED_FMT.code();
    }

    private int wrapFlit(int first) {
        int word = first;
        while ((word >>> 28) == 0x8 && headerOffset - offset + 2 * TlpLayout.DW_BYTES <= length) {
            prefixCount++;
            headerOffset += PrefixLayout.PREFIX_BYTES;
            word = buffer.getInt(headerOffset, BIG_ENDIAN);
        }
        int type = TlpTypeTable.FLIT[word >>> TlpLayout.TYPE_SHIFT];
        dw0 = word;
        descriptor = type;
        int ohc = ohc();
        int baseBytes = TlpTypeTable.baseDw(type) << 2;
        int available = length - (headerOffset - offset);
        if (isShortMessage(type, ohc, available)) {
            baseBytes = TlpLayout.HEADER_3DW_BYTES;
        }
        headerBytes = baseBytes + (FlitLayout.ohcDw(ohc) << 2);
        if (headerBytes > available) {
            return unreadable(word, TlpFault.TRUNCATED_HEADER.code());
        }
        int next = headerOffset + baseBytes;
        if ((ohc & FlitLayout.OHC_A) != 0) {
            ohcA = buffer.getInt(next, BIG_ENDIAN);
            next += TlpLayout.DW_BYTES;
        }
        if ((ohc & FlitLayout.OHC_B) != 0) {
            ohcB = buffer.getInt(next, BIG_ENDIAN);
        }
        return (type & TlpTypeTable.RESERVED) == 0 ? OK : TlpFault.RESERVED_TYPE.code();
    }

    /** Table 2-5 gives messages 4 DW; one public library writes 3, which only an exact fit of the length can tell. */
    private boolean isShortMessage(int type, int ohc, int available) {
        if (!TlpTypeTable.kindOf(type).isMessage()) {
            return false;
        }
        int behindBase = (FlitLayout.ohcDw(ohc) << 2) + payloadBytes() + trailerBytes();
        return available == TlpLayout.HEADER_3DW_BYTES + behindBase;
    }

    private int unreadable(int word, int fault) {
        dw0 = word;
        descriptor = TlpTypeTable.RESERVED;
        headerBytes = 0;
        return fault;
    }

    public boolean isFlit() {
        return flit;
    }

    public TlpKind kind() {
        return TlpTypeTable.kindOf(descriptor);
    }

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

    /** Bytes of the prefixes in front of the header. */
    public int prefixBytes() {
        return prefixCount << 2;
    }

    /** Local and End-End prefixes together. */
    public int prefixCount() {
        return prefixCount;
    }

    /** The DW of a prefix, 0 if there is none at that index. */
    public int prefix(int index) {
        boolean present = index >= 0 && index < prefixCount && ((index + 1) << 2) <= length;
        return present ? buffer.getInt(offset + (index << 2), BIG_ENDIAN) : 0;
    }

    public boolean hasTphPrefix() {
        return tphPrefix != 0;
    }

    /** Index in the buffer of the first byte of the header, behind the prefixes. */
    public int headerOffset() {
        return headerOffset;
    }

    /** Bytes of the header, OHC included, prefixes not. */
    public int headerBytes() {
        return headerBytes;
    }

    /** Header base in DW, without prefixes and OHC. */
    public int headerBaseDw() {
        return (headerBytes >>> 2) - ohcDw();
    }

    /** A DW of the header or its OHC; 0 beyond them. */
    public int headerDw(int index) {
        boolean present = index >= 0 && (index << 2) < headerBytes;
        return present ? buffer.getInt(headerOffset + (index << 2), BIG_ENDIAN) : 0;
    }

    public boolean hasData() {
        return (descriptor & TlpTypeTable.DATA) != 0;
    }

    public boolean isMemoryRequest() {
        return (descriptor & TlpTypeTable.MEMORY) != 0;
    }

    public boolean isAddress64() {
        return (descriptor & TlpTypeTable.ADDRESS64) != 0;
    }

    /** 1 to 1024: the wire's 0 is 1024 (2.2.2). */
    public int lengthDw() {
        return ((dw0 - 1) & TlpLayout.LENGTH_MASK) + 1;
    }

    /** The Length field as it stands, 0 to 1023: what it says for a TLP that has no data and asks for none. */
    public int lengthField() {
        return dw0 & TlpLayout.LENGTH_MASK;
    }

    /** Payload that the header announces: 0 for a TLP without data. */
    public int payloadBytes() {
        return hasData() ? lengthDw() << 2 : 0;
    }

    public int payloadOffset() {
        return headerOffset + headerBytes;
    }

    /** Bytes behind the header that were given to {@link #wrap}: payload and digest as far as they are there. */
    public int bytesBehindHeader() {
        return Math.max(0, length - prefixBytes() - headerBytes);
    }

    /** Digest or trailer that the header announces. */
    public int trailerBytes() {
        if (flit) {
            return FlitLayout.trailerDw(ts()) << 2;
        }
        return (dw0 & TlpLayout.TD) != 0 ? TlpLayout.DW_BYTES : 0;
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

    /** Address Type; in Flit Mode it has the two low bits of the address, so that only address-routed requests have it. */
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

    /** OHC[4:0], 0 in Non-Flit Mode. */
    public int ohc() {
        return flit ? dw0 >>> FlitLayout.OHC_SHIFT & FlitLayout.OHC_MASK : 0;
    }

    public int ohcDw() {
        return flit ? FlitLayout.ohcDw(ohc()) : 0;
    }

    public int ts() {
        return flit ? dw0 >>> FlitLayout.TS_SHIFT & FlitLayout.TS_MASK : 0;
    }

    /** The DW of OHC-A, 0 if there is none. */
    public int ohcA() {
        return ohcA;
    }

    /** The DW of OHC-B, 0 if there is none. */
    public int ohcB() {
        return ohcB;
    }

    private int dw1() {
        return headerDw(1);
    }

    private int addressLowOffset() {
        return headerOffset + ((descriptor & TlpTypeTable.ADDRESS64) != 0 ? TlpLayout.DW3_OFFSET : TlpLayout.DW2_OFFSET);
    }

    /** Requester of a request, or the requester that a completion returns to. */
    public int requesterId() {
        return kind().isCompletion() ? headerDw(2) >>> TlpLayout.ID_SHIFT : dw1() >>> TlpLayout.ID_SHIFT;
    }

    /**
     * The Tag field as it stands, 10 bits with T9 and T8, or 14 bits in Flit Mode. Of a MWr with TH=1 in Non-Flit Mode its low
     * byte is ST[7:0] (Table 2-19).
     */
    public int tag() {
        if (flit) {
            return dw1() & FlitLayout.TAG_MASK;
        }
        int word = kind().isCompletion() ? headerDw(2) : dw1();
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
        TlpKind kind = kind();
        if (kind.ordinal() < TlpKind.MRD.ordinal() || kind.isCompletion() || kind.isMessage()) {
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
     * {LastBE, FirstBE} that the completer works with: those of the header, but all ones where a steering tag or the absence
     * of OHC-A makes them implied, and for an AtomicOp, whose byte enables are Reserved (2.2.5.1, 2.2.7.1).
     */
    public int effectiveByteEnables() {
        boolean replaced = th() && isMemoryRequest() && (descriptor & TlpTypeTable.ST_IN_TAG) == 0;
        return replaced || kind().isAtomic() ? impliedByteEnables() : byteEnables();
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

    /** The steering tag, 0 to 0xFFFF, merged from header and prefix or taken from OHC-B; 0 is no preference, or no hints. */
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
