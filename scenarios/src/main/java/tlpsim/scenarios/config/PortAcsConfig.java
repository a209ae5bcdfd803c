package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.scenarios.schema.Key;

/** ACS of one downstream port of a switch, where it differs from the switch's other ports. */
public record PortAcsConfig(
        @Key(value = "What is enabled in ACS Control of the port.", def = "")
        List<AcsControl> acs,

        @Key(value = "Egress Control Vector of the port: ids of what is right below the switch.", def = "")
        List<String> egressBlocked) {}
