package tlpsim.gen.device;

import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.DeviceModel;
import tlpsim.core.fabric.SourceAgenda;
import tlpsim.core.fabric.UpstreamPort;
import tlpsim.core.pipeline.FeedbackLayout;

/** A NIC that sends and does not receive. Owned by the Source process. */
public final class NicTransmitModel implements DeviceModel, QueueRestart {
    private final NicTransmitStage stage;
    private final int firstQueue;
    private final long[] counters = new long[DeviceCounter.COUNT];

    /** @param maxReads outstanding reads (tags) */
    public NicTransmitModel(NicForwardModel.Sender sender, UpstreamPort port, int maxReads) {
        firstQueue = sender.config().firstQueue();
        stage = new NicTransmitStage(
                sender.config(), sender.requests(), port, new ReadTags(maxReads), counters, sender.observations());
    }

    @Override
    public void start(SourceAgenda agenda) {
        stage.start(agenda);
    }

    /** A doorbell may come at any time, and what it starts takes tags and the port. */
    @Override
    public boolean isSafe(long timePs, long event) {
        return false;
    }

    @Override
    public void onEvent(long timePs, long event) {
        stage.onEvent(timePs, event);
    }

    @Override
    public void onDescriptorWritten(int queue, long payload, long intendedPs) {
        stage.onDescriptorWritten(queue - firstQueue, payload, intendedPs);
    }

    @Override
    public void onDoorbell(long timePs, int queue, long posted) {
        stage.onDoorbell(timePs, queue - firstQueue, posted & ~FeedbackLayout.TRANSMIT_RING);
    }

    @Override
    public void onReadServed(int queue, long unit, long servedPs) {
        if (NicTransmitStage.isTransmit(unit)) {
            stage.onReadServed(unit, servedPs);
        }
    }

    @Override
    public void onReadCompleted(long timePs, int queue, long unit, int bytes) {
        stage.onReadCompleted(timePs, queue - firstQueue, unit, bytes);
        stage.pump(timePs);
    }

    /** A driver restarts receive queues; what is sent goes on. */
    @Override
    public void restart(int queue, long untilPs) {
        // Nothing of this direction changes.
    }

    @Override
    public void onDeparted(long timePs, int unitBytes) {
        // What it holds leaves by the network, not by the link.
    }

    @Override
    public boolean isReactive() {
        return true;
    }

    @Override
    public long digest() {
        return stage.digest();
    }

    /** What it takes is what it is offered: packets wait in the host. */
    @Override
    public long[] counters() {
        counters[DeviceCounter.OFFERED_UNITS] = stage.begunUnits();
        counters[DeviceCounter.OFFERED_BYTES] = stage.begunBytes();
        counters[DeviceCounter.ACCEPTED_UNITS] = stage.begunUnits();
        counters[DeviceCounter.ACCEPTED_BYTES] = stage.begunBytes();
        return counters;
    }

    /** Packets of which it has begun to read the data. */
    @Override
    public long[] acceptedPerQueue() {
        return stage.begunPerQueue();
    }

    @Override
    public void describe(StringBuilder text) {
        stage.describe(text);
    }
}
