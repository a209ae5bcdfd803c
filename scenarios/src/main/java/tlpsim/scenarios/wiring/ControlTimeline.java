package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tlpsim.core.rule.OperationReport;
import tlpsim.scenarios.config.ControlEventConfig;
import tlpsim.scenarios.config.ControlOp;
import tlpsim.scenarios.config.DriverConfig;
import tlpsim.scenarios.config.DriverModel;
import tlpsim.scenarios.config.GuestConfig;
import tlpsim.scenarios.config.MigrationPolicy;
import tlpsim.scenarios.config.QueuesConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.TphConfig;
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

    /** By owner: whether TPH was on, or tags were kept for it, at any time; without, a hypervisor has nothing to rewrite. */
    private final boolean[] everHadTags;

    private final PeerRevocations revocations;
    private final StaleTags stale = new StaleTags();
    private final List<Entry> entries = new ArrayList<>();
    private final List<ControlOutcome> outcomes = new ArrayList<>();

    /** A step of one function, its times from the start of the window. */
    record Entry(int function, ControlStep step) {}

    /** Software begins to do what an event asks for. */
    private record Request(long atPs, ControlEventConfig event, boolean follows, Optional<Runnable> action) {
        Request(long atPs, ControlEventConfig event, boolean follows) {
            this(atPs, event, follows, Optional.empty());
        }

        Request(long atPs, Runnable action) {
            this(atPs, null, false, Optional.of(action));
        }
    }

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
        everHadTags = new boolean[functions.length];
        for (int function = 0; function < functions.length; function++) {
            WorkloadConfig workload = scenario.workloads().get(function);
            int count = workload.queues().count();
            FunctionRegisters registers = functions[function].registers();
            everHadTags[function] = registers.software().isEmpty() || !registers.isWithoutTags();
            cores[function] = new int[count];
            pending[function] = new boolean[count];
            for (int queue = 0; queue < count; queue++) {
                cores[function][queue] = workload.queues().cores().coreOf(queue, count);
                pending[function][queue] = registers.isWithoutTags();
            }
        }
        revocations = wiring.revocations(functions, this);
        List<Request> requests = requests();
        for (int first = 0; first < requests.size(); ) {
            int end = first + 1;
            while (end < requests.size() && isOneCall(requests.get(first), requests.get(end))) {
                end++;
            }
            perform(requests.subList(first, end));
            first = end;
        }
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
                case REVOKE_DMA_BUF -> {
                    // Planned below, with what each leaves behind for the next.
                }
                default -> requests.add(new Request(event.atPs(), event, false));
            }
        }
        for (DmaBufPlan.Revocation revocation : revocations.planned()) {
            requests.add(new Request(revocation.atPs(), () -> revocations.invalidate(revocation)));
            requests.add(new Request(revocation.mappedPs(), () -> revocations.remap(revocation)));
            requests.add(new Request(revocation.requeryPs(), () -> revocations.askAgain(revocation)));
        }
        requests.sort(Comparator.comparingLong(Request::atPs));
        return requests;
    }

    /** A user of VFIO who hears of several moves at once takes one call for them. */
    private boolean isOneCall(Request one, Request other) {
        if (one.action().isPresent() || other.action().isPresent()) {
            return false;
        }
        boolean moves =
                one.event().op() == ControlOp.SET_AFFINITY && other.event().op() == ControlOp.SET_AFFINITY;
        if (!moves || one.atPs() != other.atPs()) {
            return false;
        }
        int workload = QueueMoves.of(scenario, one.event()).get(0).workload();
        return workload == QueueMoves.of(scenario, other.event()).get(0).workload()
                && functions[workload].registers().takesBatches();
    }

    /** @param requests moves that software follows in one call, or one request of any kind */
    private void perform(List<Request> requests) {
        Request request = requests.get(0);
        if (request.action().isPresent()) {
            request.action().get().run();
            return;
        }
        ControlEventConfig event = request.event();
        switch (event.op()) {
            case SET_AFFINITY -> {
                List<QueueMoves.Move> moves = new ArrayList<>();
                for (Request one : requests) {
                    QueueMoves.Move move = QueueMoves.of(scenario, one.event()).get(0);
                    cores[move.workload()][move.queue()] = move.core();
                    moves.add(move);
                }
                DriverConfig driver = functions[moves.get(0).workload()].driver();
                follow(moves, "driver, " + queues(moves) + " moved", driver.restartTimePs(), request.atPs());
            }
            case MIGRATE_VCPU -> {
                String cause = "hypervisor, vCPU " + event.vcpu().orElseThrow() + " of " + event.guest() + " moved";
                for (QueueMoves.Move move : QueueMoves.of(scenario, event)) {
                    if (!request.follows()) {
                        cores[move.workload()][move.queue()] = move.core();
                    } else if (everHadTags[owners[move.workload()]]) {
                        follow(List.of(move), cause, 0, request.atPs());
                    }
                }
            }
            default -> {
                for (int function = 0; function < functions.length; function++) {
                    if (owners[function] == function
                            && functions[function].name().equals(event.device())) {
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
                OperationReport report = of.registers().enable(event.enable(), steps);
                note(function, "event enable", report, startPs, steps);
                if (report.ok()) {
                    everHadTags[function] = true;
                    writePending(function, steps);
                }
            }
            case DISABLE -> note(function, "event disable", of.registers().disable(steps), startPs, steps);
            default -> {
                TagRequest request = event.tag().isPresent()
                        ? TagRequest.raw(event.tag().getAsInt(), of.isExtended())
                        : TagRequest.core(event.core().orElseThrow(), of.isExtended());
                Written written = of.registers().write(event.index().orElseThrow(), request, steps);
                note(function, "event write-st", written.report(), startPs, steps);
            }
        }
        finish(function, steps);
    }

    /** What could not be written while TPH was off; other entries keep the tags that they have. */
    private void writePending(int owner, ControlSteps steps) {
        for (int function = owner; function < functions.length; function++) {
            List<Integer> queues = new ArrayList<>();
            for (int queue = 0; queue < pending[function].length; queue++) {
                if (owners[function] == owner && pending[function][queue]) {
                    queues.add(queue);
                }
            }
            assign(function, queues, "driver, after enable", steps);
        }
    }

    private static String queues(List<QueueMoves.Move> moves) {
        String names = moves.stream().map(move -> String.valueOf(move.queue())).collect(Collectors.joining(","));
        return (moves.size() == 1 ? "queue " : "queues ") + names;
    }

    /** Software hears that queues of a workload have moved, and writes the tags of the cores that it believes to consume them. */
    private void follow(List<QueueMoves.Move> moves, String cause, long restartPs, long atPs) {
        int function = moves.get(0).workload();
        List<Integer> queues =
                moves.stream().map(QueueMoves.Move::queue).distinct().toList();
        ControlSteps steps = steps(function, atPs);
        boolean written = assign(function, queues, cause, steps);
        finish(function, steps);
        if (written && restartPs > 0) {
            for (int queue : queues) {
                long beginPs = Math.max(steps.nowPs(), restartFreePs[owners[function]]);
                restartFreePs[owners[function]] = beginPs + restartPs;
                entries.add(new Entry(function, ControlStep.restart(beginPs, queue, beginPs + restartPs)));
            }
        }
    }

    /** True if every tag of the queues was written. */
    private boolean assign(int function, List<Integer> queues, String cause, ControlSteps steps) {
        RequesterFunction of = functions[function];
        boolean written = true;
        if (of.registers().takesBatches() && !queues.isEmpty()) {
            written = call(function, queues, cause, steps);
        } else {
            for (int queue : queues) {
                written &= call(function, List.of(queue), cause, steps);
            }
        }
        for (int queue : queues) {
            pending[function][queue] = of.registers().isWithoutTags();
        }
        return written;
    }

    private boolean call(int function, List<Integer> queues, String cause, ControlSteps steps) {
        RequesterFunction of = functions[function];
        List<Integer> indexes = new ArrayList<>();
        List<TagRequest> wanted = new ArrayList<>();
        for (int queue : queues) {
            for (int index : of.indexes(queue)) {
                indexes.add(index);
                wanted.add(wiring.request(of, index, cores[function][queue]));
            }
        }
        boolean written = true;
        int each = of.registers().takesBatches() ? Math.max(1, indexes.size()) : 1;
        for (int first = 0; first < indexes.size(); first += each) {
            long startPs = steps.nowPs();
            List<Written> results = of.registers()
                    .assignAll(indexes.subList(first, first + each), wanted.subList(first, first + each), steps);
            written &= results.stream().allMatch(Written::ok);
            note(function, cause, worst(results), startPs, steps);
        }
        for (int queue : queues) {
            if (written) {
                stale.written(steps.nowPs(), function, queue, cores[function][queue]);
            }
        }
        return written;
    }

    /** The call that failed, if one did: it says more. */
    private static OperationReport worst(List<Written> results) {
        return results.stream()
                .filter(result -> !result.ok())
                .findFirst()
                .orElse(results.get(0))
                .report();
    }

    int globalQueue(int function, int queue) {
        return wiring.globalQueue(function, queue);
    }

    /** Calls on a function wait for those before them. */
    ControlSteps steps(int function, long atPs) {
        return new ControlSteps(tph.configAccessPs(), tph.mmioAccessPs(), Math.max(atPs, freePs[owners[function]]));
    }

    void finish(int function, ControlSteps steps) {
        freePs[owners[function]] = steps.nowPs();
        steps.list().forEach(step -> entries.add(new Entry(function, step)));
    }

    void note(int function, String cause, OperationReport report, long startPs, ControlSteps steps) {
        outcomes.add(new ControlOutcome(
                functions[function].name(), cause, report, startPs, steps.nowPs(), steps.takeWithoutTphPs()));
    }

    /** What came of it. */
    ControlRecord record(List<FlowGrant> grants) {
        boolean restarts = entries.stream().anyMatch(entry -> entry.step().kind() == ControlStep.Kind.RESTART);
        return new ControlRecord(
                grants,
                outcomes,
                VfioForm.notLinux(scenario),
                restarts,
                !revocations.planned().isEmpty(),
                stalePs());
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
        for (int index : of.indexes(queue)) {
            boolean held = of.atStart(index).map(Written::ok).orElse(false);
            int tag = of.registers().tag(wiring.request(of, index, core));
            if (held && tag != of.registers().tag(wiring.request(of, index, other))) {
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
