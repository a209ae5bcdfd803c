package tlpsim.completer.forwarding;

/**
 * A receive ring, the core that polls it and the transmit ring it fills. Indices only grow; a ring's slot is the index modulo its
 * size. Times in picoseconds.
 */
final class ForwardingQueue {
    private static final int REFILL_AT_MOST = 64;
    private static final int GAP_WEIGHT = 50;
    private static final long BLOCKED_RETRY_PS = 100_000;
    private static final int MILLI = 1000;
    private static final long FIRST_GAP_PS = 1_000_000_000;

    private final int id;
    private final ForwardingCoreConfig core;
    private final ForwardingMemory memory;
    private final BufferPool pool;
    private final ForwardingDraws draws;
    private final long workPs;
    private final int completionEvery;
    private final int[] receive;
    private final int[] transmit;
    private final long[] doneAt;
    private final int[] pending;
    private final int refillAt;
    private int pendingCount;
    private long posted;
    private long filled;
    private long taken;
    private long queued;
    private long started;
    private long freed;
    private long pollAt;
    private long lastTakePs;
    private long gapPs = FIRST_GAP_PS;

    ForwardingQueue(
            int id,
            ForwardingHostConfig host,
            ForwardingWorkload work,
            ForwardingMemory memory,
            BufferPool pool,
            ForwardingDraws draws) {
        this.id = id;
        this.core = host.core();
        this.memory = memory;
        this.pool = pool;
        this.draws = draws;
        workPs = work.workPs();
        completionEvery = host.device().packetsPerCompletionLine();
        receive = new int[work.descriptors()];
        transmit = new int[host.device().transmitDescriptors()];
        doneAt = new long[transmit.length];
        pending = new int[core.burst()];
        refillAt = Math.max(1, Math.min(REFILL_AT_MOST, receive.length / 4));
        refill();
    }

    private void refill() {
        while (posted < taken + receive.length) {
            int buffer = pool.take(id);
            if (buffer < 0) {
                return;
            }
            receive[(int) (posted % receive.length)] = buffer;
            memory.corePosts(id, posted);
            posted++;
        }
    }

    boolean hasDescriptor() {
        return filled < posted;
    }

    /** A packet arrives in the next posted buffer. @return lines of it that missed */
    int receive() {
        int missed = memory.writePacket(receive[(int) (filled % receive.length)]);
        if (filled % completionEvery == 0) {
            memory.writeCompletion(id, filled);
        }
        filled++;
        return missed;
    }

    /** Lets the core poll until {@code now}. */
    void pollUntil(long now) {
        while (pollAt <= now) {
            pollAt += poll(pollAt);
        }
    }

    private long poll(long now) {
        freeDone(now);
        if (pendingCount > 0) {
            pushPending();
            if (pendingCount > 0) {
                return BLOCKED_RETRY_PS;
            }
        }
        if (taken + receive.length - posted >= refillAt) {
            refill();
        }
        int count = (int) Math.min(pending.length, filled - taken);
        if (count == 0) {
            return core.pollPs();
        }
        gapPs += ((now - lastTakePs) / count - gapPs) / GAP_WEIGHT;
        lastTakePs = now;
        long prefetchMilli = core.prefetch().milliLines(gapPs);
        for (int i = 0; i < count; i++) {
            take(prefetchMilli);
        }
        pushPending();
        return core.pollPs() + count * (core.packetPs() + workPs);
    }

    private void take(long prefetchMilli) {
        int buffer = receive[(int) (taken % receive.length)];
        if (taken % completionEvery == 0) {
            memory.coreReadsCompletion(id, taken);
        }
        taken++;
        int whole = (int) (prefetchMilli / MILLI);
        int part = (int) (prefetchMilli % MILLI);
        int prefetched = part > 0 && draws.prefetch(MILLI) < part ? whole + 1 : whole;
        memory.coreHandlesPacket(id, buffer, core.headerLines(), prefetched);
        pending[pendingCount++] = buffer;
    }

    private void pushPending() {
        int pushed = 0;
        while (pushed < pendingCount && queued - freed < transmit.length) {
            memory.coreTransmits(id, queued);
            transmit[(int) (queued % transmit.length)] = pending[pushed++];
            queued++;
        }
        System.arraycopy(pending, pushed, pending, 0, pendingCount - pushed);
        pendingCount -= pushed;
    }

    private void freeDone(long now) {
        while (freed < started && doneAt[(int) (freed % transmit.length)] <= now) {
            pool.give(id, transmit[(int) (freed % transmit.length)]);
            freed++;
        }
    }

    boolean hasTransmit() {
        return started < queued;
    }

    /** The device reads the next packet; its buffer comes back at {@code donePs}. */
    void transmit(long donePs) {
        int slot = (int) (started % transmit.length);
        memory.readForTransmit(id, started, transmit[slot]);
        doneAt[slot] = donePs;
        started++;
    }

    /** Packets between receive poll and buffer return. */
    long backlog() {
        return queued - freed + pendingCount;
    }

    /** Buffers in the rings and between them. */
    int heldBuffers() {
        return Math.toIntExact(posted - taken + backlog());
    }
}
