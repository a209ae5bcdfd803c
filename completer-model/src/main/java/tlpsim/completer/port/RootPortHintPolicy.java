package tlpsim.completer.port;

import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tph.TphCompleterSupport;

/**
 * What a root port makes of the hint that a delivered TLP carries, decided from its bytes.
 *
 * <p>Source: PCIe Base Specification 2.2.7.1.1 (a completer without TPH support ignores TH), 2.2.10.4 and 7.5.3.15 (End-End TLP prefixes).
 *
 * @param support       TPH Completer Supported, Device Capabilities 2 bits 13:12
 * @param endEndPrefix  End-End TLP Prefix Supported, bit 21
 * @param tphDisabled   the port discards hints
 * @param extendedAt8   an 8-bit completer that gets HV=11: no specification text says
 */
public record RootPortHintPolicy(
        TphCompleterSupport support, boolean endEndPrefix, boolean tphDisabled, ExtendedAt8 extendedAt8) {

    /** Choices where the specification is silent. */
    public enum ExtendedAt8 {
        IGNORE,
        LOW_BYTE,
        UNSUPPORTED_REQUEST
    }

    /** The outcome for a TLP that no element before the port has changed or rejected. */
    public HintOutcome outcome(TlpFlyweight tlp) {
        if (tlp.prefixCount() > 0 && !endEndPrefix) {
            return HintOutcome.MALFORMED;
        }
        if (tlp.hasTphPrefix() && support != TphCompleterSupport.EXTENDED) {
            return HintOutcome.UNSUPPORTED_REQUEST;
        }
        if (!tlp.hasHints()) {
            return HintOutcome.PLAIN;
        }
        if (support == TphCompleterSupport.NONE || tphDisabled) {
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
}
