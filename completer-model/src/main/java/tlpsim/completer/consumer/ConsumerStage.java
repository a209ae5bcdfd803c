package tlpsim.completer.consumer;

import java.util.Arrays;
import tlpsim.completer.memory.HostMemory;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.pipeline.EventHeap;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.telemetry.DigestChain;

/**
 * The cores that read what devices wrote, later, in simulated time: without them a hint has no worth.
 *
 * <p>A core serves its queues in the order in which they became ready, up to a burst each. One step is one unit: read the completion entry, the header,
 * part of the payload and lines of the working set, from wherever they are then; give the descriptor back; say when it will be done. A core with nothing
 * to do looks again at multiples of its poll interval, or sleeps until an interrupt; a busy core polls all its queues in either mode.
 * Owned by the Memory process.
 */
public final class ConsumerStage {
    private static final int NONE = -1;
    private static final int RANK_CONSUMER = 3;
    /** Payloads of heap events. */
    private static final long STEP = 0;

    private static final long INTERRUPT = 1;

    private final QueueTable queues;
    private final ConsumerConfig[] configs;
    private final WorkingSet[] workingSets;
    private final CoreReads reads;
    private final EventHeap agenda;
    private final MessageRing feedback;
    private final MessageRing observations;
    private final long doorbellPs;

    private final int[] readyHead;
    private final int[] readyTail;
    private final int[] turnLeft;
    private final boolean[] asleep;
    private final long[] idleSincePs;
    private final int[] nextReady;
    private final boolean[] inReady;
    private final long[] workingSetDraws;
    private final long[] digests;
    private final long[][] counters;

    /**
     * @param configs     by workload
     * @param workingSets by workload; null where a workload has none
     */
    public ConsumerStage(
            int cores, QueueTable queues, ConsumerConfig[] configs, WorkingSet[] workingSets, ConsumerEdges edges) {
        this.queues = queues;
        this.configs = configs;
        this.workingSets = workingSets;
        this.reads = new CoreReads(edges.memory(), edges.timing(), edges.ideal());
        this.agenda = edges.agenda();
        this.feedback = edges.feedback();
        this.observations = edges.observations();
        this.doorbellPs = edges.doorbellPs();
        readyHead = new int[cores];
        readyTail = new int[cores];
        turnLeft = new int[cores];
        asleep = new boolean[cores];
        idleSincePs = new long[cores];
        nextReady = new int[queues.queues()];
        inReady = new boolean[queues.queues()];
        workingSetDraws = new long[cores];
        digests = new long[cores];
        counters = new long[cores][CoreCounter.COUNT];
        Arrays.fill(readyHead, NONE);
        Arrays.fill(readyTail, NONE);
        Arrays.fill(asleep, true);
        Arrays.fill(digests, DigestChain.start());
    }

    /** Wiring of a {@link ConsumerStage}. */
    public record ConsumerEdges(
            HostMemory memory,
            CoreTimingConfig timing,
            boolean ideal,
            EventHeap agenda,
            MessageRing feedback,
            MessageRing observations,
            long doorbellPs) {}

    /** A completion entry of {@code queue} was written at {@code nowPs} and is seen from {@code visiblePs} on. */
    public void entryWritten(long nowPs, int queue, long visiblePs) {
        int core = queues.core(queue);
        if (!inReady[queue]) {
            enqueue(core, queue);
        }
        ConsumerConfig config = configs[queues.workload(queue)];
        if (asleep[core] && !config.interrupts()) {
            wakeAt(core, nextLookPs(core, Math.max(nowPs, visiblePs + config.lagPs()), config.pollIntervalPs()));
        }
    }

    /** An interrupt of {@code queue} reaches its core's attention at {@code atPs}. */
    public void interrupt(int queue, long atPs) {
        ConsumerConfig config = configs[queues.workload(queue)];
        if (config.interrupts()) {
            agenda.add(atPs + config.interruptLatencyPs(), RANK_CONSUMER, queues.core(queue), INTERRUPT);
        }
    }

    /** Handles an event of the agenda. */
    public void onEvent(long timePs, int core, long event) {
        if (event == INTERRUPT) {
            counters[core][CoreCounter.INTERRUPTS]++;
            if (!asleep[core]) {
                return;
            }
            asleep[core] = false;
        }
        step(core, timePs);
    }

    /** From now on {@code core} consumes {@code queue}; units it has already taken stay where they are. */
    public void moveQueue(long nowPs, int queue, int core) {
        int from = queues.core(queue);
        if (from == core) {
            return;
        }
        boolean wasReady = inReady[queue];
        if (wasReady) {
            unlink(from, queue);
        }
        queues.moveTo(queue, core);
        if (wasReady) {
            enqueue(core, queue);
            if (asleep[core]) {
                wakeAt(core, nowPs);
            }
        }
    }

