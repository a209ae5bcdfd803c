package tlpsim.scenarios.config;

import java.util.Optional;
import tlpsim.scenarios.schema.Key;

/** A device's link beyond its speed and width, and the port at the link's upper end. */
public record EndpointLinkConfig(
        @Key(
                value = "Flit Mode of its own link; below a root port the port's is used.",
                def = "false",
                defFrom = "the root port above, else the link: true at gen6")
        boolean flit,

        @Key(
                value = "One-way latency of its own link; below a root port the port's is used.",
                def = "20 ns",
                defFrom = "the root port above, else 20 ns",
                min = "1 ps",
                max = "1 ms")
        long propagationPs,

        @Key(
                value = "End-End TLP Prefix Blocking of the port above this device, Device Control 2 bit 15.",
                def = "false")
        boolean portPrefixBlocking,

        @Key(value = "ACS of the switch's port above this device; absent: as the other ports.", def = "")
        Optional<PortAcsConfig> portAcs) {}
