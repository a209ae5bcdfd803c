package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationReport;
import tlpsim.scenarios.config.ControlEventConfig;
import tlpsim.scenarios.config.DriverConfig;
import tlpsim.scenarios.config.DriverModel;
import tlpsim.scenarios.config.GuestConfig;
import tlpsim.scenarios.config.MigrationPolicy;
import tlpsim.scenarios.config.QueuesConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.TagSource;
import tlpsim.scenarios.config.TphConfig;
import tlpsim.scenarios.config.TphEnable;
import tlpsim.scenarios.config.WorkloadConfig;

/**
 * What software does to the devices during the measured window, planned before it begins: nothing of it depends on the traffic. Calls on one function follow
 * one another, as the kernel's lock makes them; restarts of the queues of one device do too, as they hold a lock of their own.
 */
final class ControlTimeline {
    private final ScenarioConfig scenario;
    private final TphConfig tph;
    private final DeviceWiring wiring;
    private final RequesterFunction[] functions;
    /** By workload: the first one on the same function. */
    private final int[] owners;

    private final long[] freePs;
    private final long[] restartFreePs;
    private final int[][] cores;
    /** By function and queue: the tag could not be written because TPH was off. */
    private final boolean[][] pending;

    private final StaleTags stale = new StaleTags();
    private final List<Entry> entries = new ArrayList<>();
    private final List<ControlOutcome> outcomes = new ArrayList<>();

    /** A step of one function, its times from the start of the window. */
    record Entry(int function, ControlStep step) {}

    /** Software begins to do what an event asks for. */
    private record Request(long atPs, ControlEventConfig event, boolean follows) {}

    /** Plans all events of the scenario; those of functions in other columns than the configured one do nothing here. */
    ControlTimeline(ScenarioConfig scenario, DeviceWiring wiring, RequesterFunction[] functions) {
        this.scenario = scenario;
        this.tph = scenario.tph();
        this.wiring = wiring;
        this.functions = functions;
        owners = owners(functions);
        freePs = new long[functions.length];
        restartFreePs = new long[functions.length];
        cores = new int[functions.length][];
        pending = new boolean[functions.length][];
        for (int function = 0; function < functions.length; function++) {
            WorkloadConfig workload = scenario.workloads().get(function);
            int count = workload.queues().count();
            cores[function] = new int[count];
            pending[function] = new boolean[count];
            for (int queue = 0; queue < count; queue++) {
                cores[function][queue] = workload.queues().cores().coreOf(queue, count);
                pending[function][queue] = functions[function].granted() == TphEnable.OFF;
            }
        }
        requests().forEach(this::perform);
        entries.sort(Comparator.comparingLong(entry -> entry.step().atPs()));
    }

    private static int[] owners(RequesterFunction[] functions) {
        int[] owners = new int[functions.length];
        for (int function = 0; function < owners.length; function++) {
            while (!functions[owners[function]].name().equals(functions[function].name())) {
                owners[function]++;
            }
        }
        return owners;
    }

