package tlpsim.scenarios.config;

import java.util.Optional;
import tlpsim.scenarios.schema.Key;

/** A peer device as a completer. */
public record PeerConfig(
        @Key(value = "TPH Completer Supported of the peer itself.", def = "none")
        CompleterSupport tphCompleter,

        @Key(value = "What the peer exports with its memory; absent: no tag can be had.", def = "")
        Optional<DmaBufConfig> dmaBuf,

        @Key(value = "The peer's memory and cache; required of a peer.", def = "")
        Optional<PeerMemoryConfig> memory) {}
