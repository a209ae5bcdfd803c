package tlpsim.scenarios.config;

import java.util.List;
import java.util.Optional;
import tlpsim.scenarios.schema.Key;

/** Access Control Services of a switch: of its downstream ports, and of the port above it. */
public record SwitchAcsConfig(
        @Key(
                value =
                        "Short for acs: [request-redirect, completion-redirect, upstream-forwarding], which is what Linux"
                                + " enables for isolation.",
                def = "false")
        boolean acsRedirect,

        @Key(
                value = "What is enabled in ACS Control of its downstream ports, whose own 'port-acs' comes first.",
                def = "",
                defFrom = "acs-redirect")
        List<AcsControl> acs,

        @Key(
                value =
                        "Egress Control Vector of its downstream ports: ids of the switches and devices right below it to"
                                + " which the other ports send no request.",
                def = "")
        List<String> egressBlocked,

        @Key(value = "ACS of the switch's port above this switch; absent: as the other ports.", def = "")
        Optional<PortAcsConfig> portAcs) {}
