package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** How the device model behaves for one workload. */
public record DeviceBehaviourConfig(
        @Key(value = "Speed of the network port.", def = "400 Gbit/s", min = "1 Mbit/s", max = "10 Tbit/s")
        long portSpeedBitsPerSecond,

        @Key(
                value = "Bytes that a NIC splits off into a buffer of their own; 0 writes header and payload together.",
                def = "0 B",
                min = "0 B",
                max = "512 B")
        int headerSplitBytes,

        @Key(value = "Completion-queue entries.", def = "{}")
        CompletionConfig completion,

        @Key(
                value = "Before each completion entry whose data lies in another memory than the entry, read from that"
                        + " memory and wait for the answer.",
                def = "false")
        boolean flushReads,

        @Key(value = "Interrupts.", def = "{}") MsiConfig msi,

        @Key(value = "The driver, as far as steering tags are concerned.", def = "{}")
        DriverConfig driver,

        @Key(value = "NVMe commands.", def = "{}") NvmeConfig nvme,
        @Key(value = "The replayed TLPs.", def = "{}") ReplayConfig replay) {}
