package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.completer.memory.WriteOutcomeLayout;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.result.CounterSnapshot;

/**
 * A ring that a device writes again and again through all ways of the last-level cache of a Xeon Gold 6354, which nobody reads: a line is found again where its
 * set has room for all lines of the ring. Sizes are those of Sepia (OSDI 2026); the same pages overload the sets that it counted ({@code PagePlacementTest}).
 */
final class PagePlacementRunTest {
    private static final String YAML = """
            name: pages
            seed: 3
            platform: {preset: xeon-6354, cores: 1, llc: {io-ways: all}}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16}
              endpoints:
                - {id: nic0, port: rp0, mps: 512 B}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 1, ring: 4096, buffer: 4608 B}
                port-speed: 400 Gbit/s
                arrivals: {rate: 300 Gbit/s, process: constant, sizes: 4608 B}
                consumer: {per-packet: 0 ns, reads: {header: 0 B}}
            measure: {warm-up: 2 ms, window: 1300 us}
            """;

    private static double hitPercent(String pages, int strideBytes) {
        DrawnScenario scenario = DrawnScenario.read(
                3,
                YAML,
                "platform.memory.pages=" + pages,
                "workloads.rx.queues.buffer=" + strideBytes + " B",
                "workloads.rx.arrivals.sizes=" + strideBytes + " B");
        CounterSnapshot window = RunRecord.of(scenario, Column.HINTS_OFF, EngineConfig.of(Threading.INLINE))
                .window();
        int block = AccessKind.PAYLOAD.ordinal() * 2 * WriteOutcomeLayout.COUNT;
        int misses = 1 << WriteOutcomeLayout.LANDED_BITS;
        long all = CounterSnapshot.sum(window.writes(), block, WriteOutcomeLayout.COUNT);
        long missed = CounterSnapshot.sum(window.writes(), block, misses);
        return 100.0 * (all - missed) / all;
    }

    /** Share of lines in sets of at most twelve: the chance that at most eleven others fell there. */
    private static double expectedPercent(double mebibytes) {
        double load = mebibytes / 39 * 12;
        double term = Math.exp(-load);
        double sum = term;
        for (int others = 1; others <= 11; others++) {
            term *= load / others;
            sum += term;
        }
        return 100 * sum;
    }

    @ParameterizedTest
    @CsvSource({"18, 4608", "22, 5632", "38, 9728"})
    void scatteredPagesCostWhatOverloadedSetsCannotHold(int mebibytes, int strideBytes) {
        assertThat(hitPercent("4 KiB", strideBytes)).isCloseTo(expectedPercent(mebibytes), within(2.0));
    }

    @ParameterizedTest
    @CsvSource({"coloured", "1 GiB"})
    void balancedPagesHoldAllOfIt(String pages) {
        assertThat(hitPercent(pages, 8960)).isGreaterThan(99.9);
    }
}
