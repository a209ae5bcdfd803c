package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.completer.memory.HostCounterLayout;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.completer.memory.WriteOutcomeLayout;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.result.CounterSnapshot;

/**
 * What entries of less than a line cost in whole runs. Packets are whole lines, and no line of the completion ring is used twice: its first entry misses. While its
 * four entries come, so do 16 lines of packets, fewer than the I/O ways hold: the others hit.
 */
final class PartialLineTest {
    private static final String YAML = """
            name: partial
            seed: 6
            platform:
              preset: xeon-8180
              cores: 1
              l2: {size: 8 KiB, ways: 4}
              llc: {size: 64 KiB, ways: 16, slices: 1, io-ways: 4, inclusive-ways: none}
            fabric:
              root-ports:
                - {id: rp0, link: gen4 x16}
              endpoints:
                - {id: nic0, port: rp0, mps: 256 B}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 1, ring: 2048, buffer: 256 B, cores: {list: 0-0}}
                arrivals: {rate: 10 Gbit/s, process: constant, sizes: 256 B}
                completion: {size: 16 B}
                consumer: {burst: 1, per-packet: 10 ns, prefetch-ahead: 0, reads: {header: 64 B, payload: 0 %}}
            measure: {warm-up: 200 us, window: 200 us}
            """;

    private static CounterSnapshot window(String... sets) {
        DrawnScenario scenario = DrawnScenario.read(6, YAML, sets);
        return RunRecord.of(scenario, Column.CONFIGURED, EngineConfig.of(Threading.INLINE))
                .window();
    }

    private static long packets(CounterSnapshot counts) {
        return CounterSnapshot.sum(counts.devices(), DeviceCounter.ACCEPTED_UNITS);
    }

    /** Lines that DRAM was asked for so that a device could write a part of them. */
    private static long fetches(CounterSnapshot counts) {
        return counts.memory()[HostCounterLayout.DRAM_READ_DEVICE]
                - counts.memory()[HostCounterLayout.DEVICE_READ + ReadOutcomeLayout.READ_DRAM];
    }

    private static long missedEntries(CounterSnapshot counts) {
        int block = (AccessKind.COMPLETION.ordinal() * 2 + 1) * WriteOutcomeLayout.COUNT;
        return CounterSnapshot.sum(counts.writes(), block, 1 << WriteOutcomeLayout.LANDED_BITS);
    }

    @Test
    void aLineOfFourEntriesThatMissesCostsOneReadOfDram() {
        CounterSnapshot counts = window();

        assertThat(packets(counts)).isGreaterThan(700);
        assertThat((double) missedEntries(counts)).isCloseTo(packets(counts) / 4.0, within(2.0));
        assertThat(fetches(counts)).isEqualTo(missedEntries(counts));
    }

    @ParameterizedTest
    @ValueSource(strings = {"completion={size: 64 B}", "completion={size: 16 B, coalesce: 4, wait: 1 ms}"})
    void aWholeLineCostsNone(String completion) {
        CounterSnapshot counts = window("workloads.rx." + completion);

        assertThat(packets(counts)).isGreaterThan(700);
        assertThat(fetches(counts)).isEqualTo(missedEntries(counts)).isZero();
    }

    /** What misses is one masked write of DRAM; nothing is allocated, so entries miss until the core that reads the first one has brought the line. */
    @Test
    void maskedWritesReadNothing() {
        CounterSnapshot counts = window("platform.device-writes.partial-write=masked");

        assertThat(fetches(counts)).isZero();
        assertThat(missedEntries(counts)).isBetween(packets(counts) / 4, packets(counts));
        assertThat(counts.memory()[HostCounterLayout.DRAM_WRITE_DEVICE]).isEqualTo(missedEntries(counts));
    }

    /** Each line of a packet and each entry is a write of DRAM; what is merged into a line that no cache has is fetched first. */
    @Test
    void withoutDirectCacheAccessEveryEntryIsWrittenToDram() {
        CounterSnapshot counts = window("platform.device-writes.dca=false");

        assertThat(fetches(counts)).isEqualTo(missedEntries(counts)).isPositive();
        assertThat((double) counts.memory()[HostCounterLayout.DRAM_WRITE_DEVICE])
                .isCloseTo(5.0 * packets(counts), within(8.0));
    }
}
