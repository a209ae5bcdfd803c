package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.completer.consumer.NeighbourCounter;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.result.CounterSnapshot;

/** Cores beside those that consume: what they take of the caches, and that they are part of the same run under every engine. */
final class NeighbourTest {
    private static final String YAML = """
            name: neighbours
            seed: 3
            platform:
              preset: xeon-6140
              cores: 4
              l2: {size: 16 KiB, ways: 4, replacement: lru}
              llc: {size: 512 KiB, ways: 8, slices: 1, hash: modulo, replacement: lru, io-ways: 2}
            fabric:
              root-ports:
                - {id: rp0, link: gen3 x8, tph-completer: none}
              endpoints:
                - {id: nic0, port: rp0, mps: 256 B}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 2, ring: 64, buffer: 2 KiB, cores: {list: 0-1}}
                arrivals: {rate: 20 Gbit/s, process: poisson, sizes: 512 B}
                consumer: {per-packet: 100 ns, reads: {header: 64 B, payload: 50 %}, working-set: {size: 96 KiB, zipf: 0}}
            neighbours:
              - {id: some, cores: 2, working-set: 2 MiB, per-access: 2 ns}
              - {id: more, cores: "3", working-set: 64 KiB, pattern: zipf, stores: 0 %}
            measure: {warm-up: 20 us, window: 40 us}
            """;

    private static CounterSnapshot window(String... sets) {
        return RunRecord.of(DrawnScenario.read(3, YAML, sets), Column.CONFIGURED, EngineConfig.of(Threading.INLINE))
                .window();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyRingBatchAndThreadingGivesTheSameRun(long seed) {
        String pattern = new String[] {"uniform", "zipf", "cyclic"}[(int) seed % 3];
        SameRun.underADrawnEngine(
                DrawnScenario.read(seed, YAML, "seed=" + seed, "neighbours.some.pattern=" + pattern), seed);
    }

    @Test
    void stepsOfAFewNanosecondsGiveTheSameRun() {
        SameRun.inStepsOfAFewNanoseconds(DrawnScenario.read(3, YAML));
    }

    @Test
    void aNeighbourThatIsSwitchedOffLeavesTheRunAsItWasWithoutIt() {
        String alone = YAML.replaceAll("(?s)neighbours:.*measure", "measure");
        RunRecord without =
                RunRecord.of(DrawnScenario.read(3, alone), Column.CONFIGURED, EngineConfig.of(Threading.INLINE));
        RunRecord off = RunRecord.of(
                DrawnScenario.read(3, YAML, "neighbours.some.enabled=false", "neighbours.more.enabled=false"),
                Column.CONFIGURED,
                EngineConfig.of(Threading.INLINE));
        assertThat(off.digest()).isEqualTo(without.digest());
        assertThat(off.text()).isEqualTo(without.text());
    }

    @ParameterizedTest
    @CsvSource({"working-set=64 B,99.9,100", "working-set=16 KiB,99,100", "pattern=cyclic,0,1"})
    void whatItHitsFollowsFromItsWorkingSet(String set, double least, double most) {
        CounterSnapshot window = window("neighbours.some." + set, "neighbours.more.enabled=false");
        long[] counts = window.neighbours()[0];
        assertThat(100.0 * counts[NeighbourCounter.L2_HITS] / counts[NeighbourCounter.ACCESSES])
                .isBetween(least, most);
    }

    @Test
    void itCostsTheConsumersCacheLines() {
        long[] without = window("neighbours.some.enabled=false").coreReads();
        long[] beside = window().coreReads();
        int dram = 5;
        long missesWithout = 0;
        long missesBeside = 0;
        for (int index = dram; index < beside.length; index += 6) {
            missesWithout += without[index];
            missesBeside += beside[index];
        }
        assertThat(missesBeside).isGreaterThan(missesWithout);
    }
}
