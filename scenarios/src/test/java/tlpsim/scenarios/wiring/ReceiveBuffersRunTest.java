package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.completer.consumer.CoreCounter;
import tlpsim.completer.memory.HostCounterLayout;
import tlpsim.completer.memory.WriteOutcomeLayout;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.result.CounterSnapshot;

/** Receive buffers from pools, in strides, copied: what must hold of them whatever the caches are. */
final class ReceiveBuffersRunTest {
    private static final String YAML = """
            name: buffers
            seed: 5
            platform: {preset: xeon-4216, cores: 2, l2: {size: 256 KiB, ways: 4}, llc: {size: 2.75 MiB, slices: 2, inclusive-ways: none}}
            fabric:
              root-ports:
                - {id: rp0, link: gen3 x16}
              endpoints:
                - {id: nic0, port: rp0, mps: 512 B, descriptor: {batch: 8, threshold: 8}}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 2, ring: 64, buffer: 2 KiB}
                port-speed: 100 Gbit/s
                arrivals: {rate: 20 Gbit/s, process: constant, sizes: 1536 B, flows: {count: 64, zipf: 0}}
                completion: {size: 64 B}
                consumer: {per-packet: 50 ns, reads: {header: 64 B}}
            measure: {warm-up: 500 us, window: 300 us}
            """;

    private static CounterSnapshot window(String... sets) {
        DrawnScenario scenario = DrawnScenario.read(5, YAML, sets);
        return RunRecord.of(scenario, Column.HINTS_OFF, EngineConfig.of(Threading.INLINE))
                .window();
    }

    private static double hitPercent(CounterSnapshot window) {
        int block = AccessKind.PAYLOAD.ordinal() * 2 * WriteOutcomeLayout.COUNT;
        int misses = 1 << WriteOutcomeLayout.LANDED_BITS;
        long all = CounterSnapshot.sum(window.writes(), block, WriteOutcomeLayout.COUNT);
        return 100.0 * (all - CounterSnapshot.sum(window.writes(), block, misses)) / all;
    }

    private static long packets(CounterSnapshot window) {
        return CounterSnapshot.sum(window.devices(), DeviceCounter.ACCEPTED_UNITS);
    }

    /** 128 posted buffers are 0.25 MiB and fit the I/O ways; 4,096 of a pool are 8 MiB and fit nothing; a stack per core reuses those that came back last. */
    @Test
    void aPoolUsedInTurnTakesItsOwnSizeAndStacksTakeThatOfTheRing() {
        assertThat(hitPercent(window())).isGreaterThan(99);
        assertThat(hitPercent(
                        window("workloads.rx.queues.order=pool", "workloads.rx.queues.pool={cache: 0, buffers: 4096}")))
                .isLessThan(1);
        assertThat(hitPercent(window(
                        "workloads.rx.queues.order=pool", "workloads.rx.queues.pool={cache: 64, buffers: 4096}")))
                .isGreaterThan(90);
    }

    @ParameterizedTest
    @CsvSource({"1, 1536", "8, 128", "8, 2048", "4, 2049"})
    void aDescriptorServesAsManyPacketsAsItsBufferHas(int strides, int bytes) {
        CounterSnapshot window = window(
                "workloads.rx.arrivals.rate=10 Gbit/s",
                "workloads.rx.arrivals.sizes=" + bytes + " B",
                "workloads.rx.queues.ring=32",
                "workloads.rx.queues.order=pool",
                "workloads.rx.queues.strides=" + strides,
                "workloads.rx.queues.buffer=" + 2048 * strides + " B");
        int perBuffer = strides / ((bytes + 2047) / 2048);
        double descriptors = packets(window) / (double) perBuffer;
        assertThat(CounterSnapshot.sum(window.devices(), DeviceCounter.DESCRIPTOR_READS) * 8.0)
                .isCloseTo(descriptors, within(40 + 0.02 * descriptors));
        assertThat(CounterSnapshot.sum(window.devices(), DeviceCounter.RX_NO_DESCRIPTOR))
                .isZero();
        assertThat(CounterSnapshot.sum(window.cores(), CoreCounter.UNITS)).isCloseTo(packets(window), within(70L));
    }

    /** Beside the descriptors, every line behind the header is stored once to the application's buffer. */
    @Test
    void aCopyReadsAndStoresEveryLineBehindTheHeader() {
        CounterSnapshot without = window();
        CounterSnapshot with = window("workloads.rx.consumer.copy=64 KiB");
        long lines = 23 * packets(with);
        assertThat(stores(with) - stores(without)).isCloseTo(lines, within(lines / 50));
    }

    private static long stores(CounterSnapshot window) {
        return CounterSnapshot.sum(window.memory(), HostCounterLayout.CORE_WRITE, 6);
    }

    /** Packets that wait hold buffers: the more of them, the more memory is in use, although a stack hands out first what came back last. */
    @Test
    void packetsThatWaitForTheirCopyAreInUseBesideThoseThatArePosted() {
        String[] sets = {
            "workloads.rx.queues.order=pool",
            "workloads.rx.queues.pool={cache: 256, buffers: 4000}",
            "workloads.rx.consumer.copy={size: 64 KiB, behind: 0}"
        };
        double at0 = dramBytesPerPacket(window(sets));
        sets[2] = "workloads.rx.consumer.copy={size: 64 KiB, behind: 900}";
        double at900 = dramBytesPerPacket(window(sets));
        assertThat(at900).isGreaterThan(at0 + 500);
    }

    private static double dramBytesPerPacket(CounterSnapshot window) {
        long lines =
                HostCounterLayout.dramReadLines(window.memory()) + HostCounterLayout.dramWriteLines(window.memory());
        return 64.0 * lines / packets(window);
    }

    @Test
    void packetsHandedOnTogetherShareTheCostOfTheirBatch() {
        String[] busy = {
            "workloads.rx.arrivals.rate=90 Gbit/s",
            "workloads.rx.arrivals.sizes=512 B",
            "workloads.rx.consumer.per-packet=0 ns",
            "workloads.rx.consumer.gro={packets: 1, per-batch: 320 ns}"
        };
        double alone = perPacketPs(window(busy));
        busy[3] = "workloads.rx.consumer.gro={packets: 8, per-batch: 320 ns}";
        double together = perPacketPs(window(busy));
        assertThat(alone - together).isCloseTo(320_000.0 * 7 / 8, within(15_000.0));
    }

    private static double perPacketPs(CounterSnapshot window) {
        return (double) CounterSnapshot.sum(window.cores(), CoreCounter.BUSY_PS)
                / CounterSnapshot.sum(window.cores(), CoreCounter.UNITS);
    }
}
