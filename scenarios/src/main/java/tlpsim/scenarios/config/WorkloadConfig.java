package tlpsim.scenarios.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tlpsim.scenarios.schema.Key;

/** Traffic of one device. */
public record WorkloadConfig(
        @Key("Names the workload.") String id,

        @Key("The function that issues the requests: an endpoint, or one of its VFs, for example nic0.vf3.")
        String device,

        @Key(
                value = "rx, tx or forward for a NIC; read, write or mixed for NVMe; replay for a replayed capture.",
                def = "rx",
                defFrom = "the device's kind: rx, read or replay")
        Direction direction,

        @Key(value = "Queues, rings and buffers.", def = "{}")
        QueuesConfig queues,

        @Key(value = "When work arrives.", def = "{}") ArrivalsConfig arrivals,
        @Key(value = "Who reads the data.", def = "{}") ConsumerConfig consumer,

        @Key(value = "How it sends: directions tx and forward.", def = "{}")
        TransmitConfig transmit,

        @Key(value = "How the device behaves.", inline = true)
        DeviceBehaviourConfig behaviour,

        @Key(value = "Hints, tags and targets.", inline = true)
        SteeringConfig steering) {

    /** Receive buffers come from a pool of their own: those of a forwarder come from that of the sender. */
    public boolean receivesFromPool() {
        return direction == Direction.RX && queues.order() == BufferOrder.POOL;
    }

    /** The id of the endpoint whose function issues the requests. */
    public String endpoint() {
        return DeviceFunction.deviceOf(device);
    }

    /** Peers that the workload's requests go to, each once, in the order in which they are named. */
    public List<String> peers() {
        Set<String> peers = new LinkedHashSet<>();
        for (TargetConfig targets : steering.targets()) {
            peers.addAll(targets.peers(behaviour.headerSplitBytes()));
        }
        return List.copyOf(peers);
    }
}
