package tlpsim.scenarios.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tlpsim.scenarios.schema.KeyDeclaration;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Unit;

/** Rules between what the control plane asks for and what the devices have. */
final class TphChecks {
    private static final int MAX_8_BIT_TAG = 255;

    private final Checker checker;
    private final ScenarioConfig scenario;
    private final TphConfig tph;

    TphChecks(Checker checker) {
        this.checker = checker;
        this.scenario = checker.scenario();
        this.tph = scenario.tph();
    }

    void check() {
        kernel();
        if (tph.enable() != TphEnable.OFF) {
            enabled();
        }
        for (int i = 0; i < tph.events().size(); i++) {
            event(tph.events().get(i), "tph.events." + i);
        }
    }

    private void kernel() {
        for (KernelProperty property : tph.kernelWith()) {
            if (tph.kernelWithout().contains(property)) {
                checker.conflict(
                        "the property " + name(property) + " is both given and taken away",
                        "tph.kernel-without",
                        "tph.kernel-with");
            }
        }
        boolean known =
                tph.kernel() == TphKernel.POSTED_V4 && !tph.kernelWithout().contains(KernelProperty.NOSTMODE)
                        || tph.kernelWith().contains(KernelProperty.NOSTMODE);
        if (tph.parameters().contains(KernelParameter.NOSTMODE) && !known) {
            checker.conflict(
                    "kernel " + name(tph.kernel()) + " does not know nostmode; allowed: notph, or kernel posted-v4",
                    "tph.parameters",
                    "tph.kernel");
        }
    }

    private void enabled() {
        List<EndpointConfig> requesters = scenario.fabric().endpoints().stream()
                .filter(endpoint ->
                        endpoint.kind() != EndpointKind.PEER && endpoint.tph().supported() && isUsed(endpoint))
                .toList();
        for (EndpointConfig requester : requesters) {
            mode(requester, "fabric.endpoints." + requester.id() + ".tph");
        }
        boolean anyExtended =
                requesters.stream().anyMatch(requester -> requester.tph().extended());
        if (tph.enable() == TphEnable.EXTENDED && !requesters.isEmpty() && !anyExtended) {
            String first = requesters.get(0).id();
            checker.conflict(
                    "'extended' needs an Extended TPH Requester, which " + first + " is not; allowed: off, 8-bit",
                    "tph.enable",
                    "fabric.endpoints." + first + ".tph.extended");
        }
    }

    private boolean isUsed(EndpointConfig endpoint) {
        return scenario.workloads().stream()
                .anyMatch(workload -> workload.endpoint().equals(endpoint.id()));
    }

    private void mode(EndpointConfig requester, String path) {
        List<StMode> modes = requester.tph().modes();
        if (tph.mode() != StMode.NO_ST && !modes.contains(tph.mode())) {
            StringBuilder allowed = new StringBuilder("no-st");
            for (StMode mode : modes) {
                allowed.append(mode == StMode.NO_ST ? "" : ", " + name(mode));
            }
            checker.conflict(
                    "'" + name(tph.mode()) + "' is not a mode of " + requester.id() + "; allowed: " + allowed,
                    "tph.mode",
                    path + ".modes");
        } else if (tph.mode() == StMode.INTERRUPT_VECTOR
                && requester.tph().stTable().location() == StTableLocation.NONE) {
            checker.conflict(
                    "'interrupt-vector' takes tags from a table, and " + requester.id()
                            + " has none; allowed: no-st, device-specific",
                    "tph.mode",
                    path + ".st-table.location");
        }
    }

    private static String name(Enum<?> value) {
        return KeyDeclaration.spelling(value);
    }

