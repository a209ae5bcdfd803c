package tlpsim.core.path;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.MutableDirectBuffer;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.FlitLayout;
import tlpsim.core.tlp.PrefixLayout;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tlp.TlpKind;
import tlpsim.core.tlp.TlpLayout;

/**
 * A request to Memory Space between its two forms: {@link #read} takes it apart in one, {@link #write} puts it together
 * in the other.
 *
 * <p>The hint moves between TH, PH, ST and TPH prefix and OHC-B, PASID between its prefix and OHC-A1, the other End-End
 * prefixes between their DWs and OHC-E (2.2.11). Types are one to one but for MRd with a 32-bit address (Table 2-5).
 * All of the request is read before any of it is written, so both forms may stand at the same place. Owned by one
 * thread; allocates nothing per call.
 */
final class FormTranslation {
    private static final int LARGEST_NON_FLIT_TAG = 0x3FF;
    /** First byte of an OHC-E DW that holds an End-End prefix; its low four bits are the prefix's E[3:0] (2.2.11). */
    private static final int OHC_E_ENTRY = PrefixLayout.END_END;

    private static final int OHC_E_ENTRY_MASK = 0xF0;
    private static final int OHC_E_WORD_MASK = 0x1FFFFFFF;
    private static final int FMT_PREFIX_BIT = 1 << 31;
    /** From the bits PMR and ER of OHC-A1 down to those of the PASID prefix. */
    private static final int PASID_MODE_SHIFT = 6;

    private static final int PASID_MODES = PrefixLayout.PASID_PRIVILEGED | PrefixLayout.PASID_EXECUTE;

    private final int[] endEnd = new int[PrefixLayout.MAX_END_END];
    private int endEndCount;
    private int pasidPrefix;
    private boolean fromFlit;
    private boolean stInTag;
    private int typeByte;
    private boolean address64;
    private long address;
    private int tc;
    private int attr;
    private int addressType;
    private int lengthField;
    private int requesterId;
    private int tag;
    private boolean poisoned;
    private boolean ecrc;
    private int byteEnables;
    private boolean implied;
    private boolean hinted;
    private boolean extended;
    private int ph;
    private int st;
    private int ama;
    private boolean av;

    /**
     * Takes a request apart.
     *
     * @return false if the other form cannot say what it says: TLP Translation Egress Blocked
     */
    boolean read(TlpFlyweight tlp) {
        TlpKind kind = tlp.kind();
        boolean translatable =
                kind.hasTwoAddressSizes() && tlp.at() != TlpLayout.AT_TRANSLATION_REQUEST && !EndEndContent.isIde(tlp);
        if (!translatable) {
            return false;
        }
        fromFlit = tlp.isFlit();
        stInTag = kind == TlpKind.MWR;
        readHeader(tlp);
        readHint(tlp);
        endEndCount = 0;
        pasidPrefix = 0;
        if (fromFlit) {
            readOhc(tlp);
            return fitsNonFlit(tlp, kind);
        }
        readPrefixes(tlp);
        return flitBytes() <= TlpRecordLayout.HEADER_CAPACITY_BYTES;
    }

    /** End-End prefixes of the form to be written, or DWs of its OHC-E. */
    int endEndContent() {
        return fromFlit ? nonFlitPrefixes() : ohcEDw();
    }

    /** Writes the other form; returns its bytes. */
    int write(MutableDirectBuffer buffer, int at) {
        return fromFlit ? writeNonFlit(buffer, at) : writeFlit(buffer, at);
    }

    private void readHeader(TlpFlyweight tlp) {
        typeByte = tlp.firstByte();
        address64 = tlp.isAddress64();
        address = tlp.address();
        tc = tlp.tc();
        attr = tlp.attr();
        addressType = tlp.at();
        lengthField = tlp.lengthField();
        requesterId = tlp.requesterId();
        tag = tlp.tag();
        poisoned = tlp.ep();
        ecrc = fromFlit ? tlp.ts() == FlitLayout.TS_ECRC : tlp.td();
        byteEnables = tlp.effectiveByteEnables();
        implied = byteEnables == (tlp.lengthDw() == 1 ? 0x0F : 0xFF);
    }

