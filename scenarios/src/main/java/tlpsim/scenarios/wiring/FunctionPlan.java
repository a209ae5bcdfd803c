package tlpsim.scenarios.wiring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tlpsim.core.firmware.RootPortFirmware;
import tlpsim.core.vfio.VfioConfig;
import tlpsim.scenarios.config.DeviceFunction;
import tlpsim.scenarios.config.DriverConfig;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.RoutingIds;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/**
 * The functions that issue the requests of a scenario, each with registers of its own: a device, or a VF of one. Workloads on one function share them; their
 * queues, and with them their interrupt vectors, stand one behind the other in the order of the workloads.
 */
final class FunctionPlan {
    /** Descriptor, header, payload, completion; each may have a tag source of its own, and so may each peer. */
    private static final int KINDS_WITH_TAGS = 4;

    private final ScenarioConfig scenario;
    private final Column column;
    private final FabricPlan fabric;
    private final RootPortFirmware[] firmware;
    private final RoutingIds ids;
    private final Map<String, RequesterFunction> functions = new LinkedHashMap<>();

    /** @param firmware by root port */
    FunctionPlan(ScenarioConfig scenario, Column column, FabricPlan fabric, RootPortFirmware[] firmware) {
        this.scenario = scenario;
        this.column = column;
        this.fabric = fabric;
        this.firmware = firmware;
        this.ids = new RoutingIds(scenario);
    }

    /** The function of a workload, as that workload sees it. */
    RequesterFunction function(int workload) {
        WorkloadConfig config = scenario.workloads().get(workload);
        RequesterFunction whole = functions.get(config.device());
        if (whole == null) {
            whole = make(config);
            functions.put(config.device(), whole);
        }
        int first = 0;
        for (int other = 0; other < workload; other++) {
            WorkloadConfig before = scenario.workloads().get(other);
            first += before.device().equals(config.device()) ? before.queues().count() : 0;
        }
        return whole.part(first, config.queues().count());
    }

    private RequesterFunction make(WorkloadConfig config) {
        int queues = 0;
        int workloads = 0;
        for (WorkloadConfig workload : scenario.workloads()) {
            if (workload.device().equals(config.device())) {
                workloads++;
                queues += workload.queues().count();
            }
        }
        int indexes = queues * workloads * (KINDS_WITH_TAGS + fabric.peers().size());
        DeviceFunction identity =
                DeviceFunction.of(scenario.fabric(), config.device()).orElseThrow();
        FunctionRegisters.Extent extent = new FunctionRegisters.Extent(
                queues, indexes, scenario.platform().totalCores());
        DriverConfig driver = config.behaviour().driver();
        FunctionRegisters registers =
                new FunctionRegisters(identity, driver, scenario.tph(), root(config), column, extent);
        Optional<PeerImports> imports = registers
                .software()
                .map(software ->
                        new PeerImports(fabric.peers(), software.function().function(), userApi(identity.endpoint())));
        return new RequesterFunction(identity, driver, registers, imports, extent);
    }

    private UpstreamRoot root(WorkloadConfig workload) {
        int port = fabric.rootPortOf(workload);
        RootPortConfig above = scenario.fabric().hostPorts().get(port);
        boolean integrated = DeviceFunction.of(scenario.fabric(), workload.device())
                .orElseThrow()
                .endpoint()
                .isIntegrated();
        return new UpstreamRoot(above.id(), above.tphCompleter(), firmware[port], integrated);
    }

    private VfioConfig userApi(EndpointConfig device) {
        return device.vfio().map(vfio -> VfioForm.of(vfio, scenario.tph())).orElse(VfioConfig.DEFAULT);
    }

    /** On the wire. */
    int requesterId(int workload) {
        return ids.of(scenario.workloads().get(workload).device());
    }

    /** Workloads on any function of a device: they share its buffer and its read tags. */
    int workloadsOf(EndpointConfig device) {
        int workloads = 0;
        for (WorkloadConfig workload : scenario.workloads()) {
            workloads += workload.endpoint().equals(device.id()) ? 1 : 0;
        }
        return workloads;
    }
}
