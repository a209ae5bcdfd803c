package tlpsim.gen.device;

import tlpsim.core.fabric.PeerWindow;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.random.RandomStream;
import tlpsim.gen.hint.RequestTemplate;

/** A NIC to be: what a test does not set has these values. Payload goes to the memory of peer 2, the rest to the host. */
final class NicSetup {
    static final long DESCRIPTORS = 0x1000_0000L;
    static final long COMPLETIONS = 0x2000_0000L;
    static final long HEADERS = 0x3000_0000L;
    static final long BUFFERS = PeerWindow.busAddress(2, 0x100_0000L);
    static final int STRIDE = 2048;
    private static final long QUEUE_DISTANCE = 0x10_0000L;

    int queues = 1;
    int entries = 16;
    int maxReads = 32;
    int batch = 8;
    int threshold = 8;
    int mpsBytes = 256;
    long bufferBytes = 1 << 20;
    int split = 0;
    int entriesPerWrite = 1;
    long waitPs = 500_000;
    NicConfig.InterruptForm interrupts = new NicConfig.InterruptForm(false, 0, 1, 0xFEE0_0000L);
    /** Bit q: queue q flushes. */
    int flushing = ~0;

    boolean eager = false;
    StashRange stash = StashRange.NONE;

    DeviceRig rig() {
        return new DeviceRig(queues, entries, eager);
    }

    QueueLayout layout(int queue) {
        long shift = queue * QUEUE_DISTANCE;
        return new QueueLayout(
                DESCRIPTORS + shift,
                16,
                COMPLETIONS + shift,
                16,
                16,
                BUFFERS + shift,
                STRIDE,
                0,
                HEADERS + shift,
                256,
                entries);
    }

    NicReceiveModel make(DeviceRig rig, PacketFeed feed) {
        NicConfig config = new NicConfig(
                0,
                0,
                mpsBytes,
                512,
                maxReads,
                bufferBytes,
                batch,
                threshold,
                split,
                stash,
                new NicConfig.CompletionForm(entriesPerWrite, waitPs),
                interrupts);
        QueueRequests[] requests = new QueueRequests[queues];
        RequestTemplate write = DeviceRig.template(true, RequestTemplate.NO_HINT, 0);
        RequestTemplate stashed = DeviceRig.template(true, 2, 0);
        RequestTemplate read = DeviceRig.template(false, RequestTemplate.NO_HINT, 0);
        for (int queue = 0; queue < queues; queue++) {
            RequestTemplate flush = (flushing >>> queue & 1) == 1 ? read : null;
            requests[queue] = new QueueRequests(layout(queue), read, write, write, stashed, write, write, flush);
        }
        return new NicReceiveModel(config, feed, requests, rig.port);
    }

    /** {@code count} packets of random sizes to random queues, {@code meanPs} apart. */
    PacketFeed random(long seed, long count, int meanPs) {
        RandomStream draws = RandomStream.of(seed, "packets");
        int to = queues;
        return new DrawnFeed(count) {
            @Override
            long gapPs(long packet) {
                return draws.boundedAt(packet, 0, 2 * meanPs);
            }

            @Override
            int bytesOf(long packet) {
                return 60 + draws.boundedAt(packet, 1, 1440);
            }

            @Override
            int queueOf(long packet) {
                return draws.boundedAt(packet, 2, to);
            }
        };
    }

    /** {@code count} packets of {@code bytes} to the queues in turn, every {@code gapPs}; the first after one gap. */
    PacketFeed regular(long count, long gapPs, int bytes) {
        int to = queues;
        return new DrawnFeed(count) {
            @Override
            long gapPs(long packet) {
                return gapPs;
            }

            @Override
            int bytesOf(long packet) {
                return bytes;
            }

            @Override
            int queueOf(long packet) {
                return (int) (packet % to);
            }
        };
    }

    /** Packets by number. */
    private abstract static class DrawnFeed implements PacketFeed {
        private final long count;
        private long packet = -1;
        private long arrivalPs;

        DrawnFeed(long count) {
            this.count = count;
        }

        abstract long gapPs(long packet);

        abstract int bytesOf(long packet);

        abstract int queueOf(long packet);

        @Override
        public boolean advance() {
            packet++;
            arrivalPs += gapPs(packet);
            return packet < count;
        }

        @Override
        public long arrivalPs() {
            return arrivalPs;
        }

        @Override
        public int bytes() {
            return bytesOf(packet);
        }

        @Override
        public int queue() {
            return queueOf(packet);
        }
    }
}
