package tlpsim.core.path;

import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.tlp.PrefixLayout;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tph.TphCompleterSupport;

/**
 * The receiving end: what a completer makes of a request that was delivered to its port, decided from the bytes.
 *
 * <p>Source: PCIe Base Specification 2.2.7.1.1 (a completer without TPH support ignores TH), 2.2.10.4, 2.2.11 and
 * 7.5.3.15 (End-End prefixes, OHC-E).
 *
 * @param support     TPH Completer Supported, Device Capabilities 2 bits 13:12; the Reserved 10b counts as none
 * @param rootPort    a root port, which answers too many prefixes with UR; an endpoint finds them malformed
 * @param tphDisabled the completer discards hints
 * @param extendedAt8 an 8-bit completer that gets HV=11: no specification text says
 */
public record CompleterRules(
        TphCompleterSupport support,
        PrefixSupport prefix,
        boolean rootPort,
        boolean tphDisabled,
        ExtendedAt8 extendedAt8) {

    /** Choices where the specification is silent. */
    public enum ExtendedAt8 {
        IGNORE,
        LOW_BYTE,
        UNSUPPORTED_REQUEST
    }

    /** The outcome for a TLP that no element before the completer has rejected. */
    public HintOutcome outcome(TlpFlyweight tlp) {
        if (tlp.isFlit() || tlp.prefixCount() > 0) {
            HintOutcome received = tlp.isFlit() ? ohcOutcome(tlp) : prefixOutcome(tlp);
            if (received.isLost()) {
                return received;
            }
        }
        if (!tlp.hasHints()) {
            return HintOutcome.PLAIN;
        }
        boolean none = support == TphCompleterSupport.NONE || support == TphCompleterSupport.RESERVED;
        if (none || tphDisabled) {
            return HintOutcome.HINT_IGNORED;
        }
        boolean extended = tlp.isExtendedSt();
        if (extended && support == TphCompleterSupport.TPH) {
            return switch (extendedAt8) {
                case IGNORE -> HintOutcome.HINT_IGNORED;
                case UNSUPPORTED_REQUEST -> HintOutcome.UNSUPPORTED_REQUEST;
                case LOW_BYTE -> (tlp.st() & 0xFF) == 0 ? HintOutcome.PH_ONLY : HintOutcome.TAGGED8;
            };
        }
        if (tlp.st() == 0) {
            return HintOutcome.PH_ONLY;
        }
        return extended ? HintOutcome.TAGGED16 : HintOutcome.TAGGED8;
    }

    /** No completer of the model understands what OHC-E carries: vendors' and Reserved types. */
    private static HintOutcome ohcOutcome(TlpFlyweight tlp) {
        return EndEndContent.count(tlp) > 0 ? HintOutcome.UNSUPPORTED_REQUEST : HintOutcome.PLAIN;
    }

    private HintOutcome prefixOutcome(TlpFlyweight tlp) {
        HintOutcome received = EndEndContent.received(tlp, prefix, rootPort);
        if (received.isLost()) {
            return received;
        }
        for (int index = 0; index < tlp.prefixCount(); index++) {
            int type = EndEndContent.type(tlp, index);
            boolean supported = type == PrefixLayout.TPH && support == TphCompleterSupport.EXTENDED;
            if (!supported && type != PrefixLayout.PASID) {
                return HintOutcome.UNSUPPORTED_REQUEST;
            }
        }
        return HintOutcome.PLAIN;
    }
}
