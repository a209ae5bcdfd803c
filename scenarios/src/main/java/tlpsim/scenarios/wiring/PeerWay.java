package tlpsim.scenarios.wiring;

import java.util.List;
import java.util.Optional;
import tlpsim.core.kernel.P2pdmaMapping;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.rule.AppliedRule;

/**
 * How the writes of a flow get to a peer, and what is left of their hint.
 *
 * @param flow    name
 * @param peer    id
 * @param mapping what the kernel's p2pdma says; empty where nobody asks it
 * @param way     ids from the device; ends at an element that refuses the requests; empty without a mapping
 * @param turn    the switch, or the root complex, where they turn downwards; empty where they do not
 * @param asked   the hint that is sent, under its name in reports
 * @param left    what the end of the way makes of it
 * @param element where that is decided
 */
public record PeerWay(
        String flow,
        String peer,
        Optional<P2pdmaMapping> mapping,
        List<String> way,
        Optional<String> turn,
        String asked,
        HintOutcome left,
        String element) {

    /** What the kernel says, with the rule that decided. */
    public String verdict() {
        return mapping.map(PeerWay::verdict).orElse("unchecked");
    }

    private static String verdict(P2pdmaMapping mapping) {
        AppliedRule last = mapping.report().rules().stream()
                .filter(applied -> applied.effect() != AppliedRule.Effect.PASSED)
                .filter(applied -> mapping.isMapped() || applied.effect() == AppliedRule.Effect.REFUSED)
                .reduce((first, second) -> second)
                .orElseThrow();
        String ports =
                mapping.redirecting().isEmpty() ? "" : "; ACS redirect at " + String.join(", ", mapping.redirecting());
        return mapping.verdict().text() + " (" + last.rule().id() + ports + ")";
    }

    /** In one sentence, without flow and peer. */
    public String sentence() {
        String verdict = "p2pdma: " + verdict();
        if (way.isEmpty()) {
            return verdict + "; what was meant for it goes to host memory";
        }
        if (left.isLost()) {
            return verdict + "; " + asked + " refused at " + element + ": " + left.label();
        }
        String what = asked.equals("plain")
                ? "no hint"
                : asked.equals(left.label())
                        ? asked + " arrives"
                        : asked + " becomes " + left.label() + " at " + element;
        return verdict + "; turns at " + turn.orElseThrow() + "; " + what;
    }
}
