package tlpsim.scenarios.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.scenarios.schema.KeyDeclaration;

/** Rules of a workload's tags and targets. */
final class TargetChecks {
    private static final int MAX_8_BIT_TAG = 255;

    private final Checker checker;
    private final WorkloadConfig workload;
    private final String path;

    TargetChecks(Checker checker, WorkloadConfig workload) {
        this.checker = checker;
        this.workload = workload;
        this.path = "workloads." + workload.id();
    }

    void check() {
        SteerConfig steer = workload.steering().steer();
        steer("descriptor", steer.descriptor());
        steer("header", steer.header());
        steer("payload", steer.payload());
        steer("completion", steer.completion());
        List<TargetConfig> targets = workload.steering().targets();
        for (int i = 0; i < targets.size(); i++) {
            queues(targets, i);
            String at = path + ".targets." + i + ".";
            target(at + "descriptor", targets.get(i).descriptor());
            target(at + "header", targets.get(i).header());
            target(at + "payload", targets.get(i).payload());
            target(at + "completion", targets.get(i).completion());
            if (!targets.get(i).hasPeer()) {
                checker.unused(at + "namespace", "no target of these queues is a peer");
            }
        }
        reachable();
        replay();
        flushReads();
    }

    private void reachable() {
        Optional<EndpointConfig> device = new FabricTree(checker.scenario().fabric()).endpoint(workload.endpoint());
        if (device.isEmpty() || device.get().requests().addressBits() == AddressWidth.BITS_64) {
            return;
        }
        for (String peer : workload.peers()) {
            checker.conflict(
                    "32 bits do not reach the memory of " + peer + ", which lies above 4 GiB; allowed: 64",
                    "fabric.endpoints." + device.get().id() + ".address-bits",
                    path + ".targets");
        }
    }

    private void replay() {
        if (workload.direction() == Direction.REPLAY
                && !workload.steering().targets().isEmpty()) {
            checker.conflict(
                    "a capture names its own addresses, and its requests go to the host; allowed: no targets",
                    path + ".targets",
                    path + ".direction");
        }
    }

    private void flushReads() {
        if (!workload.behaviour().flushReads()) {
            return;
        }
        Direction direction = workload.direction();
        if (direction != Direction.RX && direction != Direction.FORWARD) {
            checker.conflict(
                    "only a NIC that receives waits for its data; allowed: false with direction "
                            + KeyDeclaration.spelling(direction),
                    path + ".flush-reads",
                    path + ".direction");
            return;
        }
        boolean apart = workload.steering().targets().stream()
                .anyMatch(targets -> !targets.payload().equals(targets.completion()));
        if (!apart) {
            checker.conflict(
                    "there is nothing to flush: all payload lies in the memory of its completion entry",
                    path + ".flush-reads",
                    path + ".targets");
        }
    }

    private void steer(String kind, TagSource source) {
        int cores = checker.scenario().platform().totalCores();
        TphEnable enable = checker.scenario().tph().enable();
        String at = path + ".steer." + kind;
        if (source.kind() == TagSource.Kind.FIXED && source.value() > MAX_8_BIT_TAG && enable != TphEnable.EXTENDED) {
            checker.conflict("a tag above 0xff needs tph.enable extended; allowed: 0 to 0xff", at, "tph.enable");
        }
        if (source.kind() == TagSource.Kind.OFFSET && source.value() >= cores) {
            checker.conflict(
                    "the platform has " + cores + " cores; allowed: offset 0 to " + (cores - 1), at, "platform.cores");
        }
    }

    private void queues(List<TargetConfig> targets, int index) {
        String at = path + ".targets." + index + ".queues";
        IndexSet queues = targets.get(index).queues();
        int count = workload.queues().count();
        if (queues.max() >= count) {
            checker.conflict(
                    "queue " + queues.max() + " does not exist; allowed: 0 to " + (count - 1),
                    at,
                    path + ".queues.count");
        }
        for (int earlier = 0; earlier < index; earlier++) {
            int shared = firstShared(targets.get(earlier).queues(), queues);
            if (shared >= 0) {
                checker.conflict(
                        "queue " + shared + " has its targets already in element " + earlier,
                        at,
                        path + ".targets." + earlier + ".queues");
                return;
            }
        }
    }

    private static int firstShared(IndexSet one, IndexSet other) {
        for (int i = 0; i < other.size(); i++) {
            if (one.contains(other.at(i))) {
                return other.at(i);
            }
        }
        return -1;
    }

    private void target(String at, String target) {
        List<String> allowed = new ArrayList<>(List.of(TargetConfig.HOST));
        for (EndpointConfig endpoint : checker.scenario().fabric().endpoints()) {
            if (endpoint.kind() == EndpointKind.PEER) {
                allowed.add(endpoint.id());
            } else if (endpoint.id().equals(target)) {
                checker.conflict(
                        "'" + target + "' is a device of kind " + KeyDeclaration.spelling(endpoint.kind())
                                + ", not a peer",
                        at);
                return;
            }
        }
        if (!allowed.contains(target)) {
            checker.unknown("the host or a peer", target, allowed, at, "fabric.endpoints");
        }
    }
}
