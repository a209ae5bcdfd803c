package tlpsim.gen.device;

import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.random.RandomStream;
import tlpsim.gen.arrival.ArrivalProcess;
import tlpsim.gen.device.NvmeModelConfig.CommandForm;
import tlpsim.gen.device.NvmeModelConfig.MediaForm;
import tlpsim.gen.hint.RequestTemplate;

/** An NVMe device to be: what a test does not set has these values. */
final class NvmeSetup {
    static final long BUFFERS = 0xA000_0000L;
    static final long SUBMISSION = 0x1000_0000L;
    static final long COMPLETION = 0x2000_0000L;
    static final long LISTS = 0x3000_0000L;
    private static final long QUEUE_DISTANCE = 0x10_0000L;

    int queues = 1;
    int depth = 4;
    int entries = 4;
    int mpsBytes = 256;
    int mrrsBytes = 512;
    int maxReads = 32;
    int batch = 8;
    int blockBytes = 512;
    int blocks = 8;
    int strideBytes = 0x10000;
    long buffers = BUFFERS;
    int bufferOffset = 0;
    PageOrderPolicy order = PageOrderPolicy.ASCENDING;
    int readsPerMillion = 1_000_000;
    MediaForm media = new MediaForm(80_000_000, 20_000_000, 0);
    NicConfig.InterruptForm interrupts = new NicConfig.InterruptForm(false, 0, 1, 0xFEE0_0000L);
    boolean eager = false;
    /** Lists of pages in host memory. */
    boolean lists = false;

    DeviceRig rig() {
        return new DeviceRig(queues, entries, eager);
    }

    QueueLayout layout(int queue) {
        long shift = queue * QUEUE_DISTANCE;
        int listBytes = lists ? PrpListLayout.listBytes(bufferOffset, blockBytes * blocks) : 0;
        return flat(queue, shift)
                .withLists(
                        listBytes == 0 ? 0 : LISTS + queue * 0x100_0000L,
                        PrpListLayout.strideBytes(listBytes),
                        listBytes);
    }

    private QueueLayout flat(int queue, long shift) {
        return new QueueLayout(
                SUBMISSION + shift,
                64,
                COMPLETION + shift,
                16,
                16,
                buffers + queue * 0x100_0000L,
                strideBytes,
                bufferOffset,
                0,
                0,
                entries);
    }

    private NvmeModelConfig config() {
        CommandForm commands = new CommandForm(depth, batch, blockBytes, blocks, order, readsPerMillion);
        return new NvmeModelConfig(0, 0, mpsBytes, mrrsBytes, maxReads, commands, media, interrupts);
    }

    private NvmeRequests[] requests() {
        NvmeRequests[] requests = new NvmeRequests[queues];
        for (int queue = 0; queue < queues; queue++) {
            RequestTemplate write = DeviceRig.template(true, RequestTemplate.NO_HINT, 0);
            RequestTemplate read = DeviceRig.template(false, RequestTemplate.NO_HINT, 0);
            requests[queue] =
                    new NvmeRequests(new QueueRequests(layout(queue), read, write, write, write, write), read);
        }
        return requests;
    }

    /** Closed loop, not started. */
    NvmeModel closed(DeviceRig rig) {
        return new NvmeModel(config(), requests(), RandomStream.of(7, "nvme"), rig.port);
    }

    /** Paced, not started. */
    NvmeModel paced(DeviceRig rig, ArrivalProcess arrivals) {
        return new NvmeModel(config(), requests(), RandomStream.of(7, "nvme"), rig.port, arrivals);
    }
}
