package tlpsim.scenarios.config;

import java.util.List;
import java.util.Optional;
import tlpsim.scenarios.schema.KeyDeclaration;

/** Rules of one workload that span several keys; what arrives is checked by {@link ArrivalChecks}. */
final class WorkloadChecks {
    private static final List<Direction> NIC = List.of(Direction.RX, Direction.TX, Direction.FORWARD);
    private static final List<Direction> NVME = List.of(Direction.READ, Direction.WRITE, Direction.MIXED);
    private static final List<Direction> REPLAY = List.of(Direction.REPLAY);

    private final Checker checker;
    private final ScenarioConfig scenario;
    private final WorkloadConfig workload;
    private final String path;

    WorkloadChecks(Checker checker, WorkloadConfig workload) {
        this.checker = checker;
        this.scenario = checker.scenario();
        this.workload = workload;
        this.path = "workloads." + workload.id();
    }

    void check() {
        Optional<EndpointConfig> device = device();
        if (device.isEmpty()) {
            return;
        }
        direction(device.get());
        queues(device.get());
        completion(device.get());
        consumer();
        new TargetChecks(checker, workload).check();
        new TransmitChecks(checker, workload, device.get()).check();
        new ArrivalChecks(checker, workload, device.get().kind()).check();
        nvme(device.get().kind());
        replay(device.get().kind());
        driver(device.get());
    }

    private Optional<EndpointConfig> device() {
        Optional<EndpointConfig> device = DeviceFunction.of(scenario.fabric(), workload.device())
                .map(DeviceFunction::endpoint)
                .filter(endpoint -> endpoint.kind() != EndpointKind.PEER);
        if (device.isEmpty()) {
            List<String> names = DeviceFunction.names(scenario.fabric());
            checker.unknown(
                    "a device that issues requests", workload.device(), names, path + ".device", "fabric.endpoints");
        }
        return device;
    }

    private void direction(EndpointConfig device) {
        List<Direction> allowed = switch (device.kind()) {
            case NVME -> NVME;
            case REPLAY -> REPLAY;
            default -> NIC;
        };
        if (!allowed.contains(workload.direction())) {
            List<String> names = allowed.stream().map(KeyDeclaration::spelling).toList();
            checker.conflict(
                    "'" + KeyDeclaration.spelling(workload.direction()) + "' is nothing that " + device.id()
                            + ", of kind " + KeyDeclaration.spelling(device.kind()) + ", does; allowed: "
                            + String.join(", ", names),
                    path + ".direction",
                    path + ".device",
                    "fabric.endpoints." + device.id() + ".kind");
        }
    }

    private void queues(EndpointConfig device) {
        QueuesConfig queues = workload.queues();
        String at = path + ".queues";
        new BufferChecks(checker, workload).check();
        int cores = scenario.platform().totalCores();
        if (queues.cores().guest().isEmpty() && queues.cores().list().max() >= cores) {
            checker.conflict(
                    "core " + queues.cores().list().max() + " does not exist; allowed: 0 to " + (cores - 1),
                    at + ".cores.list",
                    "platform.cores",
                    "platform.sockets",
                    "platform.preset");
        }
        if (device.descriptor().batch() > queues.ring()) {
            checker.conflict(
                    "a ring of " + queues.ring() + " never holds the "
                            + device.descriptor().batch() + " descriptors that " + device.id() + " fetches at once",
                    at + ".ring",
                    "fabric.endpoints." + device.id() + ".descriptor.batch");
        }
    }

    private void completion(EndpointConfig device) {
        CompletionConfig completion = workload.behaviour().completion();
        int entryBytes = completion.padToLine() ? 64 : completion.sizeBytes();
        int mpsBytes = device.requests().mpsBytes();
        if (completion.coalesce() * entryBytes > mpsBytes) {
            checker.conflict(
                    completion.coalesce() + " entries of " + entryBytes + " B do not fit one write of mps " + mpsBytes
                            + " B; allowed: 1 to " + mpsBytes / entryBytes,
                    path + ".completion.coalesce",
                    path + ".completion.size",
                    "fabric.endpoints." + device.id() + ".mps");
        }
    }

    private void consumer() {
        if (workload.consumer().mode() == ConsumerMode.INTERRUPT
                && !workload.behaviour().msi().enabled()) {
            checker.conflict(
                    "a consumer in interrupt mode would never wake; allowed: true",
                    path + ".msi.enabled",
                    path + ".consumer.mode");
        }
    }

    private void driver(EndpointConfig device) {
        DriverConfig driver = workload.behaviour().driver();
        sameDriver(driver);
        new StashChecks(checker, workload).check();
        String model = path + ".driver.model";
        if (driver.model() == DriverModel.NONE) {
            checker.unused(path + ".driver.update-latency", "driver none never follows a move");
            checker.unused(path + ".driver.restart-time", "driver none never follows a move");
        }
        if (driver.restartTimePs() > 0 && device.kind() != EndpointKind.NIC) {
            checker.conflict(
                    "only queues of a NIC are restarted; allowed: 0 us",
                    path + ".driver.restart-time",
                    model,
                    path + ".device");
        }
        boolean own = driver.model() == DriverModel.DIRECT || driver.model() == DriverModel.MLX5;
        TphConfig tph = scenario.tph();
        if (own && tph.enable() != TphEnable.OFF && tph.mode() == StMode.INTERRUPT_VECTOR) {
            checker.conflict(
                    "driver " + KeyDeclaration.spelling(driver.model())
                            + " chooses its entries itself, which interrupt-vector does not admit; allowed: no-st,"
                            + " device-specific",
                    "tph.mode",
                    model);
        }
    }

    /** One function, one driver. */
    private void sameDriver(DriverConfig driver) {
        for (WorkloadConfig other : scenario.workloads()) {
            if (other.id().equals(workload.id())) {
                return;
            }
            if (other.device().equals(workload.device())
                    && !other.behaviour().driver().equals(driver)) {
                checker.conflict(
                        "workloads " + other.id() + " and " + workload.id() + " use one function, " + workload.device()
                                + ", which has one driver; allowed: the driver of " + other.id(),
                        path + ".driver",
                        "workloads." + other.id() + ".driver",
                        path + ".device");
                return;
            }
        }
    }

    private void nvme(EndpointKind kind) {
        if (kind != EndpointKind.NVME) {
            checker.unused(path + ".nvme", workload.device() + " is no NVMe device");
            return;
        }
        checker.unused(path + ".header-split", "an NVMe device has no headers to split off");
        int depth = workload.behaviour().nvme().queueDepth();
        if (depth >= workload.queues().ring()) {
            checker.conflict(
                    "a ring of " + workload.queues().ring() + " holds one command less; allowed: 1 to "
                            + (workload.queues().ring() - 1),
                    path + ".nvme.queue-depth",
                    path + ".queues.ring");
        }
    }

    private void replay(EndpointKind kind) {
        ReplayConfig replay = workload.behaviour().replay();
        if (kind != EndpointKind.REPLAY) {
            checker.unused(path + ".replay", workload.device() + " is no replay device");
        } else if (replay.capture().isEmpty()) {
            checker.conflict("the key 'replay.capture' is missing, which a replay device needs", path);
        } else {
            checker.file(replay.capture(), path + ".replay.capture");
        }
    }
}
