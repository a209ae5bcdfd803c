package tlpsim.completer.consumer;

import java.util.Arrays;
import tlpsim.completer.dram.DramModel;
import tlpsim.completer.memory.HostMemory;
import tlpsim.core.pipeline.EventHeap;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.telemetry.DigestChain;
import tlpsim.core.telemetry.LatencyRecorder;

/**
 * The cores that read what devices wrote, later, in simulated time: without them a hint has no worth.
 *
 * <p>A core serves its queues in the order in which they became ready, up to a burst each. One step is one unit: read the completion entry, the header,
 * part of the payload and lines of the working set, from wherever they are then; give the descriptor back; say when it will be done. A core with nothing
 * to do looks again at multiples of its poll interval, or sleeps until an interrupt; a busy core polls all its queues in either mode.
 *
 * <p>Of a unit whose data lies at a peer the core reads what lies at the host, and kicks an engine; the descriptor is given back when the engine's notice
 * arrives, which takes no time of the core. Queues whose completion entries lie at a peer are never in a core's list. Owned by the Memory process.
 */
public final class ConsumerStage {
    /** Rank of what consumers do among events of one time. */
    public static final int RANK_CONSUMER = 3;

    private static final int NONE = ReadyQueues.NONE;
    /** Payloads of heap events. The queue that a notice is about stands above. */
    private static final long STEP = 0;

    private static final long INTERRUPT = 1;
    private static final int NOTICE = 3;
    /** A packet of a source is due; the workload stands above. */
    private static final int DUE = 16;

    private static final int QUEUE_SHIFT = 8;
    private static final int CODE_MASK = (1 << QUEUE_SHIFT) - 1;

    private final QueueTable queues;
    private final ConsumerConfig[] configs;
    private final UnitReads units;
    private final SendStage sends;
    private final ReceiveBuffers buffers;
    private final PacketDelivery delivery;
    private final EventHeap agenda;
    private final MessageRing feedback;
    private final MessageRing observations;
    private final long doorbellPs;

    private final ReadyQueues ready;
    private final int[] turnLeft;
    private final boolean[] asleep;
    private final long[] idleSincePs;
    private final UnitEngine[] engineOf;
    private boolean[] dropsOfWorkload;
    private final long[] digests;
    private final long[][] counters;

    public ConsumerStage(ConsumerParts parts, QueueTable queues, ConsumerEdges edges) {
        int cores = parts.cores();
        this.queues = queues;
        this.configs = parts.configs();
        CoreReads reads = new CoreReads(edges.memory(), edges.dram(), edges.timing(), edges.ideal(), queues.flows());
        this.units = new UnitReads(parts, queues, reads);
        this.buffers = new ReceiveBuffers(parts, queues, edges.feedback());
        this.delivery = new PacketDelivery(parts, queues, reads, buffers);
        this.agenda = edges.agenda();
        this.feedback = edges.feedback();
        this.observations = edges.observations();
        this.doorbellPs = edges.doorbellPs();
        ready = new ReadyQueues(cores, queues.queues());
        turnLeft = new int[cores];
        asleep = new boolean[cores];
        idleSincePs = new long[cores];
        engineOf = new UnitEngine[queues.queues()];
        dropsOfWorkload = new boolean[configs.length];
        digests = new long[cores];
        counters = new long[cores][CoreCounter.COUNT];
        Arrays.fill(asleep, true);
        Arrays.fill(digests, DigestChain.start());
        sends = new SendStage(parts.withSends(queues.queues()), queues, reads, edges, counters);
        sends.start(RANK_CONSUMER, DUE, QUEUE_SHIFT);
    }

    /** Says which workloads drop a unit's data from the caches, without writing it back, once it is read. Once, before the run. */
    public void dropAfterUse(boolean[] byWorkload) {
        dropsOfWorkload = byWorkload;
    }

    /** Names the engines of each peer. Once, before the run. */
    public void engines(UnitEngine[] byPeer) {
        for (int queue = 0; queue < engineOf.length; queue++) {
            int peer = queues.places(queue).enginePeer();
            engineOf[queue] = peer < 0 ? null : byPeer[peer];
        }
    }

    /** Wiring of a {@link ConsumerStage}. */
    public record ConsumerEdges(
            HostMemory memory,
            DramModel dram,
            CoreTimingConfig timing,
            boolean ideal,
            EventHeap agenda,
            MessageRing feedback,
            MessageRing observations,
            long doorbellPs) {}

