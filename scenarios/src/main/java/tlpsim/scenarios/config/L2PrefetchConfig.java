package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** Prefetchers of the second-level cache, which run ahead while the core's packets come slowly. */
@Mapping(shorthand = "millilines")
public record L2PrefetchConfig(
        @Key(
                value = "Thousandths of a line per packet at most; 0 for none.",
                def = "0",
                defFrom = "the platform preset",
                min = "0",
                max = "64000")
        int millilines,

        @Key(
                value = "None while a core's packets are closer than this on average.",
                def = "0 ns",
                defFrom = "the platform preset",
                min = "0 ns",
                max = "1 ms")
        long fromGapPs,

        @Key(
                value = "A line more for each of these.",
                def = "100 ns",
                defFrom = "the platform preset",
                min = "1 ns",
                max = "1 ms")
        long gapPerLinePs) {}
