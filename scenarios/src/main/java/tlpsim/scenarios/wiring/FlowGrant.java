package tlpsim.scenarios.wiring;

/**
 * What the control plane made of the hints that one flow asks for towards one target.
 *
 * @param flow    name
 * @param target  {@code host}, or the id of a peer
 * @param asked   in words
 * @param granted in words
 * @param rule    that decided; empty where all is as asked
 * @param errno   as the kernel returned it; {@code 0} where the call succeeded
 * @param why     in words; empty where there is nothing to say
 * @param asAsked nothing was lost
 */
public record FlowGrant(
        String flow,
        String target,
        String asked,
        String granted,
        String rule,
        String errno,
        String why,
        boolean asAsked) {

    /** Whether the target is a peer. */
    public boolean isPeer() {
        return !target.equals(tlpsim.scenarios.config.TargetConfig.HOST);
    }

    /** In one sentence, without flow and target. */
    public String sentence() {
        String text = "asked " + asked + ", granted " + granted;
        if (why.isEmpty()) {
            return text;
        }
        boolean numbered = !rule.isEmpty() && Character.isDigit(rule.charAt(0));
        String decided = rule.isEmpty() ? "" : numbered ? "rule " + rule : rule;
        String with = errno.equals("0") ? decided : decided.isEmpty() ? errno : decided + ", " + errno;
        return text + ": " + why + (with.isEmpty() ? "" : " (" + with + ")");
    }
}
