package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** Buffers that queues share, as a mempool or a page pool hands them out. */
@Mapping(shorthand = "buffers")
public record PoolConfig(
        @Key(
                value = "Buffers that a core keeps to itself, last in, first out; 0 recycles all in one order, first"
                        + " in, first out.",
                def = "0",
                min = "0",
                max = "4096")
        int cache,

        @Key(
                value = "Number of buffers.",
                def = "1024",
                defFrom = "the rings of all queues and the caches of all cores",
                min = "8",
                max = "67108864")
        int buffers,

        @Key(
                value =
                        "Buffers in order of address in the pool at the start; such runs come in random order, as caches"
                                + " leave them that trade in bulk. 0: all in order; 1: each drawn.",
                def = "0",
                min = "0",
                max = "67108864")
        int run) {}
