package tlpsim.scenarios.wiring;

import java.util.List;

/**
 * What the control plane said: to each flow at the start, and to each call in mid-run.
 *
 * @param grants   in order of flows; empty in other columns than the configured one
 * @param outcomes in the order of the calls
 * @param restarts whether a queue is restarted
 */
public record ControlRecord(List<FlowGrant> grants, List<ControlOutcome> outcomes, boolean restarts) {
    static final ControlRecord NONE = new ControlRecord(List.of(), List.of(), false);

    /** Whether there is more to say than that everybody got what he asked for. */
    public boolean isTelling() {
        return !outcomes.isEmpty() || grants.stream().anyMatch(grant -> !grant.asAsked() || grant.isPeer());
    }
}
