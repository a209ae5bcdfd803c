package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.scenarios.schema.Key;

/** The PCIe tree. */
public record FabricConfig(
        @Key("Root ports of the host.") List<RootPortConfig> rootPorts,
        @Key(value = "Switches below root ports.", def = "") List<SwitchConfig> switches,
        @Key("Devices.") List<EndpointConfig> endpoints) {}
