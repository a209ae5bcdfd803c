package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** Packets that are handed on together, as by generic receive offload. */
@Mapping(shorthand = "packets")
public record GroConfig(
        @Key(
                value = "Packets that follow each other in one turn and are handed on together, at most.",
                def = "1",
                min = "1",
                max = "4096")
        int packets,

        @Key(value = "Time for each such batch.", def = "0 ns", min = "0 ns", max = "1 s")
        long perBatchPs) {}
