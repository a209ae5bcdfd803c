package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** The half of a NIC that sends. */
public record TransmitDeviceConfig(
        @Key(
                value = "Packets to send that the device holds: asked for, and not yet on the wire.",
                def = "256 KiB",
                min = "2 KiB",
                max = "16 GiB")
        long bufferBytes,

        @Key(
                value = "Data of packets to send that is asked for at most and has not come back.",
                def = "128 KiB",
                min = "512 B",
                max = "16 MiB")
        long readRoomBytes,

        @Key(value = "What limits how fast it takes packets, beside buffers and links.", def = "{}")
        SendEngineConfig engine) {}
