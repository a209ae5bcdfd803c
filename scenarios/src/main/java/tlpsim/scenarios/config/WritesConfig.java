package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Writes of a consumer per packet. */
public record WritesConfig(
        @Key(value = "Bytes from the packet's start.", def = "0 B", min = "0 B", max = "64 KiB")
        int headerBytes) {}