    private void readHint(TlpFlyweight tlp) {
        hinted = tlp.hasHints();
        extended = tlp.isExtendedSt();
        ph = tlp.ph();
        st = tlp.st();
        av = tlp.av();
        ama = av ? tlp.ama() : 0;
    }

    private void readOhc(TlpFlyweight tlp) {
        int a = tlp.ohcA();
        if ((a & FlitLayout.A1_PV) != 0) {
            pasidPrefix = PrefixLayout.PASID << TlpLayout.TYPE_SHIFT
                    | a >>> PASID_MODE_SHIFT & PASID_MODES
                    | a >>> FlitLayout.A1_PASID_SHIFT & PrefixLayout.PASID_MASK;
        }
        int words = FlitLayout.ohcEDw(tlp.ohc());
        int first = (tlp.headerBytes() >>> 2) - words;
        for (int index = 0; index < words; index++) {
            int word = tlp.headerDw(first + index);
            if ((word >>> TlpLayout.TYPE_SHIFT & OHC_E_ENTRY_MASK) == OHC_E_ENTRY) {
                endEnd[endEndCount++] = word | FMT_PREFIX_BIT;
            }
        }
    }

    private void readPrefixes(TlpFlyweight tlp) {
        for (int index = 0; index < tlp.prefixCount(); index++) {
            int prefix = tlp.prefix(index);
            int type = prefix >>> TlpLayout.TYPE_SHIFT;
            if (type == PrefixLayout.PASID) {
                pasidPrefix = pasidPrefix == 0 ? prefix : pasidPrefix;
            } else if (type != PrefixLayout.TPH) {
                endEnd[endEndCount++] = prefix;
            }
        }
    }

    private boolean fitsNonFlit(TlpFlyweight tlp, TlpKind kind) {
        boolean beIsSt = hinted && !stInTag && !kind.isAtomic();
        boolean enablesFit = !beIsSt || implied;
        boolean tagFits = stInTag || tag <= LARGEST_NON_FLIT_TAG;
        boolean trailerFits = tlp.ts() == 0 || ecrc;
        return enablesFit && tagFits && trailerFits && nonFlitPrefixes() <= PrefixLayout.MAX_END_END;
    }

    private boolean needsTphPrefix() {
        return av || st >>> 8 != 0;
    }

    private int nonFlitPrefixes() {
        return (needsTphPrefix() ? 1 : 0) + (pasidPrefix != 0 ? 1 : 0) + endEndCount;
    }

    private boolean needsOhcA() {
        return !implied || pasidPrefix != 0;
    }

    private boolean needsOhcB() {
        return hinted || av;
    }

    /** 0, 1, 2 or 4: three prefixes leave an empty DW. */
    private int ohcEDw() {
        return endEndCount == 3 ? 4 : endEndCount;
    }

    private int flitBytes() {
        int base = address64 ? TlpLayout.HEADER_4DW_BYTES : TlpLayout.HEADER_3DW_BYTES;
        return base + ((needsOhcA() ? 1 : 0) + (needsOhcB() ? 1 : 0) + ohcEDw() << 2);
    }

    private int writeNonFlit(MutableDirectBuffer buffer, int at) {
        int next = at;
        if (needsTphPrefix()) {
            int content = st >>> 8 << PrefixLayout.TPH_ST_HIGH_SHIFT | ama << PrefixLayout.TPH_AMA_SHIFT;
            int prefix = PrefixLayout.TPH << TlpLayout.TYPE_SHIFT | content | (av ? PrefixLayout.TPH_AV : 0);
            next = put(buffer, next, prefix);
        }
        if (pasidPrefix != 0) {
            next = put(buffer, next, pasidPrefix);
        }
        for (int index = 0; index < endEndCount; index++) {
            next = put(buffer, next, endEnd[index]);
        }
        int tagField = hinted && stInTag ? st & 0xFF : tag;
        int beField = hinted && !stInTag ? st & 0xFF : byteEnables;
        next = put(buffer, next, nonFlitDw0(tagField));
        next = put(
                buffer, next, requesterId << TlpLayout.ID_SHIFT | (tagField & 0xFF) << TlpLayout.TAG_SHIFT | beField);
        return putAddress(buffer, next, ph) - at;
    }

