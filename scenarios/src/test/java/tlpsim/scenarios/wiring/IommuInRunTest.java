package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.result.CounterSnapshot;

/** What translation does to a NIC that receives: rings of more pages than are cached make every write walk, huge pages or no IOMMU do not. */
final class IommuInRunTest {
    private static final long WINDOW_PS = 60_000_000;

    /** One queue of 512 buffers of 2 KiB: 256 pages of 4 KiB, used in turn, and those of its entries. */
    private static final String YAML = """
            name: translated
            seed: 3
            platform: {preset: xeon-6354}
            fabric:
              root-ports:
                - {id: rp0, link: gen4 x16, tph-completer: none}
              endpoints:
                - {id: nic0, port: rp0, mps: 256 B, descriptor: {batch: 64, threshold: 256}}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 1, ring: 512, buffer: 2 KiB}
                port-speed: 200 Gbit/s
                completion: {size: 64 B}
                arrivals: {rate: 20 Gbit/s, process: constant, sizes: 256 B, flows: {count: 64, zipf: 0}}
                consumer: {per-packet: 0 ns, poll-interval: 1 ns, reads: {header: 0 B, payload: 0 %}}
            measure: {warm-up: 120 us, window: 60 us}
            """;

    private static CounterSnapshot window(String... sets) {
        return RunRecord.of(DrawnScenario.read(3, YAML, sets), Column.HINTS_OFF, EngineConfig.of(Threading.INLINE))
                .window();
    }

    private static long port(CounterSnapshot window, int counter) {
        return CounterSnapshot.sum(window.rootPorts(), counter);
    }

    @Test
    void withoutEntriesNothingIsLookedUp() {
        assertThat(port(window(), ReceiveCounter.IOTLB_LOOKUPS)).isZero();
    }

    @Test
    void everyRequestIsLookedUpOnce() {
        CounterSnapshot window = window("platform.iommu.iotlb-entries=64");
        assertThat(port(window, ReceiveCounter.IOTLB_LOOKUPS))
                .isEqualTo(port(window, ReceiveCounter.WRITES) + port(window, ReceiveCounter.READS));
    }

    @Test
    void aRingOfMorePagesThanAreCachedMissesOncePerPage() {
        CounterSnapshot window = window("platform.iommu.iotlb-entries=64");
        // Two buffers per page of data; 64 entries, and 256 descriptors, per page of a ring.
        double packets = port(window, ReceiveCounter.WRITES) / 2.0;
        double pages = packets * (1.0 / 2 + 1.0 / 64 + 1.0 / 256);
        assertThat((double) port(window, ReceiveCounter.IOTLB_MISSES)).isCloseTo(pages, within(0.02 * pages));
    }

    @Test
    void hugePagesAndCachesThatHoldTheRingDoNotMiss() {
        assertThat(port(
                        window("platform.iommu.iotlb-entries=64", "platform.iommu.page=2 MiB"),
                        ReceiveCounter.IOTLB_MISSES))
                .isZero();
        assertThat(port(
                        window("platform.iommu.iotlb-entries=512", "platform.iommu.ways=512"),
                        ReceiveCounter.IOTLB_MISSES))
                .isZero();
    }

    @Test
    void aDeviceThatTranslatesItselfIsNotLookedUp() {
        CounterSnapshot window =
                window("platform.iommu.iotlb-entries=64", "fabric.endpoints.nic0.address-type=translated");
        assertThat(port(window, ReceiveCounter.IOTLB_LOOKUPS)).isZero();
        assertThat(port(window, ReceiveCounter.WRITES)).isPositive();
    }

    /** One walker of 330 ns: three million pages per second, two packets each, whatever is offered. */
    @Test
    void walkersLimitThroughputAndPacketsAreLost() {
        CounterSnapshot window = window(
                "platform.iommu.iotlb-entries=64",
                "platform.iommu.walkers=1",
                "workloads.rx.arrivals.rate=200 Gbit/s",
                "fabric.endpoints.nic0.buffer=64 KiB");
        double pages = WINDOW_PS / 330_000.0;
        assertThat((double) port(window, ReceiveCounter.IOTLB_MISSES)).isCloseTo(pages, within(0.03 * pages));
        double packets = pages / (1.0 / 2 + 1.0 / 64 + 1.0 / 256);
        assertThat(port(window, ReceiveCounter.WRITES) / 2.0).isCloseTo(packets, within(0.05 * packets));
    }

    @Test
    void aMissDelaysVisibilityByTheWalk() {
        CounterSnapshot off = window("workloads.rx.arrivals.rate=1 Gbit/s");
        CounterSnapshot on = window("workloads.rx.arrivals.rate=1 Gbit/s", "platform.iommu.iotlb-entries=64");
        long delayPs = port(on, ReceiveCounter.VISIBLE_DELAY_PS) - port(off, ReceiveCounter.VISIBLE_DELAY_PS);
        // Behind a packet whose page is walked its completion entry waits too.
        assertThat(delayPs)
                .isBetween(
                        port(on, ReceiveCounter.IOTLB_MISSES) * 330_000L / 2,
                        port(on, ReceiveCounter.IOTLB_MISSES) * 2 * 330_000L);
    }
}
