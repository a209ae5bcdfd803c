package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.List;
import tlpsim.scenarios.config.ControlEventConfig;
import tlpsim.scenarios.config.ControlOp;
import tlpsim.scenarios.config.GuestConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/** Which queues the events of a scenario move to other cores: one of a workload, or all that a vCPU serves. */
final class QueueMoves {
    private QueueMoves() {}

    /**
     * A queue is consumed by another core from now on.
     *
     * @param workload index
     * @param queue    of the workload
     */
    record Move(int workload, int queue, int core) {}

    /** What an event moves, in order of workloads and queues; nothing for events of other kinds. */
    static List<Move> of(ScenarioConfig scenario, ControlEventConfig event) {
        if (event.op() == ControlOp.SET_AFFINITY) {
            return List.of(new Move(
                    workload(scenario, event),
                    event.queue().orElseThrow(),
                    event.core().orElseThrow()));
        }
        return event.op() == ControlOp.MIGRATE_VCPU ? ofVcpu(scenario, event) : List.of();
    }

    private static List<Move> ofVcpu(ScenarioConfig scenario, ControlEventConfig event) {
        GuestConfig guest = scenario.guest(event.guest()).orElseThrow();
        List<Move> moves = new ArrayList<>();
        for (int index = 0; index < scenario.workloads().size(); index++) {
            WorkloadConfig workload = scenario.workloads().get(index);
            if (!workload.queues().cores().guest().equals(guest.id())) {
                continue;
            }
            for (int queue = 0; queue < workload.queues().count(); queue++) {
                if (guest.vcpuOf(queue) == event.vcpu().orElseThrow()) {
                    moves.add(new Move(index, queue, event.core().orElseThrow()));
                }
            }
        }
        return moves;
    }

    private static int workload(ScenarioConfig scenario, ControlEventConfig event) {
        for (int index = 0; index < scenario.workloads().size(); index++) {
            if (scenario.workloads().get(index).id().equals(event.workload())) {
                return index;
            }
        }
        throw new IllegalStateException("no workload '" + event.workload() + "' for the event at " + event.atPs());
    }
}
