package tlpsim.scenarios.config;

import java.util.List;
import java.util.Optional;
import tlpsim.scenarios.schema.KeyDeclaration;

/** Rules of guests, of the workloads in them and of the moves of their vCPUs. */
final class GuestChecks {
    private final Checker checker;
    private final ScenarioConfig scenario;

    GuestChecks(Checker checker) {
        this.checker = checker;
        this.scenario = checker.scenario();
    }

    void check() {
        for (GuestConfig guest : scenario.guests()) {
            core(guest.vcpus().max(), "guests." + guest.id() + ".vcpus");
        }
        for (WorkloadConfig workload : scenario.workloads()) {
            cores(workload, "workloads." + workload.id() + ".queues.cores");
            sameGuest(workload);
        }
    }

    private void core(int core, String path) {
        int cores = scenario.platform().totalCores();
        if (core >= cores) {
            checker.conflict(
                    "core " + core + " does not exist; allowed: 0 to " + (cores - 1),
                    path,
                    "platform.cores",
                    "platform.sockets",
                    "platform.preset");
        }
    }

    private void cores(WorkloadConfig workload, String path) {
        CoresConfig cores = workload.queues().cores();
        if (cores.guest().isEmpty()) {
            return;
        }
        Optional<GuestConfig> guest = scenario.guest(cores.guest());
        if (guest.isEmpty()) {
            checker.unknown("a guest of this scenario", cores.guest(), ids(), path + ".guest", "guests");
            return;
        }
        if (!cores.list().equals(guest.get().vcpus())) {
            checker.conflict(
                    "the queues of a guest are consumed where its vCPUs are; allowed: no list beside guest",
                    path + ".list",
                    path + ".guest",
                    "guests." + cores.guest() + ".vcpus");
        }
        if (cores.order() != CoreOrder.ROUND_ROBIN) {
            checker.conflict(
                    "queue q of a guest is served by vCPU q mod n; allowed: round-robin",
                    path + ".order",
                    path + ".guest");
        }
    }

    /** A function is passed to one guest. */
    private void sameGuest(WorkloadConfig workload) {
        for (WorkloadConfig other : scenario.workloads()) {
            if (other.id().equals(workload.id())) {
                return;
            }
            if (other.device().equals(workload.device()) && !guest(other).equals(guest(workload))) {
                checker.conflict(
                        "workloads " + other.id() + " and " + workload.id() + " use one function, " + workload.device()
                                + ", which is passed to one guest; allowed: the guest of " + other.id()
                                + ", or another function",
                        "workloads." + workload.id() + ".queues.cores.guest",
                        "workloads." + other.id() + ".queues.cores.guest",
                        "workloads." + workload.id() + ".device");
                return;
            }
        }
    }

    private static String guest(WorkloadConfig workload) {
        return workload.queues().cores().guest();
    }

    private List<String> ids() {
        return scenario.guests().stream().map(GuestConfig::id).toList();
    }

    /** The queues of a guest follow its vCPUs; what happens inside it is not seen. */
    void affinity(ControlEventConfig event, String path) {
        for (WorkloadConfig workload : scenario.workloads()) {
            if (workload.id().equals(event.workload()) && !guest(workload).isEmpty()) {
                checker.conflict(
                        "the queues of " + workload.id() + " move with the vCPUs of " + guest(workload)
                                + "; allowed: op migrate-vcpu",
                        path + ".workload",
                        path + ".op");
            }
        }
    }

    /** Of an event {@code migrate-vcpu}. */
    void migration(ControlEventConfig event, String path) {
        needed(event.vcpu().isPresent(), "vcpu", path);
        needed(event.core().isPresent(), "core", path);
        core(event.core().orElse(0), path + ".core");
        Optional<GuestConfig> guest = scenario.guest(event.guest());
        if (guest.isEmpty()) {
            if (event.guest().isEmpty()) {
                needed(false, "guest", path);
            } else {
                checker.unknown("a guest of this scenario", event.guest(), ids(), path + ".guest", "guests");
            }
            return;
        }
        int vcpus = guest.get().vcpus().size();
        if (event.vcpu().orElse(0) >= vcpus) {
            checker.conflict(
                    "vCPU " + event.vcpu().getAsInt() + " does not exist; allowed: 0 to " + (vcpus - 1),
                    path + ".vcpu",
                    "guests." + event.guest() + ".vcpus");
        }
        if (guest.get().onMigration() == MigrationPolicy.REWRITE) {
            rewritable(event.guest());
        }
    }

    /** A hypervisor writes tables; what a driver has put into the contexts of its queues it does not know. */
    private void rewritable(String guest) {
        for (WorkloadConfig workload : scenario.workloads()) {
            DriverModel model = workload.behaviour().driver().model();
            boolean own = model == DriverModel.DIRECT || model == DriverModel.MLX5;
            if (!guest(workload).equals(guest)) {
                continue;
            }
            boolean table = DeviceFunction.of(scenario.fabric(), workload.device())
                    .map(function -> function.endpoint().tph().stTable().location() != StTableLocation.NONE)
                    .orElse(true);
            if (!table) {
                checker.conflict(
                        workload.device() + " has no table of tags that a hypervisor could rewrite; allowed: none",
                        "guests." + guest + ".on-migration",
                        "workloads." + workload.id() + ".device");
            } else if (own) {
                checker.conflict(
                        "a hypervisor does not know which tags driver " + KeyDeclaration.spelling(model) + " of "
                                + workload.id() + " has put where; allowed: none",
                        "guests." + guest + ".on-migration",
                        "workloads." + workload.id() + ".driver.model");
            }
        }
    }

    private void needed(boolean given, String key, String path) {
        if (!given) {
            checker.conflict("the key '" + key + "' is missing, which op migrate-vcpu needs", path, path + "." + key);
        }
    }
}
