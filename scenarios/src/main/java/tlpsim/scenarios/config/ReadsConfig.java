package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Reads of a consumer per packet. */
public record ReadsConfig(
        @Key(value = "Bytes from the packet's start.", def = "64 B", min = "0 B", max = "64 KiB")
        int headerBytes,

        @Key(value = "Share of the rest.", def = "0 %", min = "0 %", max = "100 %")
        int payloadPpm) {}
