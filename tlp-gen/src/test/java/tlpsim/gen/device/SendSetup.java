package tlpsim.gen.device;

import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.gen.hint.RequestTemplate;

/** A NIC that sends, to be: what a test does not set has these values. Buffers are pages from {@link #BUFFERS} on. */
final class SendSetup {
    static final long DESCRIPTORS = 0x1000_0000L;
    static final long COMPLETIONS = 0x2000_0000L;
    static final long BUFFERS = 0x9000_0000L;
    static final int PAGE = 4096;
    private static final long QUEUE_DISTANCE = 0x10_0000L;

    int queues = 1;
    int entries = 64;
    int maxReads = 32;
    int batch = 32;
    int threshold = 32;
    long portBitsPerSecond = 10_000_000_000L;
    long bufferBytes = 1 << 20;
    long readRoomBytes = 1 << 20;
    int packetsPerEntry = 32;
    long entryWaitPs = 500_000;
    TransmitEngineConfig engine = TransmitEngineConfig.UNLIMITED;

    final MessageRing wire = new MessageRing(1024, 16, Gate.OPEN);
    private int nextBuffer;

    DeviceRig rig() {
        return new DeviceRig(queues, entries, false);
    }

    NicTransmitModel make(DeviceRig rig) {
        NicTransmitConfig config = new NicTransmitConfig(
                0,
                0,
                256,
                512,
                portBitsPerSecond,
                bufferBytes,
                readRoomBytes,
                batch,
                threshold,
                packetsPerEntry,
                entryWaitPs,
                engine,
                new NicConfig.InterruptForm(false, 0, 1, 0xFEE0_0000L));
        TransmitRequests[] requests = new TransmitRequests[queues];
        RequestTemplate write = DeviceRig.template(true, RequestTemplate.NO_HINT, 0);
        RequestTemplate read = DeviceRig.template(false, RequestTemplate.NO_HINT, 0);
        for (int queue = 0; queue < queues; queue++) {
            requests[queue] = new TransmitRequests(layout(queue), queue, read, read, write, write);
        }
        return new NicTransmitModel(new NicForwardModel.Sender(config, requests, wire), rig.port, maxReads);
    }

    private QueueLayout layout(int queue) {
        long shift = queue * QUEUE_DISTANCE;
        return new QueueLayout(DESCRIPTORS + shift, 16, COMPLETIONS + shift, 16, 16, BUFFERS, PAGE, 0, 0, 0, entries);
    }

    /** The driver writes descriptors of {@code count} packets, each with the next page, due at {@code duePs}. */
    void write(NicTransmitModel model, int queue, int count, int bytes, long duePs) {
        for (int packet = 0; packet < count; packet++) {
            model.onDescriptorWritten(queue, FeedbackLayout.descriptor(nextBuffer++, bytes), duePs);
        }
    }
}
