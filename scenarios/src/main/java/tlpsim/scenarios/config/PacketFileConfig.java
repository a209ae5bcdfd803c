package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** A packet capture as a source of packets. */
public record PacketFileConfig(
        @Key(value = "A pcap or pcapng file, relative to the scenario; process pcap only.", def = "")
        String file,

        @Key(
                value = "Factor on the gaps between packets; 0.5 is twice as fast.",
                def = "1",
                min = "0.000001",
                max = "1000")
        int timeScaleMicros) {}
