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
        Optional<PeerMemoryConfig> memory,

        @Key(value = "End-End TLP prefixes: what the peer's function says in Device Capabilities 2.", def = "{}")
        PrefixConfig prefix,

        @Key(
                value = "What a peer with 8-bit support does with a 16-bit hint in Flit Mode (HV=11); no specification"
                        + " text says.",
                name = "extended-at-8bit",
                def = "low-byte")
        ExtendedAt8Policy extendedAt8,

        @Key(value = "Receive credits that the peer advertises.", def = "{}")
        CreditConfig credits,

        @Key(
                value = "Posted writes, in lines, that the peer takes in before the first is visible; assumed.",
                def = "256",
                min = "1",
                max = "65536")
        int postedLines,

        @Key(value = "Where a write without a hint that counts goes; assumed.", def = "memory")
        PeerWritePolicy untaggedWrites,

        @Key(
                value = "What a tag tells the peer: placement, the partition of the cache that takes the data;"
                        + " operation, what is done with it.",
                def = "placement",
                formerly = "tag-meaning")
        StSemantics stSemantics,

        @Key(
                value = "Whether a write in the window that came without the tag of its operation makes the run fail"
                        + " (exit code 3); st-semantics operation.",
                def = "fail")
        WrongOperationPolicy onWrongOperation,

        @Key(value = "Who reads the data at the peer.", def = "{}")
        PeerEngineConfig engines) {}
