package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tlpsim.completer.memory.HostCounterLayout;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.completer.memory.WriteOutcomeLayout;
import tlpsim.core.pipeline.Threading;

/** What ways, classes of service and what else the last-level cache has are worth in whole runs. */
final class LlcWaysTest {
    /** The core's working set, 256 KiB, and the I/O ways, 4 KiB of 32 KiB, both exceed their caches. */
    private static final String YAML = """
            name: ways
            seed: 3
            platform:
              preset: xeon-8180
              cores: 2
              l2: {size: 8 KiB, ways: 4}
              llc: {size: 64 KiB, ways: 16, slices: 1, io-ways: 2, inclusive-ways: none}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16}
              endpoints:
                - {id: nic0, port: rp0, mps: 256 B}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 1, ring: 32, buffer: 2 KiB, cores: {list: 0-0}}
                completion: {size: 64 B}
                arrivals: {rate: 20 Gbit/s, process: poisson, sizes: 256 B}
                consumer: {burst: 8, per-packet: 50 ns, prefetch-ahead: 0, reads: {header: 64 B, payload: 100 %}}
            measure: {warm-up: 60 us, window: 60 us}
            """;

    private static long[] memory(String... sets) {
        return RunRecord.of(DrawnScenario.read(3, YAML, sets), Column.CONFIGURED, EngineConfig.of(Threading.INLINE))
                .window()
                .memory();
    }

    private static double writeHitPercent(long[] memory) {
        long all = 0;
        long missed = 0;
        for (int outcome = 0; outcome < WriteOutcomeLayout.COUNT; outcome++) {
            long lines = memory[HostCounterLayout.WRITE_FULL + outcome];
            all += lines;
            missed += WriteOutcomeLayout.isHit(outcome) ? 0 : lines;
        }
        return 100.0 * (all - missed) / all;
    }

    @Test
    void extraWaysHoldWhatTwoWaysLose() {
        String[] many = {
            "workloads.rx.queues={ring: 64, buffer: 256 B, cores: {list: 0-0}}",
            "workloads.rx.consumer.reads={header: 64 B, payload: 0 %}"
        };
        double two = writeHitPercent(memory(many));
        double six = writeHitPercent(memory(many[0], many[1], "platform.llc.extra-io-ways=4"));

        assertThat(six).isGreaterThan(two + 20);
    }

    /** What the core has read stays in its L2 without inclusive ways; with them, it takes room of the LLC as well. */
    @Test
    void linesThatACoreReadsStayInTheInclusiveWays() {
        long[] none = memory();
        long[] two = memory("platform.llc.inclusive-ways=0x3");

        assertThat(two[HostCounterLayout.BACK_INVALIDATIONS]).isPositive();
        assertThat(none[HostCounterLayout.BACK_INVALIDATIONS]).isZero();
        assertThat(two[HostCounterLayout.LLC_VICTIMS]).isGreaterThan(none[HostCounterLayout.LLC_VICTIMS]);
    }

    /** A class with the I/O ways for the core's victims: they evict what devices write before it is read again. */
    @Test
    void aClassInTheIoWaysCostsHitsOfDeviceWritesAndOneBesideThemDoesNot() {
        String[] busy = {
            "workloads.rx.consumer.reads={header: 64 B, payload: 0 %}",
            "workloads.rx.consumer.working-set={size: 256 KiB, lines-per-packet: 16}"
        };
        double apart =
                writeHitPercent(memory(busy[0], busy[1], "platform.llc.classes=[{id: apart, cores: 0, ways: 0x00ff}]"));
        double inside = writeHitPercent(
                memory(busy[0], busy[1], "platform.llc.classes=[{id: inside, cores: 0, ways: 0xc000}]"));

        assertThat(apart).isGreaterThan(inside + 10);
    }

    @Test
    void aClassOfFewWaysKeepsLessOfTheWorkingSetOfItsCore() {
        String set = "workloads.rx.consumer.working-set={size: 32 KiB, lines-per-packet: 16}";
        long[] all = memory(set);
        long[] one = memory(set, "platform.llc.classes=[{id: one, cores: 0, ways: 0x1}]");

        assertThat(one[HostCounterLayout.CORE_READ + ReadOutcomeLayout.READ_DRAM])
                .isGreaterThan(3 * all[HostCounterLayout.CORE_READ + ReadOutcomeLayout.READ_DRAM] / 2);
    }

    /** 8 KiB of L2 over a filter of 2 KiB: most of what the core reads again is not there any more. */
    @Test
    void aSmallSnoopFilterTakesLinesOutOfL2s() {
        String set = "workloads.rx.consumer.working-set={size: 4 KiB, lines-per-packet: 16}";
        long[] none = memory(set);
        long[] small = memory(set, "platform.llc.snoop-filter={sets-per-slice: 16, ways: 2}");

        assertThat(none[HostCounterLayout.SNOOP_FILTER_VICTIMS]).isZero();
        assertThat(small[HostCounterLayout.SNOOP_FILTER_VICTIMS]).isPositive();
        assertThat(small[HostCounterLayout.CORE_READ + ReadOutcomeLayout.READ_L2])
                .isLessThan(none[HostCounterLayout.CORE_READ + ReadOutcomeLayout.READ_L2] * 9 / 10);
    }

    /** The ring exceeds the whole cache: dirty lines leak to DRAM, unless the core has dropped them. DRAM gets nothing then. */
    @Test
    void droppedBuffersAreNeverWrittenBack() {
        String[] ring = {
            "workloads.rx.queues={ring: 512, buffer: 256 B, cores: {list: 0-0}}",
            "workloads.rx.arrivals.rate=6 Gbit/s",
            "measure={warm-up: 250 us, window: 100 us}"
        };
        long[] kept = memory(ring);
        long[] dropped = memory(ring[0], ring[1], ring[2], "workloads.rx.consumer.after=invalidate");

        assertThat(kept[HostCounterLayout.DROPPED_DIRTY]).isZero();
        assertThat(kept[HostCounterLayout.READ_TO_DRAM]).isPositive();
        assertThat(dropped[HostCounterLayout.DROPPED_DIRTY])
                .isCloseTo(fullLines(dropped), within(fullLines(dropped) / 3));
        assertThat(dropped[HostCounterLayout.DRAM_WRITE_BACK_IO])
                .isLessThan(kept[HostCounterLayout.DRAM_WRITE_BACK_IO] / 2);
    }

    private static long fullLines(long[] memory) {
        long all = 0;
        for (int outcome = 0; outcome < WriteOutcomeLayout.COUNT; outcome++) {
            all += memory[HostCounterLayout.WRITE_FULL + outcome];
        }
        return all;
    }
}
