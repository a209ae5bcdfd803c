package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Completion-queue entries of a device. */
public record CompletionConfig(
        @Key(
                value = "Size of one entry.",
                def = "64 B",
                defFrom = "the device: 64 B for a NIC, 16 B for NVMe",
                min = "8 B",
                max = "64 B",
                powerOfTwo = true)
        int sizeBytes,

        @Key(
                value = "Entries written by one TLP at most; entries wait for company only while more work is at hand.",
                def = "1",
                min = "1",
                max = "64")
        int coalesce,

        @Key(value = "Longest time that an entry waits for company.", def = "500 ns", min = "0 ns", max = "1 ms")
        long waitPs,

        @Key(value = "Whether each entry has a line of its own.", def = "false")
        boolean padToLine) {}
