package tlpsim.completer.host;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.completer.consumer.ConsumerParts;
import tlpsim.completer.consumer.ConsumerStage;
import tlpsim.completer.consumer.NeighbourStage;
import tlpsim.completer.consumer.QueueTable;
import tlpsim.completer.consumer.UnitArrivals;
import tlpsim.completer.consumer.UnitEngine;
import tlpsim.completer.dram.DramModel;
import tlpsim.completer.memory.HostMemory;
import tlpsim.completer.memory.WriteBackLog;
import tlpsim.completer.peer.PeerCompleter;
import tlpsim.completer.peer.PeerConfig;
import tlpsim.completer.peer.PeerEdges;
import tlpsim.completer.peer.PeerEngines;
import tlpsim.completer.port.PathTable;
import tlpsim.completer.port.PostedPool;
import tlpsim.completer.port.ReceivePort;
import tlpsim.completer.port.RecordTap;
import tlpsim.core.pipeline.EventHeap;
import tlpsim.core.pipeline.HintOutcome;
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

    private static final int FIRST_LOST = HintOutcome.UNSUPPORTED_REQUEST.ordinal();
    private static final int RANK_CONTROL = 2;
    private static final long CONTROL = 2;
    private static final long PEER_TAGS = 4;

    private final TlpRing ring;
    private final MessageRing feedback;
    private final MessageRing observations;
    private final Promise sourcePromise;
    private final Promise memoryPromise;
    private final EventHeap agenda = new EventHeap(256);
    private final QueueTable queues;
    private final UnitArrivals arrivals;
    private final PathTable paths;
    private final HostCompleter host;
    private final HostMemory memory;
    private final DramModel dram;
    private final WriteBackLog writeBacks;
    private final ConsumerStage consumers;
    private final NeighbourStage neighbours;
    private final PeerCompleter[] peers;
    private final PeerEngines[] peerOfEngine;
    private final int rootPorts;
    private final int cores;
    private final long minReturnPs;
    private long endPs;
    private boolean done;
    private long tlps;
    private long lost;
    private long lostDigest = DigestChain.start();

    /** The edges of the Memory process. */
    public record MemoryEdges(
            TlpRing forward,
            MessageRing feedback,
            MessageRing observations,
            Promise sourcePromise,
            Promise memoryPromise) {}

    /**
     * @param ports       by root port
     * @param poolLines   size of each pool of posted writes of the host
     * @param peerConfigs peers in the order of their windows; their receiving ports follow the root ports
     */
    public MemoryProcess(
            MemoryEdges edges,
            HostParts parts,
            ReceiveConfig[] ports,
            int[] poolLines,
            ConsumerParts consumption,
            PathTable paths,
            PeerConfig[] peerConfigs) {
        this.ring = edges.forward();
        this.feedback = edges.feedback();
        this.observations = edges.observations();
        this.sourcePromise = edges.sourcePromise();
        this.memoryPromise = edges.memoryPromise();
        this.queues = parts.queues();
        this.memory = parts.memory();
        this.dram = parts.dram();
        this.writeBacks = parts.memory().logWriteBacks();
        this.arrivals = new UnitArrivals(queues);
        this.paths = paths;
        PostedPool[] pools = new PostedPool[poolLines.length];
        for (int pool = 0; pool < pools.length; pool++) {
            pools[pool] = new PostedPool(poolLines[pool]);
        }
        ReceivePort[] models = new ReceivePort[ports.length];
        long shortestPs = parts.timing().minReturnPs();
        for (int port = 0; port < ports.length; port++) {
            ReceiveConfig config = ports[port];
            models[port] = new ReceivePort(port, config.window(), pools[config.pool()], feedback);
            shortestPs = Math.min(shortestPs, config.window().minReturnPs());
        }
        for (PeerConfig config : peerConfigs) {
            shortestPs = Math.min(shortestPs, config.minReturnPs());
        }
        this.minReturnPs = shortestPs;
        this.consumers = new ConsumerStage(
                consumption,
                queues,
                new ConsumerStage.ConsumerEdges(
                        parts.memory(),
                        dram,
                        parts.coreTiming(),
                        parts.ideal(),
                        agenda,
                        feedback,
                        observations,
                        parts.timing().doorbellPs()));
        this.neighbours =
                new NeighbourStage(consumption.neighbours(), parts.memory(), parts.dram(), parts.coreTiming(), agenda);
        this.host = new HostCompleter(parts, models, ports, consumers, paths);
        this.rootPorts = ports.length;
        this.cores = consumption.cores();
        this.peers = new PeerCompleter[peerConfigs.length];
        this.peerOfEngine =
                connect(peerConfigs, new PeerEdges(queues, consumption, consumers, paths, agenda, feedback));
    }

    /** Builds the peers. @return by engine, counted over all peers, the peer it belongs to */
    private PeerEngines[] connect(PeerConfig[] configs, PeerEdges edges) {
        UnitEngine[] byPeer = new UnitEngine[configs.length];
        List<PeerEngines> byEngine = new ArrayList<>();
        for (int peer = 0; peer < configs.length; peer++) {
            peers[peer] = new PeerCompleter(peer, rootPorts + peer, cores + byEngine.size(), configs[peer], edges);
            PeerEngines engines = peers[peer].engines();
            byPeer[peer] = engines;
            byEngine.addAll(Collections.nCopies(engines.count(), engines));
        }
        consumers.engines(byPeer);
        return byEngine.toArray(new PeerEngines[0]);
    }

    /** A control-plane write of the host: from {@code timePs} on, {@code core} consumes {@code queue}. Between segments only. */
    public void scheduleMove(long timePs, int queue, int core) {
        agenda.add(timePs, RANK_CONTROL, core, (long) queue << 8 | CONTROL);
    }

    /** A peer's exporter gives out other tags from {@code timePs} on, -1 for none. Between segments only. */
    public void schedulePeerTags(long timePs, int peer, int tag8, int tag16) {
        long tags = (long) (tag16 + 1) << 9 | tag8 + 1;
        agenda.add(timePs, RANK_CONTROL, 0, (tags << 8 | peer) << 8 | PEER_TAGS);
    }

    private void givePeerTags(long event) {
        long tags = event >>> 16;
        peers[(int) (event >>> 8) & 0xFF].giveTags((int) (tags & 0x1FF) - 1, (int) (tags >>> 9) - 1);
    }

    /** Shows the TLPs of the segments that follow to {@code tap}. Between segments only. */
    public void tap(RecordTap tap) {
        paths.tap(tap);
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
                    dram.begin(arrivalPs);
                    memory.begin(arrivalPs);
                    accept(ring.readBuffer(), offset);
                    ring.advance();
                    tlps++;
                    executed++;
                    writeBack();
                    continue;
                }
            } else if (eventPs >= boundPs) {
                break;
            }
            dram.begin(eventPs);
            runEvent(eventPs);
            executed++;
            writeBack();
        }
        return executed;
    }

    /** What the event has driven out of the caches goes to memory at its time. */
    private void writeBack() {
        if (writeBacks.count() > 0) {
            dram.writeBack(writeBacks);
        }
    }

    private void accept(UnsafeBuffer records, int offset) {
        if (records.getByte(offset + TlpRecordLayout.OUTCOME) >= FIRST_LOST
                && records.getByte(offset + TlpRecordLayout.HOP) != 0) {
            lose(records, offset);
            return;
        }
        int port = records.getShort(offset + TlpRecordLayout.PORT);
        if (port < rootPorts) {
            host.accept(records, offset);
        } else {
            peers[port - rootPorts].accept(records, offset);
        }
    }

    /**
     * An element of the path has lost it, and answered where an answer was due: it reaches no completer. Whichever port it was meant for, it is counted
     * here.
     */
    private void lose(UnsafeBuffer records, int offset) {
        int queue = records.getInt(offset + TlpRecordLayout.QUEUE);
        int kind = records.getByte(offset + TlpRecordLayout.KIND);
        int outcome = records.getByte(offset + TlpRecordLayout.OUTCOME);
        paths.count(records, offset, queues.flow(queue), kind, outcome);
        arrivals.lost(records, offset, queue, kind);
        lost++;
        long chain = DigestChain.mix(lostDigest, records.getLong(offset + TlpRecordLayout.ARRIVAL_PS));
        chain = DigestChain.mix(chain, queue);
        lostDigest = DigestChain.mix(chain, records.getByte(offset + TlpRecordLayout.HOP) & 0xFF);
    }

    private void runEvent(long timePs) {
        int component = agenda.headComponent();
        long event = agenda.headPayload();
        agenda.removeHead();
        if (component >= cores) {
            peerOfEngine[component - cores].onEvent(timePs, component, event);
        } else if ((event & 0xFF) == CONTROL) {
            consumers.moveQueue(timePs, (int) (event >>> 8), component);
        } else if ((event & 0xFF) == PEER_TAGS) {
            givePeerTags(event);
        } else if ((event & 0xFF) == NeighbourStage.EVENT) {
            neighbours.onEvent(timePs, event);
        } else {
            consumers.onEvent(timePs, component, event);
        }
    }

    /** TLPs taken from the ring since the start. */
    public long tlps() {
        return tlps;
    }

    /** What became of every TLP. */
    public PathTable paths() {
        return paths;
    }

    public HostCompleter host() {
        return host;
    }

    /** The peers, in the order of their receiving ports. */
    public PeerCompleter[] peers() {
        return peers;
    }

    /** Main memory, for its counters. */
    public DramModel dram() {
        return dram;
    }

    public ConsumerStage consumers() {
        return consumers;
    }

    public NeighbourStage neighbours() {
        return neighbours;
    }

    /** Counters of one root port, indexed by {@link tlpsim.completer.port.ReceiveCounter}. */
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
        for (ReceivePort port : host.ports()) {
            chain = DigestChain.mix(chain, port.digest());
        }
        chain = neighbours.digest(DigestChain.mix(chain, consumers.digest()));
        for (PeerCompleter peer : peers) {
            chain = DigestChain.mix(chain, peer.digest());
        }
        return lost == 0 ? chain : DigestChain.mix(chain, lostDigest);
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
        for (ReceivePort port : host.ports()) {
            port.describe(text);
        }
        consumers.describe(text);
        for (PeerCompleter peer : peers) {
            peer.describe(text);
        }
    }
}
