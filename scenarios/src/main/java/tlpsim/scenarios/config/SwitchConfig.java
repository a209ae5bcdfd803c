package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** A switch. Its upstream link is described here, a device's downstream link with the device. */
public record SwitchConfig(
        @Key("Names the switch.") String id,
        @Key("The root port or switch above it.") String port,

        @Key("Generation and width of the upstream link; below a root port the same as the port's.")
        PcieLinkConfig link,

        @Key(
                value = "Flit Mode of the upstream link.",
                def = "false",
                defFrom = "the root port above, else the link: true at gen6")
        boolean flit,

        @Key(value = "From the first symbol in to the first symbol out.", def = "110 ns", min = "1 ps", max = "1 ms")
        long latencyPs,

        @Key(
                value = "One-way latency of the upstream link.",
                def = "20 ns",
                defFrom = "the root port above, else 20 ns",
                min = "1 ps",
                max = "1 ms")
        long propagationPs,

        @Key(value = "End-End TLP prefixes, at each of its ports.", def = "{}")
        PrefixConfig prefix,

        @Key(
                value = "End-End TLP Prefix Blocking of its upstream port as an egress, Device Control 2 bit 15.",
                def = "false")
        boolean prefixBlocking,

        @Key(
                value = "End-End TLP Prefix Blocking of the port above this switch, Device Control 2 bit 15.",
                def = "false")
        boolean portPrefixBlocking,

        @Key(value = "ACS of the ports below it and above it.", inline = true)
        SwitchAcsConfig acs,

        @Key(value = "Receive credits of each of its ports.", def = "{}")
        CreditConfig credits) {}
