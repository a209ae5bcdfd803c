package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.scenarios.schema.Key;

/** The PCIe tree. Switches, root ports and peers together are at most 200. */
public record FabricConfig(
        @Key("Root ports of the host.") List<RootPortConfig> rootPorts,

        @Key(value = "What the root ports do for each other.", def = "{}")
        RootComplexConfig rootComplex,

        @Key(value = "Switches below root ports.", def = "") List<SwitchConfig> switches,
        @Key("Devices.") List<EndpointConfig> endpoints) {}
