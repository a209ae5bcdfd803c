package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Descriptor fetches of a device. */
public record DescriptorConfig(
        @Key(
                value = "Size of one descriptor.",
                def = "16 B",
                defFrom = "the device: 16 B for a NIC, 64 B for NVMe",
                min = "8 B",
                max = "128 B",
                powerOfTwo = true)
        int sizeBytes,

        @Key(value = "Descriptors fetched by one read at most.", def = "32", min = "1", max = "256")
        int batch,

        @Key(value = "The device fetches when it holds fewer than this many.", def = "32", min = "1", max = "4096")
        int threshold) {}
