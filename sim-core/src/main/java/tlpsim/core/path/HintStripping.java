package tlpsim.core.path;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.MutableDirectBuffer;
import tlpsim.core.tlp.FlitLayout;
import tlpsim.core.tlp.PrefixLayout;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tlp.TlpKind;
import tlpsim.core.tlp.TlpLayout;

/**
 * Writes a hinted request anew without its hint, everything else as it stands: TH, PH and ST of Non-Flit Mode and the
 * TPH prefix, or those of OHC-B. Valid ATS memory attributes stay, in a TPH prefix or an OHC-B with no hint, since they
 * are no hint.
 *
 * <p>May write over what it reads: every DW lands where it was or before, in ascending order.
 */
final class HintStripping {
    private static final int TPH_ST_HIGH = 0xFF << PrefixLayout.TPH_ST_HIGH_SHIFT;
    private static final int OHC_B_ATTRIBUTES = 0xF;

    private HintStripping() {}

    /** The bytes written at {@code to}. */
    static int write(TlpFlyweight tlp, MutableDirectBuffer buffer, int to) {
        return tlp.isFlit() ? writeFlit(tlp, buffer, to) : writeNonFlit(tlp, buffer, to);
    }

    private static int writeNonFlit(TlpFlyweight tlp, MutableDirectBuffer buffer, int to) {
        int next = to;
        for (int index = 0; index < tlp.prefixCount(); index++) {
            int prefix = tlp.prefix(index);
            if (EndEndContent.type(tlp, index) != PrefixLayout.TPH) {
                next = put(buffer, next, prefix);
            } else if ((prefix & PrefixLayout.TPH_AV) != 0) {
                next = put(buffer, next, prefix & ~TPH_ST_HIGH);
            }
        }
        int enables = tlp.effectiveByteEnables();
        int dw1 = tlp.headerDw(1);
        boolean stInTag = tlp.kind() == TlpKind.MWR;
        next = put(buffer, next, tlp.headerDw(0) & ~TlpLayout.TH);
        next = put(buffer, next, stInTag ? dw1 & ~(0xFF << TlpLayout.TAG_SHIFT) : dw1 & ~0xFF | enables);
        if (tlp.isAddress64()) {
            next = put(buffer, next, tlp.headerDw(2));
        }
        return put(buffer, next, (int) tlp.address()) - to;
    }

    private static int writeFlit(TlpFlyweight tlp, MutableDirectBuffer buffer, int to) {
        int ohc = tlp.ohc();
        int indexOfB = tlp.headerBaseDw() + (ohc & FlitLayout.OHC_A);
        boolean kept = tlp.av();
        int dw0 = tlp.headerDw(0);
        int words = tlp.headerBytes() >>> 2;
        int next = put(buffer, to, kept ? dw0 : dw0 & ~(FlitLayout.OHC_B << FlitLayout.OHC_SHIFT));
        for (int index = 1; index < words; index++) {
            int word = tlp.headerDw(index);
            if (index != indexOfB) {
                next = put(buffer, next, word);
            } else if (kept) {
                next = put(buffer, next, word & OHC_B_ATTRIBUTES);
            }
        }
        return next - to;
    }

    private static int put(MutableDirectBuffer buffer, int at, int word) {
        buffer.putInt(at, word, BIG_ENDIAN);
        return at + TlpLayout.DW_BYTES;
    }
}
