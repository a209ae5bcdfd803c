package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.completer.consumer.QueuePlaces;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.scenarios.config.DeviceAllocation;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.TargetConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/**
 * The flows of a scenario: queues of one workload with the same targets. In order of workloads; within one, first those of its target elements, in their
 * order, then the queues without one, whose target is the host.
 */
public final class FlowPlan {
    private final List<Flow> flows = new ArrayList<>();
    private final int[] flowOfQueue;

    /**
     * @param workload index
     * @param name     the workload's id; with the queues where it has several flows
     * @param target   empty where all goes to the host for want of an element
     */
    public record Flow(int workload, String name, Optional<TargetConfig> target, QueuePlaces places) {
        /** Whether any request goes to a place. */
        boolean goesTo(int place) {
            return places.descriptor() == place
                    || places.header() == place
                    || places.payload() == place
                    || places.completion() == place;
        }

        /** Where requests of a kind go: 0 for the host, else the peer's index + 1. */
        public int placeOf(AccessKind kind) {
            return switch (kind) {
                case DESCRIPTOR, TRANSMIT_DESCRIPTOR -> places.descriptor();
                case HEADER -> places.header();
                case PAYLOAD, DATA_READ, FLUSH_READ -> places.payload();
                case COMPLETION, TRANSMIT_COMPLETION -> places.completion();
                case INTERRUPT, REPLAY_WRITE, REPLAY_READ -> QueuePlaces.HOST;
            };
        }
    }

    public FlowPlan(ScenarioConfig scenario, FabricPlan fabric) {
        int queues = scenario.workloads().stream()
                .mapToInt(workload -> workload.queues().count())
                .sum();
        flowOfQueue = new int[queues];
        int first = 0;
        for (int index = 0; index < scenario.workloads().size(); index++) {
            WorkloadConfig workload = scenario.workloads().get(index);
            add(index, workload, first, fabric);
            first += workload.queues().count();
        }
    }

    private void add(int index, WorkloadConfig workload, int first, FabricPlan fabric) {
        int count = workload.queues().count();
        boolean[] placed = new boolean[count];
        List<TargetConfig> targets = workload.steering().targets();
        int left = count;
        for (TargetConfig target : targets) {
            for (int at = 0; at < target.queues().size(); at++) {
                int queue = target.queues().at(at);
                flowOfQueue[first + queue] = flows.size();
                placed[queue] = true;
                left--;
            }
            boolean alone = target.queues().size() == count;
            String name = alone
                    ? workload.id()
                    : workload.id() + "[" + target.queues().text() + "]";
            flows.add(new Flow(index, name, Optional.of(target), places(workload, target, fabric)));
        }
        if (left > 0) {
            for (int queue = 0; queue < count; queue++) {
                if (!placed[queue]) {
                    flowOfQueue[first + queue] = flows.size();
                }
            }
            String name = targets.isEmpty() ? workload.id() : workload.id() + "[others]";
            flows.add(new Flow(index, name, Optional.empty(), QueuePlaces.ALL_HOST));
        }
    }

    private static QueuePlaces places(WorkloadConfig workload, TargetConfig target, FabricPlan fabric) {
        return new QueuePlaces(
                fabric.destination(workload, target.descriptor()),
                fabric.destination(
                        workload, target.headerWith(workload.behaviour().headerSplitBytes())),
                fabric.destination(workload, target.payload()),
                fabric.destination(workload, target.completion()));
    }

    /** By flow: whether its device is told to stay out of the caches. @param endpoints by workload */
    boolean[] bypassing(EndpointConfig[] endpoints) {
        boolean[] bypassing = new boolean[flows.size()];
        for (int flow = 0; flow < bypassing.length; flow++) {
            bypassing[flow] = endpoints[flows.get(flow).workload()].requests().allocate() == DeviceAllocation.BYPASS;
        }
        return bypassing;
    }

    /** In order of their numbers. */
    public List<Flow> flows() {
        return flows;
    }

    /** By global queue. */
    public int[] flowOfQueue() {
        return flowOfQueue.clone();
    }

    /** By global queue. */
    QueuePlaces[] placesOfQueue() {
        QueuePlaces[] places = new QueuePlaces[flowOfQueue.length];
        for (int queue = 0; queue < places.length; queue++) {
            places[queue] = places(queue);
        }
        return places;
    }

    /** The flow of a global queue. */
    public Flow flow(int queue) {
        return flows.get(flowOfQueue[queue]);
    }

    QueuePlaces places(int queue) {
        return flow(queue).places();
    }
}
