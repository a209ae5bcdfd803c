package tlpsim.scenarios.wiring;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;
import tlpsim.completer.consumer.QueuePlaces;
import tlpsim.completer.consumer.SendConfig;
import tlpsim.completer.consumer.SendParts;
import tlpsim.completer.consumer.SendSource;
import tlpsim.gen.device.NicConfig;
import tlpsim.gen.device.NicTransmitConfig;
import tlpsim.gen.device.PacketFeed;
import tlpsim.gen.device.TransmitEngineConfig;
import tlpsim.gen.device.TransmitRequests;
import tlpsim.scenarios.config.Direction;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.HintsConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.SendEngineConfig;
import tlpsim.scenarios.config.SteerConfig;
import tlpsim.scenarios.config.TransmitConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/** Builds what sends: the half of a NIC, and what the cores do. */
final class SendWiring {
    private SendWiring() {}

    static boolean sends(WorkloadConfig workload) {
        return workload.direction() == Direction.TX || workload.direction() == Direction.FORWARD;
    }

    /** What of a scenario cannot be simulated yet. */
    static void requireSimulated(WorkloadConfig workload) {
        String direction = workload.direction().name().toLowerCase(Locale.ROOT);
        if (!workload.peers().isEmpty()) {
            throw new NotYetException("direction " + direction + " with rings or buffers at peers (workloads."
                    + workload.id() + ".targets)");
        }
        if (workload.behaviour().headerSplitBytes() > 0) {
            throw new NotYetException(
                    "direction " + direction + " with split headers (workloads." + workload.id() + ".header-split)");
        }
    }

    static NicTransmitConfig config(NicConfig nic, EndpointConfig endpoint, WorkloadConfig workload) {
        SendEngineConfig engine = endpoint.transmit().engine();
        return new NicTransmitConfig(
                nic.device(),
                nic.firstQueue(),
                nic.mpsBytes(),
                nic.mrrsBytes(),
                workload.behaviour().portSpeedBitsPerSecond(),
                endpoint.transmit().bufferBytes(),
                endpoint.transmit().readRoomBytes(),
                nic.descriptorBatch(),
                nic.descriptorThreshold(),
                workload.transmit().packetsPerEntry(),
                workload.transmit().entryWaitPs(),
                new TransmitEngineConfig(
                        engine.perLinePs(),
                        engine.perPacketPs(),
                        engine.readOverlap(),
                        engine.startPs(),
                        workload.queues().count()),
                nic.interrupts());
    }

    /** By queue of the workload, of which the first is {@code first}. All of it lies at the host. */
    static TransmitRequests[] requests(
            AddressPlan addresses,
            FlowPlan flows,
            int first,
            WorkloadConfig workload,
            IntFunction<RequestTemplates> templatesOf) {
        HintsConfig hints = workload.steering().hints();
        SteerConfig steer = workload.steering().steer();
        int[] flowOfQueue = flows.flowOfQueue();
        TransmitRequests[] requests = new TransmitRequests[workload.queues().count()];
        for (int queue = 0; queue < requests.length; queue++) {
            RequestTemplates templates = templatesOf.apply(queue);
            requests[queue] = new TransmitRequests(
                    addresses.transmitBus()[first + queue],
                    flowOfQueue[first + queue],
                    templates.read(QueuePlaces.HOST, hints.descriptor(), steer.descriptor()),
                    templates.read(QueuePlaces.HOST, hints.payload(), steer.payload()),
                    templates.ordered(QueuePlaces.HOST, hints.completion(), steer.completion()),
                    templates.interrupt());
        }
        return requests;
    }

    /** The cores' part. */
    static SendParts parts(ScenarioConfig scenario, AddressPlan addresses, long seed, Path directory) {
        SendConfig[] configs = new SendConfig[scenario.workloads().size()];
        for (int index = 0; index < configs.length; index++) {
            WorkloadConfig workload = scenario.workloads().get(index);
            if (!sends(workload)) {
                continue;
            }
            TransmitConfig transmit = workload.transmit();
            configs[index] = new SendConfig(
                    workload.direction() == Direction.TX
                            ? new FeedSource(new TrafficWiring(workload, seed, directory).feed())
                            : null,
                    addresses.firstQueue(index),
                    workload.queues().count(),
                    transmit.doorbellBatch(),
                    transmit.freeBatch(),
                    transmit.writtenPpm(),
                    transmit.pool().buffers(),
                    transmit.pool().cache());
        }
        return new SendParts(addresses.transmitPhysical(), configs);
    }

    /** The same packets that would reach a NIC, as software has them to send. */
    private record FeedSource(PacketFeed feed) implements SendSource {
        @Override
        public boolean advance() {
            return feed.advance();
        }

        @Override
        public long duePs() {
            return feed.arrivalPs();
        }

        @Override
        public int bytes() {
            return feed.bytes();
        }

        @Override
        public int queue() {
            return feed.queue();
        }
    }
}
