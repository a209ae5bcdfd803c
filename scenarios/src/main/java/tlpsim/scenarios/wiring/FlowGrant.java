package tlpsim.scenarios.wiring;

import java.util.Optional;
import tlpsim.scenarios.config.TargetConfig;

/**
 * What the control plane made of the hints that queues of one flow ask for towards one target.
 *
 * @param flow    name
 * @param name    of these queues: the flow's where all its queues get the same answer
 * @param queues  of the workload, as a list of ranges
 * @param target  {@code host}, or the id of a peer
 * @param verdict the answer
 * @param way     to a peer; empty for the host
 */
public record FlowGrant(
        String flow, String name, String queues, String target, Verdict verdict, Optional<PeerWay> way) {

    /**
     * What was asked, what was granted, and why.
     *
     * @param asked   in words
     * @param granted in words
     * @param rule    that decided; empty where there is nothing to say
     * @param errno   as the kernel returned it; {@code 0} where the call succeeded
     * @param why     in words; empty where there is nothing to say
     * @param asAsked nothing was lost
     */
    public record Verdict(String asked, String granted, String rule, String errno, String why, boolean asAsked) {}

    /** Whether the target is a peer. */
    public boolean isPeer() {
        return !target.equals(TargetConfig.HOST);
    }

    /** In one sentence, without flow and target. */
    public String sentence() {
        String text = "asked " + verdict.asked + ", granted " + verdict.granted;
        if (verdict.why.isEmpty()) {
            return text;
        }
        boolean numbered = !verdict.rule.isEmpty() && Character.isDigit(verdict.rule.charAt(0));
        String decided = verdict.rule.isEmpty() ? "" : numbered ? "rule " + verdict.rule : verdict.rule;
        String with = verdict.errno.equals("0")
                ? decided
                : decided.isEmpty() ? verdict.errno : decided + ", " + verdict.errno;
        return text + ": " + verdict.why + (with.isEmpty() ? "" : " (" + with + ")");
    }
}