    private int nonFlitDw0(int tagField) {
        int type = typeByte == FlitLayout.TYPE_MRD_32 ? TlpLayout.TYPE_MRD_3DW : typeByte;
        return type << TlpLayout.TYPE_SHIFT
                | (tagField & 0x200) << 14
                | tc << TlpLayout.TC_SHIFT
                | (tagField & 0x100) << 11
                | (attr & 4) << 16
                | (hinted ? TlpLayout.TH : 0)
                | (ecrc ? TlpLayout.TD : 0)
                | (poisoned ? TlpLayout.EP : 0)
                | (attr & 3) << TlpLayout.ATTR10_SHIFT
                | addressType << TlpLayout.AT_SHIFT
                | lengthField;
    }

    private int writeFlit(MutableDirectBuffer buffer, int at) {
        int next = put(buffer, at, flitDw0());
        next = put(buffer, next, requesterId << TlpLayout.ID_SHIFT | (poisoned ? FlitLayout.EP : 0) | tag);
        next = putAddress(buffer, next, addressType);
        if (needsOhcA()) {
            next = put(buffer, next, ohcA1());
        }
        if (needsOhcB()) {
            next = put(buffer, next, ohcB());
        }
        int words = ohcEDw();
        for (int index = 0; index < words; index++) {
            next = put(buffer, next, index < endEndCount ? endEnd[index] & OHC_E_WORD_MASK : 0);
        }
        return next - at;
    }

    private int flitDw0() {
        int type = typeByte == TlpLayout.TYPE_MRD_3DW ? FlitLayout.TYPE_MRD_32 : typeByte;
        int e = ohcEDw();
        int ohcE = e == 4 ? 3 : e;
        int ohc = (needsOhcA() ? FlitLayout.OHC_A : 0)
                | (needsOhcB() ? FlitLayout.OHC_B : 0)
                | ohcE << FlitLayout.OHC_E_SHIFT;
        return type << TlpLayout.TYPE_SHIFT
                | tc << FlitLayout.TC_SHIFT
                | ohc << FlitLayout.OHC_SHIFT
                | (ecrc ? FlitLayout.TS_ECRC << FlitLayout.TS_SHIFT : 0)
                | attr << FlitLayout.ATTR_SHIFT
                | lengthField;
    }

    private int ohcA1() {
        if (pasidPrefix == 0) {
            return byteEnables;
        }
        int pasid = (pasidPrefix & PrefixLayout.PASID_MASK) << FlitLayout.A1_PASID_SHIFT;
        return FlitLayout.A1_PV | (pasidPrefix & PASID_MODES) << PASID_MODE_SHIFT | pasid | byteEnables;
    }

    private int ohcB() {
        int hv = extended ? FlitLayout.HV_ST16 : FlitLayout.HV_ST8;
        int hint = hinted ? st << FlitLayout.B_ST_SHIFT | ph << FlitLayout.B_PH_SHIFT | hv << FlitLayout.B_HV_SHIFT : 0;
        return hint | ama << FlitLayout.B_AMA_SHIFT | (av ? FlitLayout.B_AV : 0);
    }

    private int putAddress(MutableDirectBuffer buffer, int at, int lowBits) {
        int next = address64 ? put(buffer, at, (int) (address >>> 32)) : at;
        return put(buffer, next, (int) address | lowBits);
    }

    private static int put(MutableDirectBuffer buffer, int at, int word) {
        buffer.putInt(at, word, BIG_ENDIAN);
        return at + TlpLayout.DW_BYTES;
    }
}
