package tlpsim.core.tlp;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.MutableDirectBuffer;

/**
 * Writes requests to Memory Space: MRd, MWr, AtomicOps, DMWr, in either mode, with or without hints.
 *
 * <p>Set the fields, then {@link #encode}; fields keep their values, so that the next request sets only what differs. A
 * new encoder writes an unhinted MWr of one DW, all bytes enabled. Byte enables left alone follow the length. The hot
 * path of the simulator uses {@link #template()} instead. Owned by one thread; allocates nothing but templates. A value
 * out of range throws {@link IllegalArgumentException}.
 */
public final class MemoryRequestEncoder {
    private static final int IMPLIED = -1;

    private boolean flit;
    private TlpKind kind = TlpKind.MWR;
    private long address;
    private int lengthDw = 1;
    private int byteEnables = IMPLIED;
    private int requesterId;
    private int tag;
    private int tc;
    private int attr;
    private int addressType;
    private boolean hinted;
    private int ph;
    private int st;
    private boolean extended;
    private int ama;
    private boolean av;
    private boolean prefixForced;

    public MemoryRequestEncoder flit(boolean flitMode) {
        this.flit = flitMode;
        return this;
    }

    /** MRD, MRD_LK, MWR, FETCH_ADD, SWAP, CAS or DMWR. */
    public MemoryRequestEncoder kind(TlpKind kind) {
        require(kind.hasTwoAddressSizes(), "a request to Memory Space", kind.ordinal());
        this.kind = kind;
        return this;
    }

    /** Bits 1:0 are dropped; byte enables say which bytes of the DW are meant. */
    public MemoryRequestEncoder address(long address) {
        this.address = address & ~3L;
        return this;
    }

    /** 1 to 1024. */
    public MemoryRequestEncoder lengthDw(int lengthDw) {
        require(lengthDw >= 1 && lengthDw <= TlpLayout.MAX_LENGTH_DW, "length in DW, 1 to 1024", lengthDw);
        this.lengthDw = lengthDw;
        return this;
    }

    /** Explicit byte enables, 4 bits each. A hinted read of Non-Flit Mode has none: its BE byte is the steering tag. */
    public MemoryRequestEncoder byteEnables(int first, int last) {
        require((first | last) >>> 4 == 0, "byte enables, 4 bits each", first | last);
        this.byteEnables = last << TlpLayout.LAST_BE_SHIFT | first;
        return this;
    }

    /** All bytes enabled, whatever the length. */
    public MemoryRequestEncoder impliedByteEnables() {
        this.byteEnables = IMPLIED;
        return this;
    }

    public MemoryRequestEncoder requesterId(int requesterId) {
        require(requesterId >>> 16 == 0, "requester ID, 16 bits", requesterId);
        this.requesterId = requesterId;
        return this;
    }

    /** 10 bits, 14 in Flit Mode. A hinted MWr of Non-Flit Mode has none: its Tag byte is the steering tag. */
    public MemoryRequestEncoder tag(int tag) {
        require((tag & ~FlitLayout.TAG_MASK) == 0, "tag, at most 14 bits", tag);
        this.tag = tag;
        return this;
    }

    public MemoryRequestEncoder tc(int tc) {
        require(tc >>> 3 == 0, "traffic class, 0 to 7", tc);
        this.tc = tc;
        return this;
    }

    public MemoryRequestEncoder attr(int attr) {
        require(attr >>> 3 == 0, "Attr[2:0], 0 to 7", attr);
        this.attr = attr;
        return this;
    }

    public MemoryRequestEncoder addressType(int addressType) {
        require(addressType >>> 2 == 0, "AT, 0 to 3", addressType);
        this.addressType = addressType;
        return this;
    }

    /** Hints with a tag of the 8-bit namespace: TH=1, or HV=01b. */
    public MemoryRequestEncoder hints(int ph, int st8) {
        require(st8 >>> 8 == 0, "steering tag of the 8-bit namespace, 0 to 255", st8);
        return hints(ph, st8, false);
    }

    /** Hints with a tag of the 16-bit namespace: TH=1 and the TPH prefix where ST[15:8] needs it, or HV=11b. */
    public MemoryRequestEncoder extendedHints(int ph, int st16) {
        require(st16 >>> 16 == 0, "steering tag of the 16-bit namespace, 0 to 65535", st16);
        return hints(ph, st16, true);
    }

    private MemoryRequestEncoder hints(int ph, int st, boolean extended) {
        require(ph >>> 2 == 0, "PH, 0 to 3", ph);
        this.hinted = true;
        this.ph = ph;
        this.st = st;
        this.extended = extended;
        return this;
    }

    public MemoryRequestEncoder noHints() {
        this.hinted = false;
        this.ph = 0;
        this.st = 0;
        this.extended = false;
        return this;
    }

    /** ATS memory attributes, in the TPH prefix or OHC-B; with {@code valid} false and {@code ama} 0 there are none. */
    public MemoryRequestEncoder ama(int ama, boolean valid) {
        require(ama >>> 3 == 0, "AMA, 0 to 7", ama);
        this.ama = ama;
        this.av = valid;
        return this;
    }

    /** True to send the TPH prefix of Non-Flit Mode even where its content is 0, or the empty OHC-B of Flit Mode. */
    public MemoryRequestEncoder forcePrefix(boolean forced) {
        this.prefixForced = forced;
        return this;
    }

    /** A fast copy of what is set, for requests that differ in address, length and tags only. */
    public MemoryRequestTemplate template() {
        return new MemoryRequestTemplate(this);
    }