    /** A completion entry of {@code queue} was written at {@code nowPs} and is seen from {@code visiblePs} on. */
    public void entryWritten(long nowPs, int queue, long visiblePs) {
        if (queues.entryVisiblePs(queue, queues.consumed[queue]) == Long.MAX_VALUE) {
            // An entry before this one is lost: the driver looks at that slot, and for ever.
            return;
        }
        if (sends.forwards(queue)) {
            offer(queue, Math.max(nowPs, visiblePs), configs[queues.workload(queue)].interrupts());
            return;
        }
        int core = queues.core(queue);
        if (!ready.contains(queue)) {
            enqueue(core, queue);
        }
        ConsumerConfig config = configs[queues.workload(queue)];
        if (asleep[core] && !config.interrupts()) {
            wakeAt(core, nextLookPs(core, Math.max(nowPs, visiblePs + config.lagPs()), config.pollIntervalPs()));
        }
    }

    /** An entry of {@code queue} that reports {@code packets} as sent was written at {@code nowPs} and is seen from {@code visiblePs} on. */
    public void sentReported(long nowPs, int queue, int packets, long visiblePs) {
        sends.entryArrived(queue, packets, visiblePs);
        offer(queue, nowPs, false);
    }

    /** A queue that sends may have become takeable: it is listed, and its core wakes for it unless it waits for an interrupt. */
    private void offer(int queue, long nowPs, boolean interrupts) {
        sends.noteRoom(queue, nowPs);
        int core = queues.core(queue);
        long takeablePs = sends.takeablePs(queue);
        if (takeablePs == Long.MAX_VALUE) {
            return;
        }
        if (!ready.contains(queue)) {
            enqueue(core, queue);
        }
        if (asleep[core] && !interrupts) {
            ConsumerConfig config = configs[queues.workload(queue)];
            long intervalPs = config.interrupts() ? 1 : config.pollIntervalPs();
            wakeAt(core, nextLookPs(core, Math.max(nowPs, takeablePs), intervalPs));
        }
    }

    /** An interrupt of {@code queue} reaches its core's attention at {@code atPs}. */
    public void interrupt(int queue, long atPs) {
        ConsumerConfig config = configs[queues.workload(queue)];
        if (config.interrupts()) {
            agenda.add(atPs + config.interruptLatencyPs(), RANK_CONSUMER, queues.core(queue), INTERRUPT);
        }
    }

    /** An engine is done with a unit of {@code queue}; its driver hears of that at {@code atPs}. */
    public void notifyDriver(long atPs, int queue) {
        agenda.add(atPs, RANK_CONSUMER, queues.core(queue), (long) queue << QUEUE_SHIFT | NOTICE);
    }

