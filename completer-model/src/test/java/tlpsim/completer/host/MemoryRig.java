package tlpsim.completer.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.ReplacementPolicy;
import tlpsim.completer.cache.SetAssociativeCache;
import tlpsim.completer.consumer.ConsumerConfig;
import tlpsim.completer.consumer.ConsumerParts;
import tlpsim.completer.consumer.CoreTimingConfig;
import tlpsim.completer.consumer.QueuePlaces;
import tlpsim.completer.consumer.QueueTable;
import tlpsim.completer.consumer.WorkingSet;
import tlpsim.completer.dram.DramModel;
import tlpsim.completer.memory.DeviceWriteConfig;
import tlpsim.completer.memory.DeviceWritePolicy;
import tlpsim.completer.memory.HomeDomainTable;
import tlpsim.completer.memory.HostMemory;
import tlpsim.completer.memory.HostMemoryConfig;
import tlpsim.completer.memory.HostTopologyConfig;
import tlpsim.completer.memory.LlcConfig;
import tlpsim.completer.peer.PeerCacheConfig;
import tlpsim.completer.peer.PeerConfig;
import tlpsim.completer.peer.PeerEngineConfig;
import tlpsim.completer.peer.PeerMemoryConfig;
import tlpsim.completer.peer.PeerPortConfig;
import tlpsim.completer.peer.PeerTagConfig;
import tlpsim.completer.peer.UntaggedWrite;
import tlpsim.completer.port.PathTable;
import tlpsim.completer.port.ReceiveWindow;
import tlpsim.completer.steering.SteeringConfig;
import tlpsim.completer.steering.SteeringPolicy;
import tlpsim.completer.steering.TagPlacement;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.firmware.CpuTopology;
import tlpsim.core.firmware.DsmFirmwareConfig;
import tlpsim.core.firmware.RootPortFirmware;
import tlpsim.core.link.LinkRate;
import tlpsim.core.path.CompleterRules;
import tlpsim.core.path.PrefixSupport;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.pipeline.Promise;
import tlpsim.core.pipeline.TlpRing;
import tlpsim.core.tph.TphCompleterSupport;

/**
 * A Memory process with one root port (receiving port 0) and peers (1, 2, ...), fed with TLPs by hand.
 *
 * <p>At the host a write is visible after 100 ns, a device's read takes 500 ns, a doorbell 200 ns; a core polls every 50 ns and works 100 ns per unit beside 20
 * ns for what is in the LLC. At a peer the cache takes 150 ns, memory 300 ns and 1 ns per line; an engine polls every 40 ns and works 50 ns per unit; a kick takes
 * 700 ns, a notice 600 ns. Units have a header of 64 bytes; all of the rest is read, four lines at a time.
 */
final class MemoryRig {
    static final long NS = 1_000;
    static final int ENTRIES = 64;

    private static final PrefixSupport PREFIXES = new PrefixSupport(true, true, 4);

    final MessageRing feedback = new MessageRing(64, 16, Gate.OPEN);
    final MessageRing observations = new MessageRing(64, 16, Gate.OPEN);
    final Promise sourcePromise = new Promise();
    final TlpRing ring;
    final QueueTable queues;
    final MemoryProcess memory;
    private final QueuePlaces[] places;

    /** What a rig is made of, as far as tests change it. */
    static final class Setup {
        private final List<PeerConfig> peers = new ArrayList<>();
        private QueuePlaces[] places = {QueuePlaces.ALL_HOST};
        private ReceiveWindow rootWindow = new ReceiveWindow(0, 0, 300 * NS);
        private TphCompleterSupport rootSupport = TphCompleterSupport.EXTENDED;
        private int ringSlots = 256;
        private int batch = 4;
        private int cores = 1;

        Setup peer(PeerConfig peer) {
            peers.add(peer);
            return this;
        }

        Setup queues(QueuePlaces... queuePlaces) {
            places = queuePlaces;
            return this;
        }

        Setup rootPort(TphCompleterSupport support, ReceiveWindow window) {
            rootSupport = support;
            rootWindow = window;
            return this;
        }

