package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** How a workload sends: its transmit rings, its buffers, its driver. */
public record TransmitConfig(
        @Key(
                value = "Descriptors per transmit ring.",
                def = "1024",
                defFrom = "queues.ring",
                min = "8",
                max = "65536",
                powerOfTwo = true)
        int ring,

        @Key(
                value = "Packets announced by one doorbell at most; a core that turns to something else rings for what"
                        + " it has.",
                def = "32",
                min = "1",
                max = "4096")
        int doorbellBatch,

        @Key(value = "Packets that one completion entry reports as sent, at most.", def = "32", min = "1", max = "127")
        int packetsPerEntry,

        @Key(
                value = "Longest time that a packet sent waits to be reported.",
                def = "500 ns",
                min = "0 ns",
                max = "1 ms")
        long entryWaitPs,

        @Key(
                value = "Reported packets from which on the driver frees buffers, unless the ring is full before.",
                def = "32",
                min = "1",
                max = "4096")
        int freeBatch,

        @Key(
                value = "Share of each packet that the core writes before it sends it, from its start.",
                def = "100 %",
                min = "0 %",
                max = "100 %")
        int writtenPpm,

        @Key(value = "The buffers, which all queues of the workload share.", def = "{}")
        PoolConfig pool) {}
