package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** What lies between the root ports, and between integrated endpoints and the host. */
public record RootComplexConfig(
        @Key(
                value = "What becomes of a request from a root port to a peer below a root port; assumed, since no"
                        + " specification or vendor text says.",
                def = "strip")
        PeerToPeerPolicy peerToPeer,

        @Key(
                value = "From the root port that receives such a request to the one that sends it on; assumed.",
                def = "200 ns",
                min = "1 ns",
                max = "1 ms")
        long latencyPs,

        @Key(value = "The paths of integrated endpoints, those with port root-complex, into the host.", def = "{}")
        IntegratedPathConfig integrated) {}
