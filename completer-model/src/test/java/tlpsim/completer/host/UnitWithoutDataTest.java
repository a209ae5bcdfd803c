package tlpsim.completer.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.LruCache;
import tlpsim.completer.cache.SetAssociativeCache;
import tlpsim.completer.consumer.ConsumerConfig;
import tlpsim.completer.consumer.ConsumerParts;
import tlpsim.completer.consumer.CoreTimingConfig;
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
import tlpsim.completer.peer.PeerConfig;
import tlpsim.completer.port.PathTable;
import tlpsim.completer.port.ReceiveWindow;
import tlpsim.completer.steering.SteeringPolicy;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.path.CompleterRules;
import tlpsim.core.path.PrefixSupport;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.pipeline.Promise;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.pipeline.TlpRing;
import tlpsim.core.tlp.MemoryRequestEncoder;
import tlpsim.core.tph.TphCompleterSupport;

/**
 * An I/O that wrote the device's medium leaves nothing in host memory but its completion entry, which then says all
 * there is to say.
 */
class UnitWithoutDataTest {
    private static final QueueLayout LAYOUT = new QueueLayout(0, 64, 4096, 16, 16, 8192, 4096, 0, 0, 0, 2);
    private static final long END_PS = 1_000_000_000;
    private static final long INTENDED_PS = 5_000;

    private final TlpRing ring = new TlpRing(4, 4, Gate.OPEN);
    private final MessageRing feedback = new MessageRing(4, 4, Gate.OPEN);
    private final MessageRing observations = new MessageRing(4, 4, Gate.OPEN);
    private final Promise sourcePromise = new Promise();
    private final MemoryProcess memory = memory();

    private MemoryProcess memory() {
        HostMemoryConfig config = new HostMemoryConfig(
                1024,
                HostTopologyConfig.oneDomain(1),
                HomeDomainTable.single(0),
                LlcConfig.victim(1, 1),
                DeviceWriteConfig.of(DeviceWritePolicy.ddio()));
        SetAssociativeCache[] caches = {new LruCache(CacheGeometry.modulo(1, 2))};
        HostParts parts = new HostParts(
                new HostMemory(config, caches, new SetAssociativeCache[] {new LruCache(CacheGeometry.modulo(1, 2))}),
                DramModel.unloaded(),
                new SteeringPolicy[0],
                new QueueTable(new QueueLayout[] {LAYOUT}, new int[1], new int[1]),
                feedback,
                AddressMap.window(Long.MAX_VALUE),
                new HostTimingConfig(100, 200, 300, 0, 1_000, 1_000, 1_000, 1_000, 1_000),
                new CoreTimingConfig(1, 2, 3, 4, 5, 1),
                new boolean[1],
                true);
        CompleterRules rules = new CompleterRules(
                TphCompleterSupport.NONE,
                new PrefixSupport(true, true, 4),
                true,
                false,
                CompleterRules.ExtendedAt8.IGNORE);
        return new MemoryProcess(
                new MemoryProcess.MemoryEdges(ring, feedback, observations, sourcePromise, new Promise()),
                parts,
                new ReceiveConfig[] {new ReceiveConfig(new ReceiveWindow(0, 0, 1_000), 0, true, rules)},
                new int[] {16},
                new ConsumerParts(
                        1,
                        new ConsumerConfig[] {new ConsumerConfig(false, 1, 10, 0, 64, 1_000_000, 0, 0, 1_000, 0, 0, 1)},
                        new WorkingSet[1]),
                PathTable.ofRootPorts(1, 1),
                new PeerConfig[0]);
    }

    private void send(long arrivalPs, AccessKind kind, long unit, int unitBytes, int flags) {
        assertThat(ring.hasRoom()).isTrue();
        UnsafeBuffer records = ring.writeBuffer();
        int record = ring.writeOffset();
        records.setMemory(record, TlpRecordLayout.RECORD_BYTES, (byte) 0);
        long address = kind == AccessKind.COMPLETION ? LAYOUT.completionAddress(unit) : LAYOUT.bufferAddress(unit);
        int bytes = new MemoryRequestEncoder()
                .address(address)
                .lengthDw(4)
                .encode(records, record + TlpRecordLayout.EMITTED);
        records.putByte(record + TlpRecordLayout.EMITTED_BYTES, (byte) bytes);
        records.putLong(record + TlpRecordLayout.ARRIVAL_PS, arrivalPs);
        records.putLong(record + TlpRecordLayout.INTENDED_PS, arrivalPs - INTENDED_PS);
        records.putLong(record + TlpRecordLayout.UNIT, unit);
        records.putInt(record + TlpRecordLayout.UNIT_BYTES, unitBytes);
        records.putByte(record + TlpRecordLayout.KIND, (byte) kind.ordinal());
        records.putByte(record + TlpRecordLayout.FLAGS, (byte) flags);
        records.putByte(record + TlpRecordLayout.ENTRIES, (byte) 1);
        records.putInt(record + TlpRecordLayout.PAYLOAD_BYTES, 16);
        ring.append();
    }

    private void run() {
        ring.flush();
        sourcePromise.raise(END_PS);
        memory.allowUntil(END_PS);
        while (!memory.isDone()) {
            memory.doWork();
        }
    }

    @Test
    void itsLatencyCountsFromItsOwnIntendedTimeToItsEntry() {
        // Units 0 and 1 have data; unit 2 uses the place of unit 0 again and has none.
        send(1_000_000, AccessKind.PAYLOAD, 0, 4_096, TlpRecordLayout.FLAG_LAST);
        send(1_000_000, AccessKind.COMPLETION, 0, 4_096, 0);
        send(2_000_000, AccessKind.PAYLOAD, 1, 4_096, TlpRecordLayout.FLAG_LAST);
        send(2_000_000, AccessKind.COMPLETION, 1, 4_096, 0);
        send(3_000_000, AccessKind.COMPLETION, 2, 0, TlpRecordLayout.FLAG_LAST);
        run();

        for (int unit = 0; unit < 3; unit++) {
            assertThat(observations.hasMessage()).isTrue();
            assertThat(observations.word(1)).as("visible, unit %d", unit).isEqualTo(INTENDED_PS + 100);
            assertThat(observations.word(2)).as("begun, unit %d", unit).isBetween(5_100L, 7_000L);
            observations.advance();
        }
        assertThat(observations.hasMessage()).isFalse();
    }
}