    private long nextLookPs(int core, long earliestPs, long pollIntervalPs) {
        long sincePs = earliestPs - idleSincePs[core];
        long looks = (sincePs + pollIntervalPs - 1) / pollIntervalPs;
        return idleSincePs[core] + looks * pollIntervalPs;
    }

    private void wakeAt(int core, long timePs) {
        asleep[core] = false;
        agenda.add(timePs, RANK_CONSUMER, core, STEP);
    }

    private void enqueue(int core, int queue) {
        inReady[queue] = true;
        nextReady[queue] = NONE;
        if (readyHead[core] == NONE) {
            readyHead[core] = queue;
            turnLeft[core] = configs[queues.workload(queue)].burst();
        } else {
            nextReady[readyTail[core]] = queue;
        }
        readyTail[core] = queue;
    }

    private void unlink(int core, int queue) {
        inReady[queue] = false;
        int before = NONE;
        int at = readyHead[core];
        while (at != queue) {
            before = at;
            at = nextReady[at];
        }
        if (before == NONE) {
            dropHead(core);
        } else {
            nextReady[before] = nextReady[queue];
            if (readyTail[core] == queue) {
                readyTail[core] = before;
            }
        }
    }

    private void dropHead(int core) {
        int next = nextReady[readyHead[core]];
        readyHead[core] = next;
        if (next == NONE) {
            readyTail[core] = NONE;
        } else {
            turnLeft[core] = configs[queues.workload(next)].burst();
        }
    }

    private void step(int core, long timePs) {
        int queue = chooseQueue(core, timePs);
        if (queue == NONE) {
            rest(core, timePs);
            return;
        }
        turnLeft[core]--;
        long endPs = consume(core, queue, timePs);
        agenda.add(endPs, RANK_CONSUMER, core, STEP);
    }

    /** The queue at the head of the ready list if it has a visible unit and its turn is not over; else the next that has one. */
    private int chooseQueue(int core, long timePs) {
        int head = readyHead[core];
        if (head == NONE) {
            return NONE;
        }
        if (turnLeft[core] > 0 && isVisible(head, timePs)) {
            return head;
        }
        int last = readyTail[core];
        do {
            head = readyHead[core];
            inReady[head] = false;
            dropHead(core);
            counters[core][CoreCounter.TURNS]++;
            if (queues.consumed[head] < queues.completed[head]) {
                enqueue(core, head);
            }
            if (readyHead[core] == NONE) {
                return NONE;
            }
            if (isVisible(readyHead[core], timePs)) {
                return readyHead[core];
            }
        } while (head != last);
        return NONE;
    }

    private boolean isVisible(int queue, long timePs) {
        long visiblePs = queues.entryVisiblePs(queue, queues.consumed[queue]);
        return visiblePs != Long.MAX_VALUE && visiblePs + configs[queues.workload(queue)].lagPs() <= timePs;
    }

    private void rest(int core, long timePs) {
        idleSincePs[core] = timePs;
        asleep[core] = true;
        long earliestPs = Long.MAX_VALUE;
        long pollIntervalPs = 1;
        for (int queue = readyHead[core]; queue != NONE; queue = nextReady[queue]) {
            ConsumerConfig config = configs[queues.workload(queue)];
            long visiblePs = queues.entryVisiblePs(queue, queues.consumed[queue]) + config.lagPs();
            if (visiblePs < earliestPs) {
                earliestPs = visiblePs;
                pollIntervalPs = config.interrupts() ? 1 : config.pollIntervalPs();
            }
        }
        if (earliestPs != Long.MAX_VALUE) {
            wakeAt(core, nextLookPs(core, Math.max(earliestPs, timePs), pollIntervalPs));
        }
    }

    private long consume(int core, int queue, long startPs) {
        int workload = queues.workload(queue);
        ConsumerConfig config = configs[workload];
        QueueLayout layout = queues.layout(queue);
        long unit = queues.consumed[queue];
        int bytes = queues.unitBytes(queue, unit);
        long stallPs = headStall(core, queue, unit, startPs, config);
        if (config.prefetchAhead() > 0) {
            prefetch(core, queue, unit, startPs, config);
        }
        int headerBytes = Math.min(config.headerBytes(), bytes);
        int payloadBytes = (int) ((long) (bytes - headerBytes) * config.payloadPerMillion() / 1_000_000);
        stallPs += reads.deviceData(
                core,
                firstPayloadLineAfter(layout.bufferAddress(unit), headerBytes),
                payloadBytes,
                ReadKind.PAYLOAD.ordinal());
        reads.write(core, headerAddress(layout, unit), Math.min(config.headerWriteBytes(), bytes));
        if (config.workingSetReads() > 0) {
            stallPs += reads.workingSet(core, workingSets[workload], workingSetDraws[core], config.workingSetReads());
            workingSetDraws[core] += config.workingSetReads();
        }
        long endPs = startPs + config.perUnitPs() + stallPs;
        finish(core, queue, unit, startPs, endPs);
        counters[core][CoreCounter.BUSY_PS] += endPs - startPs;
        counters[core][CoreCounter.STALL_PS] += stallPs;
        counters[core][CoreCounter.UNITS]++;
        digests[core] = DigestChain.mix(DigestChain.mix(DigestChain.mix(digests[core], queue), startPs), endPs);
        return endPs;
    }

