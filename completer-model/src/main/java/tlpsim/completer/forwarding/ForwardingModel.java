package tlpsim.completer.forwarding;

/**
 * Receive, handle, transmit, return the buffer: a number of queues on one machine, driven by evenly spaced arrivals that fall on
 * queues at random. Lines are touched in order of time, to the precision of one arrival.
 *
 * <p>It starts with full transmit rings, which drain where the port is fast enough, and counts nothing until the buffers have gone
 * round several times and the rings drain no more. A port that is faster or slower than the arrivals by a fraction of a per cent would take millions of packets
 * to fill or drain them: until counting begins, the difference is taken {@value #WARM_UP_SPEED} times.
 */
public final class ForwardingModel {
    private static final int WARM_UP_SPEED = 8;
    private static final int WARM_UP_ROUNDS = 4;
    private static final int MEASURED_ROUNDS = 4;
    private static final int LEAST_PACKETS = 20_000;
    private static final int MISS_SHIFT = 20;
    private static final int MISS_WEIGHT = 1000;
    private static final int SAMPLE_EVERY = 64;
    private static final int MOST_CHUNKS = 16;
    private static final int DRAIN_SHARE = 50;

    private final ForwardingHostConfig host;
    private final ForwardingWorkload work;
    private final ForwardingMemory memory;
    private final BufferPool pool;
    private final ForwardingDraws draws;
    private final ForwardingQueue[] queues;
    private final long packetPs;
    private boolean counting;
    private long nowPs;
    private long portFreePs;
    private int nextQueue;
    /** Share of lines that missed, in units of 2^-20, weighted to the last thousand packets. */
    private long missShare;

    public ForwardingModel(ForwardingHostConfig host, ForwardingWorkload work, long seed) {
        this.host = host;
        this.work = work;
        ForwardingDeviceConfig device = host.device();
        int needed = work.queues()
                * (work.descriptors()
                        + device.transmitDescriptors()
                        + host.core().burst());
        if (needed > host.pool().buffers()) {
            throw new IllegalArgumentException("rings hold up to " + needed + " buffers, the pool has "
                    + host.pool().buffers());
        }
        memory = new ForwardingMemory(host, work, seed);
        pool = new BufferPool(host.pool(), work.queues(), seed);
        draws = new ForwardingDraws(seed);
        queues = new ForwardingQueue[work.queues()];
        for (int i = 0; i < queues.length; i++) {
            queues[i] = new ForwardingQueue(i, host, work, memory, pool, draws);
        }
        packetPs = device.linePs() * work.packetLines() + device.setupPs(queues.length);
    }

    /** Runs from empty caches to the end of the measured part. */
    public ForwardingResult run() {
        ForwardingDeviceConfig device = host.device();
        long inFlight = (long) queues.length * (work.descriptors() + device.transmitDescriptors());
        portFreePs = (long) queues.length * device.transmitDescriptors() * work.intervalPs();
        warmUp(WARM_UP_ROUNDS * inFlight + LEAST_PACKETS);
        counting = true;
        memory.startCounting();
        long packets = MEASURED_ROUNDS * inFlight + LEAST_PACKETS;
        long forwarded = 0;
        long backlogs = 0;
        for (long packet = 0; packet < packets; packet++) {
            forwarded += step();
            backlogs += packet % SAMPLE_EVERY == 0 ? backlog() : 0;
        }
        long samples = (packets + SAMPLE_EVERY - 1) / SAMPLE_EVERY;
        return memory.result(forwarded, packets - forwarded, backlogs / samples, pool.takenFromRing());
    }

    /** At least {@code packets}, then on while the transmit rings drain. */
    private void warmUp(long packets) {
        long full = (long) queues.length * host.device().transmitDescriptors();
        long little = 1 + full / DRAIN_SHARE;
        long before = full;
        step(packets);
        for (int chunk = 1; chunk < MOST_CHUNKS && backlog() > little && before - backlog() > little; chunk++) {
            before = backlog();
            step(packets);
        }
    }

    private void step(long packets) {
        for (long packet = 0; packet < packets; packet++) {
            step();
        }
    }

    /** Everything until the next arrival, then that. @return 1, or 0 where it is dropped */
    private int step() {
        nowPs += work.intervalPs();
        long now = nowPs;
        serveUntil(now);
        for (ForwardingQueue queue : queues) {
            queue.pollUntil(now);
        }
        ForwardingQueue queue = queues[draws.queue(queues.length)];
        if (!queue.hasDescriptor()) {
            return 0;
        }
        long missed = queue.receive();
        missShare += ((missed << MISS_SHIFT) / work.packetLines() - missShare) / MISS_WEIGHT;
        return 1;
    }

    private void serveUntil(long now) {
        while (portFreePs <= now) {
            ForwardingQueue queue = nextWithPacket();
            if (queue == null) {
                portFreePs = now + 1;
                return;
            }
            portFreePs += servicePs();
            queue.transmit(portFreePs + host.device().completionPs());
        }
    }

    private ForwardingQueue nextWithPacket() {
        for (int i = 0; i < queues.length; i++) {
            int at = (nextQueue + i) % queues.length;
            if (queues[at].hasTransmit()) {
                nextQueue = (at + 1) % queues.length;
                return queues[at];
            }
        }
        return null;
    }

    private long servicePs() {
        ForwardingDeviceConfig device = host.device();
        long missPs = device.writeMissPs() * work.packetLines() / device.fullSizeLines();
        long service = packetPs + (missPs * missShare >> MISS_SHIFT);
        if (counting) {
            return service;
        }
        long faster = work.intervalPs() + WARM_UP_SPEED * (service - work.intervalPs());
        return Math.max(service / 2, faster);
    }

    private long backlog() {
        long backlog = 0;
        for (ForwardingQueue queue : queues) {
            backlog += queue.backlog();
        }
        return backlog;
    }

    /** Buffers that rings and cores do not hold, for the check that none is lost. */
    int freeBuffers() {
        return pool.free();
    }

    int heldBuffers() {
        int held = 0;
        for (ForwardingQueue queue : queues) {
            held += queue.heldBuffers();
        }
        return held;
    }
}