    private void event(ControlEventConfig event, String path) {
        if (event.atPs() >= scenario.measure().windowPs()) {
            checker.conflict(
                    "the event comes after the end of the measured window of "
                            + Quantity.print(scenario.measure().windowPs(), Unit.PICOSECONDS),
                    path + ".at",
                    "measure.window");
        }
        switch (event.op()) {
            case WRITE_ST -> writeSt(event, path);
            case SET_AFFINITY -> setAffinity(event, path);
            case MIGRATE_VCPU -> new GuestChecks(checker).migration(event, path);
            case REVOKE_DMA_BUF -> new RevocationChecks(checker).check(event, path);
            default -> {
                device(event, path);
                if (event.op() == ControlOp.ENABLE && event.enable() == TphEnable.OFF) {
                    checker.conflict(
                            "'off' is what op disable does; allowed: 8-bit, extended", path + ".enable", path + ".op");
                }
            }
        }
    }

    private void writeSt(ControlEventConfig event, String path) {
        EndpointConfig device = device(event, path);
        needed(event.index(), "index", "write-st", path);
        if (event.tag().isPresent() == event.core().isPresent()) {
            checker.conflict(
                    "write-st takes either a tag or a core whose tag is asked for",
                    path,
                    path + ".tag",
                    path + ".core");
        }
        if (event.tag().orElse(0) > MAX_8_BIT_TAG && tph.enable() != TphEnable.EXTENDED) {
            checker.conflict(
                    "a tag above 0xff needs tph.enable extended; allowed: 0 to 0xff", path + ".tag", "tph.enable");
        }
        int entries =
                device == null ? Integer.MAX_VALUE : device.tph().stTable().entries();
        if (event.index().orElse(0) >= entries) {
            checker.conflict(
                    "entry " + event.index().getAsInt() + " is outside the table of " + device.id() + "; allowed: 0 to "
                            + (entries - 1),
                    path + ".index",
                    "fabric.endpoints." + device.id() + ".tph.st-table");
        }
        core(event.core(), path);
    }

    private void setAffinity(ControlEventConfig event, String path) {
        needed(event.queue(), "queue", "set-affinity", path);
        needed(event.core(), "core", "set-affinity", path);
        core(event.core(), path);
        new GuestChecks(checker).affinity(event, path);
        List<String> ids = scenario.workloads().stream().map(WorkloadConfig::id).toList();
        int at = ids.indexOf(event.workload());
        if (at < 0) {
            named(event.workload(), "workload", "set-affinity", ids, path);
        } else if (event.queue().orElse(0)
                >= scenario.workloads().get(at).queues().count()) {
            int count = scenario.workloads().get(at).queues().count();
            checker.conflict(
                    "queue " + event.queue().getAsInt() + " does not exist; allowed: 0 to " + (count - 1),
                    path + ".queue",
                    "workloads." + event.workload() + ".queues.count");
        }
    }

    private EndpointConfig device(ControlEventConfig event, String path) {
        Optional<EndpointConfig> device = DeviceFunction.of(scenario.fabric(), event.device())
                .map(DeviceFunction::endpoint)
                .filter(endpoint -> endpoint.kind() != EndpointKind.PEER);
        if (device.isEmpty()) {
            List<String> names = DeviceFunction.names(scenario.fabric());
            named(event.device(), "device", KeyDeclaration.spelling(event.op()), names, path);
        }
        return device.orElse(null);
    }

    private void named(String given, String key, String op, List<String> ids, String path) {
        if (given.isEmpty()) {
            checker.conflict(
                    "the key '" + key + "' is missing, which op " + op + " needs; allowed: " + String.join(", ", ids),
                    path);
        } else {
            checker.unknown("a " + key + " of this scenario", given, ids, path + "." + key);
        }
    }

    private void needed(OptionalInt value, String key, String op, String path) {
        if (value.isEmpty()) {
            checker.conflict("the key '" + key + "' is missing, which op " + op + " needs", path, path + "." + key);
        }
    }

    private void core(OptionalInt core, String path) {
        int cores = scenario.platform().totalCores();
        if (core.orElse(0) >= cores) {
            checker.conflict(
                    "core " + core.getAsInt() + " does not exist; allowed: 0 to " + (cores - 1),
                    path + ".core",
                    "platform.cores",
                    "platform.sockets");
        }
    }
}
