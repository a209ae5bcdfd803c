package tlpsim.core.path;

import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.tlp.FlitLayout;
import tlpsim.core.tlp.PrefixLayout;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tlp.TlpLayout;

/**
 * End-End prefixes of Non-Flit Mode and their counterpart in Flit Mode, OHC-E: how many, and what a receiving port says
 * to them.
 */
final class EndEndContent {
    /** Sub-Stream of an OHC-C that belongs to no IDE stream (2.2.1.2). */
    private static final int NO_IDE = 7;

    private static final int SUB_STREAM_SHIFT = 4;

    private EndEndContent() {}

    /** End-End prefixes, or DWs of OHC-E. */
    static int count(TlpFlyweight tlp) {
        if (tlp.isFlit()) {
            return FlitLayout.ohcEDw(tlp.ohc());
        }
        int count = 0;
        for (int index = 0; index < tlp.prefixCount(); index++) {
            count += PrefixLayout.isEndEnd(type(tlp, index)) ? 1 : 0;
        }
        return count;
    }

    /** First byte of the prefix at an index. */
    static int type(TlpFlyweight tlp, int index) {
        return tlp.prefix(index) >>> TlpLayout.TYPE_SHIFT;
    }

    /** True for a TLP of an IDE stream, whose bytes no element between the partner ports may change (2.2.1.2). */
    static boolean isIde(TlpFlyweight tlp) {
        if (tlp.isFlit()) {
            int ohc = tlp.ohc();
            int index = tlp.headerBaseDw() + FlitLayout.ohcDw(ohc & (FlitLayout.OHC_A | FlitLayout.OHC_B));
            return (ohc & FlitLayout.OHC_C) != 0 && (tlp.headerDw(index) >>> SUB_STREAM_SHIFT & 7) != NO_IDE;
        }
        for (int index = 0; index < tlp.prefixCount(); index++) {
            if (type(tlp, index) == PrefixLayout.IDE) {
                return true;
            }
        }
        return false;
    }

    /**
     * What a port that receives a TLP of Non-Flit Mode makes of its prefixes, whatever their types (2.2.10.2,
     * 2.2.10.4): a lost outcome, or PLAIN.
     *
     * <p>Of a port without Extended Fmt Field Supported the specification says that its behaviour is undefined (2.3);
     * here it finds the TLP malformed.
     */
    static HintOutcome received(TlpFlyweight tlp, PrefixSupport support, boolean rootPort) {
        int prefixes = tlp.prefixCount();
        if (prefixes == 0) {
            return HintOutcome.PLAIN;
        }
        int endEnd = count(tlp);
        if (!support.takesPrefixes() || endEnd < prefixes || endEnd > PrefixLayout.MAX_END_END) {
            return HintOutcome.MALFORMED;
        }
        if (endEnd > support.max()) {
            return rootPort ? HintOutcome.UNSUPPORTED_REQUEST : HintOutcome.MALFORMED;
        }
        return HintOutcome.PLAIN;
    }
}