    /**
     * Writes prefix, header and OHC; returns the bytes written: where the payload begins, counted from {@code offset}.
     */
    public int encode(MutableDirectBuffer buffer, int offset) {
        boolean address64 = address >>> 32 != 0;
        int implied = lengthDw == 1 ? 0x0F : 0xFF;
        int enables = byteEnables == IMPLIED ? implied : byteEnables;
        int at = flit ? offset : putHintDw(buffer, offset);
        boolean ohcA = flit && enables != implied && !kind.isAtomic();
        int dw0 = dw0(address64) | lengthDw & TlpLayout.LENGTH_MASK;
        buffer.putInt(at, dw0 | (ohcA ? FlitLayout.OHC_A << FlitLayout.OHC_SHIFT : tagOfDw0()), BIG_ENDIAN);
        buffer.putInt(at + TlpLayout.DW1_OFFSET, dw1(enables), BIG_ENDIAN);
        at += TlpLayout.DW2_OFFSET;
        if (address64) {
            buffer.putInt(at, (int) (address >>> 32), BIG_ENDIAN);
            at += TlpLayout.DW_BYTES;
        }
        buffer.putInt(at, (int) address | addressLowBits(), BIG_ENDIAN);
        at += TlpLayout.DW_BYTES;
        if (ohcA) {
            buffer.putInt(at, enables, BIG_ENDIAN);
            at += TlpLayout.DW_BYTES;
        }
        return (flit ? putHintDw(buffer, at) : at) - offset;
    }

    private int putHintDw(MutableDirectBuffer buffer, int at) {
        boolean needed = isHintDwAlways() || !flit && st >>> 8 != 0;
        if (!needed) {
            return at;
        }
        int tagBits = flit ? st << FlitLayout.B_ST_SHIFT : st >>> 8 << PrefixLayout.TPH_ST_HIGH_SHIFT;
        buffer.putInt(at, stFreeHintDw() | tagBits, BIG_ENDIAN);
        return at + TlpLayout.DW_BYTES;
    }

    private int dw1(int enables) {
        int requester = requesterId << TlpLayout.ID_SHIFT;
        if (flit) {
            return requester | tag;
        }
        boolean stInTag = hinted && kind == TlpKind.MWR;
        int tagByte = stInTag ? st & 0xFF : tag & 0xFF;
        int beByte = isByteEnableByteFree() ? enables : st & 0xFF;
        return requester | tagByte << TlpLayout.TAG_SHIFT | beByte;
    }

    private int tagOfDw0() {
        return flit || hinted && kind == TlpKind.MWR ? 0 : tagBitsOfDw0(tag);
    }

    /** T9 and T8 of a 10-bit tag, in place. */
    static int tagBitsOfDw0(int tag) {
        return (tag & 0x200) << 14 | (tag & 0x100) << 11;
    }

    boolean isFlit() {
        return flit;
    }

    boolean hasHints() {
        return hinted;
    }

    TlpKind kind() {
        return kind;
    }

    int requesterId() {
        return requesterId;
    }

    int tag() {
        return tag;
    }

    int st() {
        return st;
    }

    int ph() {
        return ph;
    }

    boolean isExtended() {
        return extended;
    }

    /** The two low bits of the address DW: PH in Non-Flit Mode, AT in Flit Mode. */
    int addressLowBits() {
        return flit ? addressType : ph;
    }

    /** True if byte 7 holds byte enables, false if it holds ST[7:0]. */
    boolean isByteEnableByteFree() {
        return flit || !hinted || kind == TlpKind.MWR;
    }

    /** True if prefix or OHC-B is sent whatever the steering tag. */
    boolean isHintDwAlways() {
        return prefixForced || ama != 0 || av || flit && hinted;
    }

    /** DW0 without Length, T9, T8 and OHC-A. */
    int dw0(boolean address64) {
        int word = TlpTypeTable.firstByte(kind, address64, flit) << TlpLayout.TYPE_SHIFT;
        if (flit) {
            int ohc = isHintDwAlways() ? FlitLayout.OHC_B << FlitLayout.OHC_SHIFT : 0;
            return word | tc << FlitLayout.TC_SHIFT | ohc | attr << FlitLayout.ATTR_SHIFT;
        }
        int attrBits = (attr & 4) << 16 | (attr & 3) << TlpLayout.ATTR10_SHIFT;
        return word
                | tc << TlpLayout.TC_SHIFT
                | attrBits
                | addressType << TlpLayout.AT_SHIFT
                | (hinted ? TlpLayout.TH : 0);
    }

    /** The TPH prefix or OHC-B with the bits of the steering tag clear. */
    int stFreeHintDw() {
        if (!flit) {
            int first = PrefixLayout.TPH << TlpLayout.TYPE_SHIFT;
            return first | ama << PrefixLayout.TPH_AMA_SHIFT | (av ? PrefixLayout.TPH_AV : 0);
        }
        int hv = extended ? FlitLayout.HV_ST16 : FlitLayout.HV_ST8;
        int hints = hinted ? ph << FlitLayout.B_PH_SHIFT | hv << FlitLayout.B_HV_SHIFT : 0;
        return hints | ama << FlitLayout.B_AMA_SHIFT | (av ? FlitLayout.B_AV : 0);
    }

    private static void require(boolean condition, String rule, int value) {
        if (!condition) {
            throw new IllegalArgumentException(rule + ": value=" + value);
        }
    }
}
