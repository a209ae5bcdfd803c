package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** How the memory that software sees as one piece lies in main memory. */
public record MemoryConfig(
        @Key(
                value = "Pages that rings, buffers and working sets lie on. 1 GiB: all of it is one piece. 2 MiB and 4"
                        + " KiB: each page lies where chance will have it. coloured: pages of 4 KiB that load all sets"
                        + " of the last-level cache alike.",
                def = "1 GiB",
                defFrom = "the platform preset")
        PagePolicy pages) {}