    /** Handles an event of the agenda. */
    public void onEvent(long timePs, int core, long event) {
        if ((event & CODE_MASK) == NOTICE) {
            takeBack((int) (event >>> QUEUE_SHIFT), 1, timePs);
            return;
        }
        if ((event & CODE_MASK) == DUE) {
            int queue = sends.onDue(timePs, (int) (event >>> QUEUE_SHIFT), RANK_CONSUMER, DUE, QUEUE_SHIFT);
            offer(queue, timePs, false);
            return;
        }
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
        boolean wasReady = ready.contains(queue);
        if (wasReady) {
            unlink(from, queue);
            sends.turnAway(queue, nowPs);
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
        ready.append(core, queue);
        if (ready.head(core) == queue) {
            beginTurn(core, queue);
        }
    }

    private void unlink(int core, int queue) {
        if (ready.head(core) == queue) {
            dropHead(core);
        } else {
            ready.removeBehindHead(core, queue);
        }
    }

    private void dropHead(int core) {
        int next = ready.dropHead(core);
        if (next != NONE) {
            beginTurn(core, next);
        }
    }

    private void beginTurn(int core, int queue) {
        delivery.endBatch(core);
        turnLeft[core] = configs[queues.workload(queue)].burst();
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
        int head = ready.head(core);
        if (head == NONE) {
            return NONE;
        }
        if (turnLeft[core] > 0 && sends.takeablePs(head) <= timePs) {
            return head;
        }
        int last = ready.tail(core);
        do {
            head = ready.head(core);
            dropHead(core);
            counters[core][CoreCounter.TURNS]++;
            sends.turnAway(head, timePs);
            if (sends.takeablePs(head) != Long.MAX_VALUE) {
                enqueue(core, head);
            }
            int first = ready.head(core);
            if (first == NONE || sends.takeablePs(first) <= timePs) {
                return first;
            }
        } while (head != last);
        return NONE;
    }

    private void rest(int core, long timePs) {
        idleSincePs[core] = timePs;
        asleep[core] = true;
        delivery.endBatch(core);
        long earliestPs = Long.MAX_VALUE;
        long pollIntervalPs = 1;
        for (int queue = ready.head(core); queue != NONE; queue = ready.next(queue)) {
            ConsumerConfig config = configs[queues.workload(queue)];
            // A queue is listed only while the entry of its next unit has arrived.
            long takeablePs = sends.takeablePs(queue);
            if (takeablePs < earliestPs) {
                earliestPs = takeablePs;
                pollIntervalPs = config.interrupts() ? 1 : config.pollIntervalPs();
            }
        }
        if (earliestPs != Long.MAX_VALUE) {
            wakeAt(core, nextLookPs(core, Math.max(earliestPs, timePs), pollIntervalPs));
        }
    }

    private long consume(int core, int queue, long startPs) {
        if (sends.isSource(queue)) {
            return send(core, queue, startPs);
        }
        long unit = queues.consumed[queue];
        long stallPs = units.read(core, queue, unit, startPs);
        boolean forwards = sends.forwards(queue);
        if (forwards) {
            stallPs += sends.forward(core, queue, unit, startPs);
        }
        int done = buffers.isPooled(queue) ? buffers.take(queue, unit) : 1;
        stallPs += delivery.handOn(core, queue, unit);
        long endPs = startPs + configs[queues.workload(queue)].perUnitPs() + delivery.merge(core, queue) + stallPs;
        queues.consumed[queue] = unit + 1;
        UnitEngine engine = engineOf[queue];
        if (engine == null) {
            queues.noteRead(queue, unit, startPs);
            observe(queue, unit, startPs, endPs);
            if (dropsOfWorkload[queues.workload(queue)]) {
                units.drop(queue, unit);
            }
            takeBack(queue, done, endPs);
            counters[core][CoreCounter.UNITS]++;
        } else {
            engine.kick(endPs, queue);
            counters[core][CoreCounter.KICKS]++;
        }
        if (forwards) {
            sends.announceBatch(queue, endPs);
        }
        account(core, queue, startPs, endPs, stallPs);
        return endPs;
    }

    private long send(int core, int queue, long startPs) {
        long intendedPs = sends.headDuePs(queue);
        long stallPs = sends.send(core, queue, startPs) + units.readWorkingSet(core, queue);
        long endPs = startPs + configs[queues.workload(queue)].perUnitPs() + stallPs;
        sends.announceBatch(queue, endPs);
        observations.send(queues.flow(queue), LatencyRecorder.NONE, startPs - intendedPs, endPs - intendedPs);
        counters[core][CoreCounter.UNITS]++;
        account(core, queue, startPs, endPs, stallPs);
        return endPs;
    }

    private void account(int core, int queue, long startPs, long endPs, long stallPs) {
        counters[core][CoreCounter.BUSY_PS] += endPs - startPs;
        counters[core][CoreCounter.STALL_PS] += stallPs;
        digests[core] = DigestChain.mix(DigestChain.mix(DigestChain.mix(digests[core], queue), startPs), endPs);
    }

    /**
     * Sends the latencies of a unit. Data that was not there when the unit was read counts as if it had become visible at that moment; a unit of which
     * nobody knows when it was due has no latency.
     */
    public void observe(int queue, long unit, long startPs, long endPs) {
        if (!queues.isSizeKnown(queue, unit)) {
            return;
        }
        long intendedPs = queues.intendedPs(queue, unit);
        observations.send(
                queues.flow(queue),
                Math.min(queues.dataVisiblePs(queue, unit), startPs) - intendedPs,
                startPs - intendedPs,
                endPs - intendedPs);
    }

    /** @param done descriptors that are finished with a unit */
    private void takeBack(int queue, int done, long atPs) {
        queues.returned[queue] += done;
        if (queues.returned[queue] >= configs[queues.workload(queue)].returnBatch()) {
            giveBack(queues.core(queue), queue, atPs);
        }
    }

    /** Writes the returned descriptors and rings the doorbell. */
    private void giveBack(int core, int queue, long atPs) {
        int count = queues.returned[queue];
        long from = queues.posted[queue];
        if (sends.forwards(queue)) {
            sends.refill(core, queue, from, count);
        } else if (buffers.isPooled(queue)) {
            buffers.refill(core, queue, from, count);
        }
        units.writeDescriptors(core, queue, from, count);
        queues.posted[queue] = from + count;
        queues.returned[queue] = 0;
        feedback.send(FeedbackLayout.head(FeedbackLayout.DOORBELL, queue), atPs + doorbellPs, queues.posted[queue], 0);
    }

    /** Counters of one core, indexed by {@link CoreCounter}. */
    public long[] counters(int core) {
        return counters[core];
    }

    /** Lines that cores read, by {@code (flow * ReadKind.COUNT + kind) * ReadOutcomeLayout.COUNT + outcome}. */
    public long[] readCounters() {
        return units.counters();
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
        for (int core = 0; core < asleep.length; core++) {
            text.append("  core " + core + ": asleep=")
                    .append(asleep[core])
                    .append(", idleSincePs=")
                    .append(idleSincePs[core])
                    .append(", ready=")
                    .append(ready.head(core))
                    .append('\n');
        }
    }
}
