package tlpsim.scenarios.wiring;

import java.util.List;
import java.util.OptionalLong;

/**
 * What the control plane said: to each flow at the start, and to each call in mid-run.
 *
 * @param grants   in order of flows; empty in other columns than the configured one
 * @param outcomes in the order of the calls
 * @param notLinux what of the control plane Linux does not do, or has rejected
 * @param restarts whether a queue is restarted
 * @param revokes  whether a dma-buf is taken back
 * @param stalePs  how long queues that moved had the tags of another core, summed over queues; empty where none moved
 */
public record ControlRecord(
        List<FlowGrant> grants,
        List<ControlOutcome> outcomes,
        List<String> notLinux,
        boolean restarts,
        boolean revokes,
        OptionalLong stalePs) {
    static final ControlRecord NONE =
            new ControlRecord(List.of(), List.of(), List.of(), false, false, OptionalLong.empty());

    /** Time in which functions sent no TPH because entries were being written, summed over calls; empty without calls and moves. */
    public OptionalLong withoutTphPs() {
        if (outcomes.isEmpty() && stalePs.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                outcomes.stream().mapToLong(ControlOutcome::withoutTphPs).sum());
    }

    /** Whether there is more to say than that everybody got what he asked for. */
    public boolean isTelling() {
        return !outcomes.isEmpty()
                || !notLinux.isEmpty()
                || grants.stream().anyMatch(grant -> !grant.verdict().asAsked() || grant.isPeer());
    }
}
