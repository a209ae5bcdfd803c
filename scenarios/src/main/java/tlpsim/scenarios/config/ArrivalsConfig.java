package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** When packets or I/Os arrive, how large they are, to which flow they belong. */
public record ArrivalsConfig(
        @Key(value = "Offered load of the workload: a data rate, packets or I/Os per second, or max.", def = "max")
        OfferedRate rate,

        @Key(value = "l2: frames without FCS, preamble and gap; l1: with them.", def = "l2")
        RateLayer rateAt,

        @Key(value = "The arrival process.", def = "poisson")
        ArrivalProcess process,

        @Key(value = "On and off times of the on-off process.", def = "{}")
        BurstConfig burst,

        @Key(value = "Sizes of packets.", def = "1024 B") PacketSizes sizes,

        @Key(
                value = "Messages of a size distribution are cut into frames of at most this size.",
                def = "1500 B",
                min = "64 B",
                max = "64 KiB")
        int mtuBytes,

        @Key(value = "Flows and their popularity.", def = "{}")
        FlowsConfig flows,

        @Key(value = "Receive-side scaling.", def = "{}") RssConfig rss,

        @Key(value = "The packet capture of the pcap process.", inline = true)
        PacketFileConfig capture) {}