    /** In order of time; equal times in the order of the scenario. */
    private List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        for (ControlEventConfig event : tph.events()) {
            List<QueueMoves.Move> moves = QueueMoves.of(scenario, event);
            moves.forEach(move -> stale.moved(event.atPs(), move));
            switch (event.op()) {
                case SET_AFFINITY -> {
                    DriverConfig driver = functions[moves.get(0).workload()].driver();
                    if (event.updateTag() && driver.model() != DriverModel.NONE) {
                        requests.add(new Request(event.atPs() + driver.updateLatencyPs(), event, true));
                    }
                }
                case MIGRATE_VCPU -> {
                    GuestConfig guest = scenario.guest(event.guest()).orElseThrow();
                    requests.add(new Request(event.atPs(), event, false));
                    if (guest.onMigration() == MigrationPolicy.REWRITE) {
                        requests.add(new Request(event.atPs() + guest.updateLatencyPs(), event, true));
                    }
                }
                default -> requests.add(new Request(event.atPs(), event, false));
            }
        }
        requests.sort(Comparator.comparingLong(Request::atPs));
        return requests;
    }

    private void perform(Request request) {
        ControlEventConfig event = request.event();
        switch (event.op()) {
            case SET_AFFINITY -> {
                QueueMoves.Move move = QueueMoves.of(scenario, event).get(0);
                cores[move.workload()][move.queue()] = move.core();
                String cause = "driver, queue " + move.queue() + " moved";
                follow(move, cause, functions[move.workload()].driver().restartTimePs(), request.atPs());
            }
            case MIGRATE_VCPU -> {
                String cause =
                        "hypervisor, vCPU " + event.vcpu().orElseThrow() + " of " + event.guest() + " moved";
                for (QueueMoves.Move move : QueueMoves.of(scenario, event)) {
                    if (request.follows()) {
                        follow(move, cause, 0, request.atPs());
                    } else {
                        cores[move.workload()][move.queue()] = move.core();
                    }
                }
            }
            default -> {
                for (int function = 0; function < functions.length; function++) {
                    if (owners[function] == function && functions[function].name().equals(event.device())) {
                        operate(function, event);
                    }
                }
            }
        }
    }

    private void operate(int function, ControlEventConfig event) {
        RequesterFunction of = functions[function];
        ControlSteps steps = steps(function, event.atPs());
        long startPs = steps.nowPs();
        switch (event.op()) {
            case ENABLE -> {
                OperationReport report = of.enable(event.enable(), steps);
                note(function, "event enable", report, startPs, steps);
                if (report.ok()) {
                    writePending(function, steps);
                }
            }
            case DISABLE -> note(function, "event disable", of.disable(steps), startPs, steps);
            default -> {
                int tag = event.tag().isPresent()
                        ? event.tag().getAsInt()
                        : wiring.tagOfCore(event.core().orElseThrow(), of.isExtended());
                OperationReport report = of.setEntry(event.index().orElseThrow(), tag, steps);
                note(function, "event write-st", report, startPs, steps);
            }
        }
        finish(function, steps);
    }

    /** What could not be written while TPH was off; other entries keep the tags that they have. */
    private void writePending(int owner, ControlSteps steps) {
        for (int function = owner; function < functions.length; function++) {
            for (int queue = 0; queue < pending[function].length; queue++) {
                if (owners[function] == owner && pending[function][queue]) {
                    assign(function, queue, "driver, after enable", steps);
                }
            }
        }
    }

    /** Software hears that a queue has moved, and writes the tags of the core that it believes to consume it. */
    private void follow(QueueMoves.Move move, String cause, long restartPs, long atPs) {
        int function = move.workload();
        ControlSteps steps = steps(function, atPs);
        boolean written = assign(function, move.queue(), cause, steps);
        finish(function, steps);
        if (written && restartPs > 0) {
            long beginPs = Math.max(steps.nowPs(), restartFreePs[owners[function]]);
            restartFreePs[owners[function]] = beginPs + restartPs;
            entries.add(new Entry(function, ControlStep.restart(beginPs, move.queue(), beginPs + restartPs)));
        }
    }

    /** True if every tag of the queue was written. */
    private boolean assign(int function, int queue, String cause, ControlSteps steps) {
        RequesterFunction of = functions[function];
        boolean written = true;
        for (TagSource source : of.sources()) {
            long startPs = steps.nowPs();
            int tag = wiring.tag(source, cores[function][queue], of.isExtended());
            OperationReport report = of.assign(of.index(source, queue), tag, steps);
            note(function, cause, report, startPs, steps);
            written &= report.ok();
        }
        if (written) {
            stale.written(steps.nowPs(), function, queue, cores[function][queue]);
        }
        pending[function][queue] = of.granted() == TphEnable.OFF;
        return written;
    }

    private ControlSteps steps(int function, long atPs) {
        return new ControlSteps(tph.configAccessPs(), tph.mmioAccessPs(), Math.max(atPs, freePs[owners[function]]));
    }

    private void finish(int function, ControlSteps steps) {
        freePs[owners[function]] = steps.nowPs();
        steps.list().forEach(step -> entries.add(new Entry(function, step)));
    }

    private void note(int function, String cause, OperationReport report, long startPs, ControlSteps steps) {
        outcomes.add(new ControlOutcome(
                functions[function].name(), cause, report, startPs, steps.nowPs(), steps.takeWithoutTphPs()));
    }

    /** What came of it. */
    ControlRecord record(List<FlowGrant> grants) {
        boolean restarts = entries.stream().anyMatch(entry -> entry.step().kind() == ControlStep.Kind.RESTART);
        return new ControlRecord(grants, outcomes, restarts, stalePs());
    }

    /** How long queues that moved had the tags of another core, summed over queues; empty where none moved. */
    private OptionalLong stalePs() {
        if (!stale.hasMoves()) {
            return OptionalLong.empty();
        }
        long sumPs = 0;
        for (int workload = 0; workload < functions.length; workload++) {
            QueuesConfig queues = scenario.workloads().get(workload).queues();
            int[] atStart = new int[queues.count()];
            Arrays.setAll(atStart, queue -> queues.cores().coreOf(queue, queues.count()));
            RequesterFunction of = functions[workload];
            sumPs += stale.sumPs(
                    workload,
                    atStart,
                    (queue, core, other) -> sameTags(of, queue, core, other),
                    scenario.measure().windowPs());
        }
        return OptionalLong.of(sumPs);
    }

    private boolean sameTags(RequesterFunction of, int queue, int core, int other) {
        for (TagSource source : of.sources()) {
            boolean held = of.startErrno(of.index(source, queue)) == Errno.NONE;
            if (held
                    && wiring.tag(source, core, of.isExtended()) != wiring.tag(source, other, of.isExtended())) {
                return false;
            }
        }
        return true;
    }

    /** In order of time. */
    List<Entry> entries() {
        return entries;
    }
}
