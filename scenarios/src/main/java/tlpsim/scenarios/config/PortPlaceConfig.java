package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Where a root port sits in the host. */
public record PortPlaceConfig(
        @Key(value = "The socket it belongs to.", def = "0", min = "0", max = "7")
        int socket,

        @Key(
                value =
                        "Names the part of the host bridge that it belongs to; a port without a name has one of its own.",
                def = "")
        String stack) {}