        Setup ring(int slots, int records) {
            ringSlots = slots;
            batch = records;
            return this;
        }

        Setup cores(int count) {
            cores = count;
            return this;
        }

        MemoryRig build() {
            return new MemoryRig(this);
        }
    }

    /** A message back. Times in picoseconds. */
    record Feedback(int kind, int id, int completer, long effectivePs, long payload) {
        @Override
        public String toString() {
            String what = switch (kind) {
                case FeedbackLayout.CREDIT -> "credit port " + id + " headers " + FeedbackLayout.creditHeaders(payload);
                case FeedbackLayout.DOORBELL -> "doorbell queue " + id + " posted " + payload;
                case FeedbackLayout.READ_READY ->
                    "read queue " + id + " from " + completer + " bytes " + FeedbackLayout.readBytes(payload);
                default -> "accepted port " + id + " count " + payload;
            };
            return what + " at " + effectivePs / NS;
        }
    }

    private MemoryRig(Setup setup) {
        places = setup.places;
        ring = new TlpRing(setup.ringSlots, setup.batch, Gate.OPEN);
        QueueLayout[] layouts = new QueueLayout[places.length];
        int[] coreOf = new int[places.length];
        int[] flowOf = new int[places.length];
        for (int queue = 0; queue < places.length; queue++) {
            layouts[queue] = layout(queue);
            coreOf[queue] = queue % setup.cores;
            flowOf[queue] = queue;
        }
        queues = new QueueTable(layouts, places, coreOf, new int[places.length], flowOf);
        RootPortFirmware firmware =
                RootPortFirmware.of(DsmFirmwareConfig.perCore(1), CpuTopology.of(setup.cores, setup.cores, 1));
        SteeringPolicy steering = new SteeringPolicy(
                new SteeringConfig(TagPlacement.values()[0], false, false),
                firmware.decoder(),
                HostTopologyConfig.oneDomain(setup.cores));
        HostParts parts = new HostParts(
                hostMemory(setup.cores),
                DramModel.unloaded(),
                new SteeringPolicy[] {steering},
                queues,
                feedback,
                AddressMap.window(1L << 44),
                new HostTimingConfig(100 * NS, 100 * NS, 100 * NS, 0, 500 * NS, 600 * NS, 0, 200 * NS, 300 * NS),
                new CoreTimingConfig(5 * NS, 20 * NS, 40 * NS, 60 * NS, 100 * NS, 4),
                new boolean[queues.flows()],
                false);
        int receivers = 1 + setup.peers.size();
        int[] elements = new int[receivers];
        Arrays.setAll(elements, port -> port + 2);
        ConsumerConfig consumer = new ConsumerConfig(false, 32, 100 * NS, 0, 64, 1_000_000, 0, 0, 50 * NS, 0, 0, 1);
        memory = new MemoryProcess(
                new MemoryProcess.MemoryEdges(ring, feedback, observations, sourcePromise, new Promise()),
                parts,
                new ReceiveConfig[] {new ReceiveConfig(setup.rootWindow, 0, true, rules(setup.rootSupport, true))},
                new int[] {256},
                new ConsumerParts(setup.cores, new ConsumerConfig[] {consumer}, new WorkingSet[1]),
                new PathTable(places.length, receivers + 2, elements),
                setup.peers.toArray(new PeerConfig[0]));
    }

    private static HostMemory hostMemory(int cores) {
        SetAssociativeCache[] l2 = new SetAssociativeCache[cores];
        for (int core = 0; core < cores; core++) {
            l2[core] = ReplacementPolicy.LRU.create(CacheGeometry.modulo(64, 8), core);
        }
        SetAssociativeCache[] llc = {ReplacementPolicy.LRU.create(CacheGeometry.modulo(1024, 8), 9)};
        return new HostMemory(
                new HostMemoryConfig(
                        1 << 20,
                        HostTopologyConfig.oneDomain(cores),
                        HomeDomainTable.single(0),
                        LlcConfig.victim(0xF0, 0xFF),
                        DeviceWriteConfig.of(DeviceWritePolicy.ddio())),
                l2,
                llc);
    }

