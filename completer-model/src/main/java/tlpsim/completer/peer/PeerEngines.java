package tlpsim.completer.peer;

import java.util.Arrays;
import tlpsim.completer.consumer.ConsumerStage;
import tlpsim.completer.consumer.QueueTable;
import tlpsim.completer.consumer.ReadyQueues;
import tlpsim.completer.consumer.UnitEngine;
import tlpsim.core.pipeline.EventHeap;
import tlpsim.core.telemetry.DigestChain;

/**
 * The engines of one peer. Queue q belongs to engine q modulo their number.
 *
 * <p>An engine serves the units that cores leave to it in the order in which their kicks arrive, and before all others. Then it serves queues whose
 * completion entries lie beside it, a unit each in turn: it looks at them whenever it ends a unit, and at multiples of its poll interval while it has nothing to
 * do. One unit is: read what of it lies in this memory, work, give notice to the driver. Owned by the Memory process.
 */
public final class PeerEngines implements UnitEngine {
    private static final int NONE = ReadyQueues.NONE;
    private static final long NEVER = Long.MAX_VALUE;
    /** Codes of agenda events; the queue stands above. */
    private static final int KICK = 0;

    private static final int LOOK = 1;
    private static final int END = 2;
    private static final int QUEUE_SHIFT = 8;
    private static final int CODE_MASK = (1 << QUEUE_SHIFT) - 1;

    private final int count;
    private final int firstComponent;
    private final PeerEngineConfig config;
    private final QueueTable queues;
    private final ConsumerStage drivers;
    private final EventHeap agenda;
    private final EngineReads reads;

    private final KickTable kicks;
    private final ReadyQueues ready;
    /** Number of the next unit of each queue. */
    private final long[] next;

    private final int[] served;
    private final long[] startPs;
    private final long[] idleSincePs;
    private final long[] lookPs;
    private final long[] digests;
    private final long[][] counters;

    PeerEngines(int peer, int firstComponent, PeerConfig peerConfig, PeerMemory memory, PeerEdges edges) {
        this.firstComponent = firstComponent;
        this.config = peerConfig.engines();
        this.count = config.engines();
        this.queues = edges.queues();
        this.drivers = edges.drivers();
        this.agenda = edges.agenda();
        this.reads = new EngineReads(peer, peerConfig, memory, edges);
        this.kicks = new KickTable(peer, count, queues);
        this.ready = new ReadyQueues(count, queues.queues());
        next = new long[queues.queues()];
        served = new int[count];
        startPs = new long[count];
        idleSincePs = new long[count];
        lookPs = new long[count];
        digests = new long[count];
        counters = new long[count][EngineCounter.COUNT];
        Arrays.fill(served, NONE);
        Arrays.fill(lookPs, NEVER);
        Arrays.fill(digests, DigestChain.start());
    }

    private int engineOf(int queue) {
        return queue % count;
    }

    @Override
    public void kick(long endPs, int queue) {
        schedule(endPs + config.kickLatencyPs(), engineOf(queue), queue, KICK);
    }

    /** A completion entry of {@code queue} was written beside the engine at {@code nowPs} and is seen from {@code visiblePs} on. */
    void entryWritten(long nowPs, int queue, long visiblePs) {
        if (!hasEntry(queue)) {
            // An entry before this one is lost: the engine looks at that slot, and for ever.
            return;
        }
        int engine = engineOf(queue);
        if (!ready.contains(queue)) {
            ready.append(engine, queue);
        }
        if (served[engine] == NONE) {
            lookAt(engine, Math.max(nowPs, visiblePs));
        }
    }

    private boolean hasEntry(int queue) {
        return queues.entryVisiblePs(queue, next[queue]) != NEVER;
    }

    /** Handles an event of one of the engines. @param component as on the agenda */
    public void onEvent(long timePs, int component, long event) {
        int engine = component - firstComponent;
        int queue = (int) (event >>> QUEUE_SHIFT);
        switch ((int) event & CODE_MASK) {
            case KICK -> {
                kicks.add(engine, queue, timePs);
                if (served[engine] == NONE) {
                    serveNext(engine, timePs);
                }
            }
            case LOOK -> {
                // A look that something else came before is void.
                if (served[engine] == NONE && lookPs[engine] == timePs) {
                    serveNext(engine, timePs);
                }
            }
            default -> {
                finish(engine, timePs);
                serveNext(engine, timePs);
            }
        }
    }

