package tlpsim.scenarios.config;

import java.util.ArrayList;
import java.util.List;
import tlpsim.scenarios.schema.Key;

/** The PCIe tree. Switches, root ports and peers together are at most 200. */
public record FabricConfig(
        @Key("Root ports of the host.") List<RootPortConfig> rootPorts,

        @Key(value = "What the root ports do for each other.", def = "{}")
        RootComplexConfig rootComplex,

        @Key(value = "Switches below root ports.", def = "") List<SwitchConfig> switches,
        @Key("Devices.") List<EndpointConfig> endpoints) {

    /** Where requests enter the host: the root ports, then the path of each integrated endpoint, as if it were a root port. */
    public List<RootPortConfig> hostPorts() {
        List<RootPortConfig> ports = new ArrayList<>(rootPorts);
        for (EndpointConfig endpoint : endpoints) {
            if (endpoint.isIntegrated() && endpoint.link().isPresent()) {
                ports.add(path(endpoint));
            }
        }
        return ports;
    }

    private RootPortConfig path(EndpointConfig endpoint) {
        IntegratedPathConfig integrated = rootComplex.integrated();
        return new RootPortConfig(
                endpoint.portAbove(),
                new PortPlaceConfig(integrated.socket(), ""),
                endpoint.link().orElseThrow(),
                endpoint.flit(),
                endpoint.propagationPs(),
                integrated.tphCompleter(),
                integrated.prefix(),
                List.of(),
                List.of(),
                integrated.hints(),
                integrated.credits());
    }
}
