package tlpsim.completer.host;

import tlpsim.completer.consumer.ConsumerConfig;
import tlpsim.completer.consumer.ConsumerStage;
import tlpsim.completer.consumer.WorkingSet;
import tlpsim.core.pipeline.EventHeap;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.pipeline.Promise;
import tlpsim.core.pipeline.SimulationAgent;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.pipeline.TlpRing;
import tlpsim.core.telemetry.DigestChain;

/**
 * The Memory process: all completers, all consumers. Takes TLPs in arrival order, runs consumer steps between them, sends feedback with effective times.
 */
public final class MemoryProcess implements SimulationAgent {
    private static final int EVENTS_PER_DUTY = 1024;
    /** An event sends few messages; the outbox is emptied before more events run. */
    private static final int OUTBOX_LIMIT = 64;

    private static final int RANK_CONTROL = 2;
    private static final long CONTROL = 2;

    private final TlpRing ring;
    private final MessageRing feedback;
    private final MessageRing observations;
    private final Promise sourcePromise;
    private final Promise memoryPromise;
    private final EventHeap agenda = new EventHeap(256);
    private final HostCompleter host;
    private final ConsumerStage consumers;
    private final long minReturnPs;
    private long endPs;
    private boolean done;
    private long tlps;

    /** The edges of the Memory process. */
    public record MemoryEdges(
            TlpRing forward,
            MessageRing feedback,
            MessageRing observations,
            Promise sourcePromise,
            Promise memoryPromise) {}

    public MemoryProcess(
            MemoryEdges edges,
            HostParts parts,
            ReceiveConfig[] ports,
            int[] poolLines,
            int cores,
            ConsumerConfig[] configs,
            WorkingSet[] workingSets) {
        this.ring = edges.forward();
        this.feedback = edges.feedback();
        this.observations = edges.observations();
        this.sourcePromise = edges.sourcePromise();
        this.memoryPromise = edges.memoryPromise();
        PostedPool[] pools = new PostedPool[poolLines.length];
        for (int pool = 0; pool < pools.length; pool++) {
            pools[pool] = new PostedPool(poolLines[pool]);
        }
        RootPortModel[] models = new RootPortModel[ports.length];
        long shortestPs = parts.timing().minReturnPs();
        for (int port = 0; port < ports.length; port++) {
            ReceiveConfig config = ports[port];
            models[port] = new RootPortModel(
                    port,
                    config.postedHeaderCredits(),
                    config.postedDataCredits(),
                    config.creditReturnPs(),
                    pools[config.pool()],
                    feedback);
            shortestPs = Math.min(shortestPs, config.creditReturnPs());
        }
        this.minReturnPs = shortestPs;
        this.consumers = new ConsumerStage(
                cores,
                parts.queues(),
                configs,
                workingSets,
                new ConsumerStage.ConsumerEdges(
                        parts.memory(),
                        parts.coreTiming(),
                        parts.ideal(),
                        agenda,
                        feedback,
                        observations,
                        parts.timing().doorbellPs()));
        this.host = new HostCompleter(parts, models, ports, consumers);
    }

    /** A control-plane write of the host: from {@code timePs} on, {@code core} consumes {@code queue}. Between segments only. */
    public void scheduleMove(long timePs, int queue, int core) {
        agenda.add(timePs, RANK_CONTROL, core, (long) queue << 8 | CONTROL);
    }

    /** Shows the TLPs of the segments that follow to {@code tap}. Between segments only. */
    public void tap(RecordTap tap) {
        host.tap(tap);
    }

    @Override
    public String roleName() {
        return "memory";
    }

    @Override
    public void allowUntil(long newEndPs) {
        endPs = newEndPs;
        done = false;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public int doWork() {
        // The promise is read before the cursor: what it covers is then in the ring.
        long promisePs = sourcePromise.get();
        boolean clear = feedback.flush() & observations.flush();
        int executed = 0;
        if (clear) {
            executed = execute(Math.min(promisePs, endPs));
            clear = feedback.flush() & observations.flush();
        }
        if (clear) {
            raisePromise(promisePs);
        }
        return executed;
    }

    /** What has been sent so far is published: later feedback comes from events that are still to run. */
    private void raisePromise(long promisePs) {
        long nextPs = Math.min(agenda.headPs(), promisePs);
        if (ring.hasRecord()) {
            nextPs = Math.min(
                    agenda.headPs(), ring.readBuffer().getLong(ring.readOffset() + TlpRecordLayout.ARRIVAL_PS));
        } else {
            done = promisePs >= endPs && agenda.headPs() >= endPs;
        }
        memoryPromise.raise(nextPs + minReturnPs);
    }

    private int execute(long boundPs) {
        int executed = 0;
        while (executed < EVENTS_PER_DUTY && feedback.waiting() < OUTBOX_LIMIT) {
            long eventPs = agenda.headPs();
            if (ring.hasRecord()) {
                int offset = ring.readOffset();
                long arrivalPs = ring.readBuffer().getLong(offset + TlpRecordLayout.ARRIVAL_PS);
                if (arrivalPs <= eventPs) {
                    host.accept(ring.readBuffer(), offset);
                    ring.advance();
                    tlps++;
                    executed++;
                    continue;
                }
            } else if (eventPs >= boundPs) {
                break;
            }
            runEvent(eventPs);
            executed++;
        }
        return executed;
    }

    private void runEvent(long timePs) {
        int component = agenda.headComponent();
        long event = agenda.headPayload();
        agenda.removeHead();
        if ((event & 0xFF) == CONTROL) {
            consumers.moveQueue(timePs, (int) (event >>> 8), component);
        } else {
            consumers.onEvent(timePs, component, event);
        }
    }

    /** TLPs taken from the ring since the start. */
    public long tlps() {
        return tlps;
    }

    public HostCompleter host() {
        return host;
    }

    public ConsumerStage consumers() {
        return consumers;
    }

    /** Counters of one root port, indexed by {@link RootPortCounter}. */
    public long[] portCounters(int port) {
        return host.ports()[port].counters();
    }

    /** The shortest way back to the Source, in picoseconds. */
    public long minReturnPs() {
        return minReturnPs;
    }

    /** Chains all parts of the Memory process in a fixed order. */
    public long digest() {
        long chain = DigestChain.start();
        for (RootPortModel port : host.ports()) {
            chain = DigestChain.mix(chain, port.digest());
        }
        return DigestChain.mix(chain, consumers.digest());
    }

    @Override
    public void describe(StringBuilder text) {
        text.append("  sourcePromisePs=")
                .append(sourcePromise.get())
                .append(", memoryPromisePs=")
                .append(memoryPromise.get())
                .append(", agendaPs=")
                .append(agenda.headPs())
                .append(", endPs=")
                .append(endPs)
                .append(", feedbackWaiting=")
                .append(feedback.waiting())
                .append('\n');
        for (RootPortModel port : host.ports()) {
            port.describe(text);
        }
        consumers.describe(text);
    }
}
