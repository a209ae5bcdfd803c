package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** A switch. Its upstream link is described here, a device's downstream link with the device. */
public record SwitchConfig(
        @Key("Names the switch.") String id,
        @Key("The root port or switch above it.") String port,
        @Key("Generation and width of the upstream link.") PcieLinkConfig link,

        @Key(value = "Flit Mode of the upstream link.", def = "false", defFrom = "the link: true at gen6")
        boolean flit,

        @Key(value = "From the first symbol in to the first symbol out.", def = "110 ns", min = "1 ps", max = "1 ms")
        long latencyPs,

        @Key(value = "One-way latency of the upstream link.", def = "20 ns", min = "1 ps", max = "1 ms")
        long propagationPs,

        @Key(value = "End-End TLP prefixes.", def = "{}") PrefixConfig prefix,

        @Key(value = "End-End TLP Prefix Blocking at egress, Device Control 2 bit 15.", def = "false")
        boolean prefixBlocking,

        @Key(value = "Whether ACS sends peer-to-peer requests up to the root complex.", def = "false")
        boolean acsRedirect) {}