    /** Entries of 64 bytes, buffers of 2 KiB, no split headers. */
    static QueueLayout layout(int queue) {
        long base = (queue + 1) * 0x40000L;
        return new QueueLayout(base, 16, base + 0x1000, 64, 64, base + 0x2000, 2048, 0, 0, 0, ENTRIES);
    }

    static CompleterRules rules(TphCompleterSupport support, boolean rootPort) {
        return new CompleterRules(support, PREFIXES, rootPort, false, CompleterRules.ExtendedAt8.IGNORE);
    }

    /** A peer of eight ways in four partitions, one engine, and credits without end. */
    static PeerConfig peer() {
        return new PeerConfig(
                new PeerPortConfig(new ReceiveWindow(0, 0, 250 * NS), 256, rules(TphCompleterSupport.EXTENDED, false)),
                new PeerMemoryConfig(
                        new PeerCacheConfig(CacheGeometry.modulo(1024, 8), ReplacementPolicy.LRU, 1, 4),
                        UntaggedWrite.MEMORY,
                        150 * NS,
                        300 * NS,
                        new LinkRate(64, NS)),
                PeerTagConfig.PARTITIONS,
                new PeerEngineConfig(1, 50 * NS, 40 * NS, 700 * NS, 600 * NS, 1_000_000, 4),
                false,
                false);
    }

    static PeerConfig with(PeerConfig peer, PeerPortConfig port) {
        return new PeerConfig(port, peer.memory(), peer.tags(), peer.engines(), peer.ideal(), peer.perfect());
    }

    static PeerConfig with(PeerConfig peer, PeerTagConfig tags) {
        return new PeerConfig(peer.port(), peer.memory(), tags, peer.engines(), peer.ideal(), peer.perfect());
    }

    static PeerConfig with(PeerConfig peer, PeerEngineConfig engines) {
        return new PeerConfig(peer.port(), peer.memory(), peer.tags(), engines, peer.ideal(), peer.perfect());
    }

    static PeerConfig with(PeerConfig peer, boolean ideal, boolean perfect) {
        return new PeerConfig(peer.port(), peer.memory(), peer.tags(), peer.engines(), ideal, perfect);
    }

    /** A TLP of a queue, ready to be changed and sent. */
    RigTlp tlp(long arrivalPs, tlpsim.core.pipeline.AccessKind kind, int queue, long unit) {
        return new RigTlp(this, arrivalPs, kind, queue, unit);
    }

    QueuePlaces places(int queue) {
        return places[queue];
    }

    /** The next record of the ring. */
    UnsafeBuffer room() {
        assertThat(ring.hasRoom()).isTrue();
        return ring.writeBuffer();
    }

    /** Executes all events before {@code endPs}. */
    MemoryRig run(long endPs) {
        ring.flush();
        sourcePromise.raise(endPs);
        memory.allowUntil(endPs);
        while (!memory.isDone()) {
            memory.doWork();
        }
        return this;
    }

    List<Feedback> feedback() {
        feedback.flush();
        List<Feedback> messages = new ArrayList<>();
        while (feedback.hasMessage()) {
            long head = feedback.word(FeedbackLayout.WORD_HEAD);
            messages.add(new Feedback(
                    FeedbackLayout.kind(head),
                    FeedbackLayout.id(head),
                    FeedbackLayout.completer(head),
                    feedback.word(FeedbackLayout.WORD_EFFECTIVE_PS),
                    feedback.word(FeedbackLayout.WORD_PAYLOAD)));
            feedback.advance();
        }
        return messages;
    }

    List<String> feedbackText() {
        return feedback().stream().map(Feedback::toString).toList();
    }

    /** Flow, then visibility, start and end of each consumed unit in nanoseconds from the intended arrival. */
    List<String> observed() {
        observations.flush();
        List<String> units = new ArrayList<>();
        while (observations.hasMessage()) {
            units.add("flow " + observations.word(0) + ": " + observations.word(1) / NS + " "
                    + observations.word(2) / NS + " " + observations.word(3) / NS);
            observations.advance();
        }
        return units;
    }
}
