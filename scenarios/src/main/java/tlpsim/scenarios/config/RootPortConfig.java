package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.scenarios.schema.Key;

/** A root port and the link below it. */
public record RootPortConfig(
        @Key("Names the port.") String id,

        @Key(value = "Where it sits.", inline = true) PortPlaceConfig place,

        @Key("Generation and width.") PcieLinkConfig link,

        @Key(value = "Flit Mode.", def = "false", defFrom = "the link: true at gen6")
        boolean flit,

        @Key(value = "One-way latency of the link and its two ports.", def = "150 ns", min = "1 ps", max = "1 ms")
        long propagationPs,

        @Key(value = "TPH Completer Supported, Device Capabilities 2 bits 13:12.", def = "tph")
        CompleterSupport tphCompleter,

        @Key(value = "End-End TLP prefixes.", def = "{}") PrefixConfig prefix,

        @Key(
                value =
                        "What is enabled in ACS Control. Without upstream-forwarding the port refuses what a switch below"
                                + " has redirected to it for a peer below itself; that it is on is assumed.",
                def = "[upstream-forwarding]")
        List<AcsControl> acs,

        @Key(value = "Egress Control Vector: ids of root ports to which this one sends no request.", def = "")
        List<String> egressBlocked,

        @Key(value = "What the port does with hints.", def = "{}")
        PortHintConfig hints,

        @Key(value = "Receive credits that the port advertises.", def = "{}")
        CreditConfig credits) {
    public int socket() {
        return place.socket();
    }

    public String stack() {
        return place.stack();
    }
}
