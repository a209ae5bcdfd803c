package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.List;
import tlpsim.core.link.Generation;
import tlpsim.core.link.LinkConfig;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.RequestConfig;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/** Builds root ports and links. */
public final class FabricWiring {
    private FabricWiring() {}

    /** The device of each workload. */
    static EndpointConfig[] endpoints(ScenarioConfig scenario) {
        List<EndpointConfig> found = new ArrayList<>();
        for (WorkloadConfig workload : scenario.workloads()) {
            for (EndpointConfig endpoint : scenario.fabric().endpoints()) {
                if (endpoint.id().equals(workload.endpoint())) {
                    found.add(endpoint);
                }
            }
        }
        return found.toArray(new EndpointConfig[0]);
    }

    /** The link below each root port. Its limits are those of the first device there; without devices, the defaults. */
    public static List<LinkConfig> links(ScenarioConfig scenario) {
        List<LinkConfig> links = new ArrayList<>();
        for (RootPortConfig port : scenario.fabric().hostPorts()) {
            links.add(link(port, scenario.fabric().endpoints()));
        }
        return links;
    }

    private static LinkConfig link(RootPortConfig port, List<EndpointConfig> endpoints) {
        Generation generation = Generation.values()[port.link().generation() - 1];
        for (EndpointConfig endpoint : endpoints) {
            if (endpoint.portAbove().equals(port.id())) {
                RequestConfig limits = endpoint.requests();
                return new LinkConfig(
                        generation,
                        port.link().lanes(),
                        port.flit(),
                        limits.mpsBytes(),
                        limits.mrrsBytes(),
                        limits.rcbBytes(),
                        false);
            }
        }
        return LinkConfig.of(generation, port.link().lanes()).withFlit(port.flit());
    }
}