    private void serveNext(int engine, long nowPs) {
        lookPs[engine] = NEVER;
        if (!kicks.isEmpty(engine)) {
            counters[engine][EngineCounter.KICK_WAIT_PS] += nowPs - kicks.headPs(engine);
            counters[engine][EngineCounter.KICKS]++;
            begin(engine, kicks.take(engine), nowPs);
            return;
        }
        int queue = chooseQueue(engine, nowPs);
        if (queue == NONE) {
            rest(engine, nowPs);
            return;
        }
        begin(engine, queue, nowPs);
        if (hasEntry(queue)) {
            ready.append(engine, queue);
        }
    }

    /** Takes the first queue with a visible unit out of the list, and those before it behind the others. */
    private int chooseQueue(int engine, long nowPs) {
        int last = ready.tail(engine);
        int queue = NONE;
        while (last != NONE && queue != last) {
            queue = ready.head(engine);
            ready.dropHead(engine);
            if (queues.entryVisiblePs(queue, next[queue]) <= nowPs) {
                return queue;
            }
            ready.append(engine, queue);
        }
        return NONE;
    }

    private void rest(int engine, long nowPs) {
        idleSincePs[engine] = nowPs;
        long earliestPs = NEVER;
        for (int queue = ready.head(engine); queue != NONE; queue = ready.next(queue)) {
            earliestPs = Math.min(earliestPs, queues.entryVisiblePs(queue, next[queue]));
        }
        if (earliestPs != NEVER) {
            lookAt(engine, earliestPs);
        }
    }

    /** The idle engine looks at the first multiple of its poll interval from {@code earliestPs} on. */
    private void lookAt(int engine, long earliestPs) {
        long intervalPs = config.pollIntervalPs();
        long looks = (earliestPs - idleSincePs[engine] + intervalPs - 1) / intervalPs;
        long atPs = idleSincePs[engine] + looks * intervalPs;
        if (atPs < lookPs[engine]) {
            lookPs[engine] = atPs;
            schedule(atPs, engine, 0, LOOK);
        }
    }

    private void begin(int engine, int queue, long nowPs) {
        long unit = next[queue]++;
        queues.noteRead(queue, unit, nowPs);
        long stallPs = reads.read(queue, unit, nowPs);
        long busyPs = config.perUnitPs() + stallPs;
        served[engine] = queue;
        startPs[engine] = nowPs;
        counters[engine][EngineCounter.BUSY_PS] += busyPs;
        counters[engine][EngineCounter.STALL_PS] += stallPs;
        schedule(nowPs + busyPs, engine, queue, END);
    }

    /** A queue belongs to one engine, which serves one unit at a time: the unit that ends is the last that began. */
    private void finish(int engine, long endPs) {
        int queue = served[engine];
        served[engine] = NONE;
        drivers.observe(queue, next[queue] - 1, startPs[engine], endPs);
        drivers.notifyDriver(endPs + config.notifyLatencyPs(), queue);
        counters[engine][EngineCounter.UNITS]++;
        long chain = DigestChain.mix(DigestChain.mix(digests[engine], queue), startPs[engine]);
        digests[engine] = DigestChain.mix(chain, endPs);
    }

    private void schedule(long timePs, int engine, int queue, int code) {
        agenda.add(timePs, ConsumerStage.RANK_CONSUMER, firstComponent + engine, (long) queue << QUEUE_SHIFT | code);
    }

    /** Number of engines. */
    public int count() {
        return count;
    }

    /** Counters of one engine, indexed by {@link EngineCounter}. */
    public long[] counters(int engine) {
        return counters[engine];
    }

    /** Lines that engines read, by {@code (flow * ReadKind.COUNT + kind) * PeerReadLayout.COUNT + outcome}. */
    public long[] readCounters() {
        return reads.counters();
    }

    long digest() {
        long chain = DigestChain.start();
        for (long engine : digests) {
            chain = DigestChain.mix(chain, engine);
        }
        return chain;
    }

    void describe(StringBuilder text) {
        for (int engine = 0; engine < count; engine++) {
            text.append("  engine ")
                    .append(engine)
                    .append(": serves queue ")
                    .append(served[engine])
                    .append(", idleSincePs=")
                    .append(idleSincePs[engine])
                    .append(", ready=")
                    .append(ready.head(engine))
                    .append('\n');
        }
    }
}
