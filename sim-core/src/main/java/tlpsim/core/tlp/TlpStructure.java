package tlpsim.core.tlp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where the parts of a received TLP are: prefixes, header base, OHC, and where payload and digest would be. What the
 * fields say is {@link TlpFlyweight}'s.
 */
public abstract sealed class TlpStructure permits TlpFlyweight {
    private static final int OK = 0;
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[TlpLayout.MAX_HEADER_BYTES]);

    DirectBuffer buffer = NOTHING;
    int headerOffset;
    int dw0;
    int descriptor;
    boolean flit;
    int tphPrefix;
    int ohcA;
    int ohcB;
    private int offset;
    private int length;
    private int prefixCount;
    private int headerBytes;

    TlpStructure() {}

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
}
