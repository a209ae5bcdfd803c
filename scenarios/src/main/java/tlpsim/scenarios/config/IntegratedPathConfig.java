package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/**
 * How the host completes requests of Root Complex Integrated Endpoints. No vendor says how such requests reach memory: they are taken in as at a root port,
 * over a path of the endpoint's {@code link}, with what stands here in place of the port's registers.
 */
public record IntegratedPathConfig(
        @Key(value = "The socket they belong to.", def = "0", min = "0", max = "7")
        int socket,

        @Key(
                value =
                        "What the root complex makes of their hints; no register says, and Linux does not ask; assumed.",
                def = "extended")
        CompleterSupport tphCompleter,

        @Key(value = "End-End TLP prefixes; assumed.", def = "{}")
        PrefixConfig prefix,

        @Key(value = "What the root complex does with their hints.", def = "{}")
        PortHintConfig hints,

        @Key(value = "Receive credits on each of the paths; assumed.", def = "{}")
        CreditConfig credits) {}