    private static long headerAddress(QueueLayout layout, long unit) {
        return layout.headerBase() != 0 ? layout.headerAddress(unit) : layout.bufferAddress(unit);
    }

    /** The rest of the payload is read from the first line that the header does not cover, so that no line is read twice. */
    private static long firstPayloadLineAfter(long address, int headerBytes) {
        return address + headerBytes + 63 & ~63L;
    }

    /** Entry and header: already on their way if prefetched, else read now. */
    private long headStall(int core, int queue, long unit, long startPs, ConsumerConfig config) {
        if (unit < queues.prefetched[queue]) {
            return Math.max(0, queues.prefetchReadyPs(queue, unit) - startPs) + reads.l2Ps();
        }
        return readHead(core, queue, unit, config);
    }

    private long readHead(int core, int queue, long unit, ConsumerConfig config) {
        QueueLayout layout = queues.layout(queue);
        long entryPs = reads.deviceData(core, layout.completionAddress(unit) >>> 6, ReadKind.COMPLETION.ordinal());
        int headerBytes = Math.min(config.headerBytes(), queues.unitBytes(queue, unit));
        return entryPs + reads.deviceData(core, headerAddress(layout, unit), headerBytes, ReadKind.HEADER.ordinal());
    }

    /** Asks for entry and header of the units behind this one, as far as their entries can be seen. */
    private void prefetch(int core, int queue, long unit, long nowPs, ConsumerConfig config) {
        long next = Math.max(queues.prefetched[queue], unit + 1);
        long limit = Math.min(unit + config.prefetchAhead() + 1, queues.completed[queue]);
        while (next < limit && queues.entryVisiblePs(queue, next) <= nowPs) {
            queues.prefetchReadyPs(queue, next, nowPs + readHead(core, queue, next, config));
            next++;
        }
        queues.prefetched[queue] = Math.max(next, unit + 1);
    }

    private void finish(int core, int queue, long unit, long startPs, long endPs) {
        long intendedPs = queues.intendedPs(queue, unit);
        observations.send(
                queues.workload(queue),
                queues.dataVisiblePs(queue, unit) - intendedPs,
                startPs - intendedPs,
                endPs - intendedPs);
        queues.forget(queue, unit);
        queues.consumed[queue] = unit + 1;
        queues.returned[queue]++;
        if (queues.returned[queue] >= configs[queues.workload(queue)].returnBatch()) {
            giveBack(core, queue, endPs);
        }
    }

    /** Writes the returned descriptors and rings the doorbell. */
    private void giveBack(int core, int queue, long atPs) {
        int count = queues.returned[queue];
        QueueLayout layout = queues.layout(queue);
        long from = queues.posted[queue];
        long line = NONE;
        for (int descriptor = 0; descriptor < count; descriptor++) {
            long address = layout.descriptorAddress(from + descriptor);
            if (address >>> 6 != line) {
                line = address >>> 6;
                reads.write(core, address, layout.descriptorBytes());
            }
        }
        queues.posted[queue] = from + count;
        queues.returned[queue] = 0;
        feedback.send(FeedbackLayout.head(FeedbackLayout.DOORBELL, queue), atPs + doorbellPs, queues.posted[queue], 0);
    }

    /** Counters of one core, indexed by {@link CoreCounter}. */
    public long[] counters(int core) {
        return counters[core];
    }

    /** Lines that cores read, by {@code ReadKind.ordinal() * ReadOutcomeLayout.COUNT + outcome}. */
    public long[] readCounters() {
        return reads.counters();
    }

    /** Chains all cores in order of their numbers. */
    public long digest() {
        long chain = DigestChain.start();
        for (long core : digests) {
            chain = DigestChain.mix(chain, core);
        }
        return chain;
    }

    /** Appends the state for the stall report. */
    public void describe(StringBuilder text) {
        for (int core = 0; core < readyHead.length; core++) {
            text.append("  core ")
                    .append(core)
                    .append(": asleep=")
                    .append(asleep[core])
                    .append(", idleSincePs=")
                    .append(idleSincePs[core])
                    .append(", readyHead=")
                    .append(readyHead[core])
                    .append('\n');
        }
    }
}
