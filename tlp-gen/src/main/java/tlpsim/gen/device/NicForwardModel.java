package tlpsim.gen.device;

import tlpsim.core.fabric.DeviceModel;
import tlpsim.core.fabric.SourceAgenda;
import tlpsim.core.fabric.UpstreamPort;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.telemetry.DigestChain;

/**
 * A NIC that receives and sends, with one pool of buffers per workload: what it sends is what it has received. Both directions share tags, port and link; a
 * tag that comes free goes to the descriptors of receive rings first, of which there are few. Owned by the Source process.
 */
public final class NicForwardModel implements DeviceModel, QueueRestart {
    private final NicReceiveModel receive;
    private final NicTransmitStage transmit;
    private final PostedTable posted;
    private final int firstQueue;

    /** The part of a NIC that receives. */
    public record Receiver(NicConfig config, PacketFeed feed, QueueRequests[] requests) {}

    /** The part of it that sends. */
    public record Sender(NicTransmitConfig config, TransmitRequests[] requests, MessageRing observations) {}

    public NicForwardModel(Receiver receiver, Sender sender, UpstreamPort port) {
        firstQueue = receiver.config().firstQueue();
        ReadTags tags = new ReadTags(receiver.config().maxReads());
        posted = new PostedTable(NicReceiveModel.layouts(receiver.requests()));
        posted.fill();
        receive = new NicReceiveModel(receiver.config(), receiver.feed(), receiver.requests(), port, tags, posted);
        transmit = new NicTransmitStage(
                sender.config(), sender.requests(), port, tags, receive.counters(), sender.observations());
    }

    @Override
    public void start(SourceAgenda agenda) {
        receive.start(agenda);
        transmit.start(agenda);
    }

    /** A doorbell of a transmit ring may come at any time, and what it starts takes tags and the port. */
    @Override
    public boolean isSafe(long timePs, long event) {
        return false;
    }

    @Override
    public boolean isReactive() {
        return true;
    }

    @Override
    public void onEvent(long timePs, long event) {
        if (NicTransmitStage.isOwn(event)) {
            transmit.onEvent(timePs, event);
        } else {
            receive.onEvent(timePs, event);
        }
    }

    @Override
    public void onDescriptorWritten(int queue, long payload, long intendedPs) {
        if (FeedbackLayout.isTransmit(payload)) {
            transmit.onDescriptorWritten(queue - firstQueue, payload, intendedPs);
        } else {
            posted.write(queue - firstQueue, payload, intendedPs);
        }
    }

    @Override
    public void onDoorbell(long timePs, int queue, long count) {
        if (FeedbackLayout.isTransmit(count)) {
            transmit.onDoorbell(timePs, queue - firstQueue, count & ~FeedbackLayout.TRANSMIT_RING);
        } else {
            receive.onDoorbell(timePs, queue, count);
        }
    }

    @Override
    public void onReadServed(int queue, long unit, long servedPs) {
        if (NicTransmitStage.isTransmit(unit)) {
            transmit.onReadServed(unit, servedPs);
        }
    }

    @Override
    public void onReadCompleted(long timePs, int queue, long unit, int bytes) {
        if (NicTransmitStage.isTransmit(unit)) {
            transmit.onReadCompleted(timePs, queue - firstQueue, unit, bytes);
            receive.onTagFree(timePs);
        } else {
            receive.onReadCompleted(timePs, queue, unit, bytes);
        }
        transmit.pump(timePs);
    }

    @Override
    public void onDeparted(long timePs, int unitBytes) {
        receive.onDeparted(timePs, unitBytes);
    }

    @Override
    public void restart(int queue, long untilPs) {
        receive.restart(queue, untilPs);
    }

    @Override
    public long digest() {
        return DigestChain.mix(receive.digest(), transmit.digest());
    }

    @Override
    public long[] counters() {
        return receive.counters();
    }

    /** Packets received. */
    @Override
    public long[] acceptedPerQueue() {
        return receive.acceptedPerQueue();
    }

    @Override
    public void describe(StringBuilder text) {
        receive.describe(text);
        transmit.describe(text);
    }
}
