package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Traffic of one device. */
public record WorkloadConfig(
        @Key("Names the workload.") String id,
        @Key("The endpoint that issues the requests.") String device,

        @Key(
                value = "rx, tx or forward for a NIC; read, write or mixed for NVMe; replay for a replayed capture.",
                def = "rx",
                defFrom = "the device's kind: rx, read or replay")
        Direction direction,

        @Key(value = "Queues, rings and buffers.", def = "{}")
        QueuesConfig queues,

        @Key(value = "When work arrives.", def = "{}") ArrivalsConfig arrivals,
        @Key(value = "Who reads the data.", def = "{}") ConsumerConfig consumer,

        @Key(value = "How the device behaves.", inline = true)
        DeviceBehaviourConfig behaviour,

        @Key(value = "Hints, tags and targets.", inline = true)
        SteeringConfig steering) {}
