package tlpsim.completer.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.ReplacementPolicy;
import tlpsim.completer.cache.SetAssociativeCache;
import tlpsim.completer.dram.DramModel;
import tlpsim.completer.memory.DeviceWriteConfig;
import tlpsim.completer.memory.DeviceWritePolicy;
import tlpsim.completer.memory.HomeDomainTable;
import tlpsim.completer.memory.HostCounterLayout;
import tlpsim.completer.memory.HostMemory;
import tlpsim.completer.memory.HostMemoryConfig;
import tlpsim.completer.memory.HostTopologyConfig;
import tlpsim.completer.memory.LlcConfig;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.core.pipeline.EventHeap;
import tlpsim.core.random.RandomStream;

/** Hand-worked examples: an L2 hit takes 5 ns, the LLC 20 ns, DRAM 100 ns; two accesses overlap; an access takes 10 ns beside that. */
final class NeighbourStageTest {
    private static final long NS = 1_000;
    private static final int GROUP = 8;
    private static final int L2_LINES = 64 * 8;
    private static final int LLC_LINES = 256 * 8;
    private static final WorkingSet CYCLE_OF_64 = (core, index) -> core * 4096L + index % 64;

    private final HostMemory memory = memory();
    private final EventHeap agenda = new EventHeap(16);
    private NeighbourStage stage;

    private static HostMemory memory() {
        SetAssociativeCache[] l2 = new SetAssociativeCache[2];
        for (int core = 0; core < l2.length; core++) {
            l2[core] = ReplacementPolicy.LRU.create(CacheGeometry.modulo(64, 8), core);
        }
        SetAssociativeCache[] llc = {ReplacementPolicy.LRU.create(CacheGeometry.modulo(256, 8), 9)};
        HostMemoryConfig config = new HostMemoryConfig(
                1 << 16,
                HostTopologyConfig.oneDomain(2),
                HomeDomainTable.single(0),
                LlcConfig.victim(0xC0, 0xFF),
                DeviceWriteConfig.of(DeviceWritePolicy.ddio()));
        return new HostMemory(config, l2, llc);
    }

    private void start(WorkingSet lines, int storesPerMillion, int... cores) {
        NeighbourConfig config =
                new NeighbourConfig(cores, lines, RandomStream.of(3, "test.stores"), storesPerMillion, 10 * NS, 2);
        CoreTimingConfig timing = new CoreTimingConfig(5 * NS, 20 * NS, 40 * NS, 60 * NS, 100 * NS, 4);
        stage = new NeighbourStage(new NeighbourConfig[] {config}, memory, DramModel.unloaded(), timing, agenda);
    }

    private void runUntil(long endPs) {
        while (agenda.headPs() < endPs) {
            long timePs = agenda.headPs();
            long event = agenda.headPayload();
            agenda.removeHead();
            stage.onEvent(timePs, event);
        }
    }

    private long count(int counter) {
        return stage.counters()[0][counter];
    }

    @Test
    void theNextAccessesBeginWhenTheLastOnesAreServed() {
        start(CYCLE_OF_64, 0, 0);
        // Eight groups of eight misses, 8 * (10 + 100 / 2) ns each; then hits of the L2, 8 * (10 + 5 / 2) ns.
        runUntil(8 * 480 * NS);
        assertThat(count(NeighbourCounter.ACCESSES)).isEqualTo(64);
        assertThat(count(NeighbourCounter.LLC_MISSES)).isEqualTo(64);
        assertThat(count(NeighbourCounter.STALL_PS)).isEqualTo(64 * 50 * NS);
        runUntil((8 * 480 + 100 * 100) * NS);
        assertThat(count(NeighbourCounter.ACCESSES)).isEqualTo(64 + 100 * GROUP);
        assertThat(count(NeighbourCounter.LLC_MISSES)).isEqualTo(64);
        assertThat(count(NeighbourCounter.L2_HITS)).isEqualTo(100 * GROUP);
    }

    @Test
    void eachCoreHasAPlaceOfItsOwn() {
        start(CYCLE_OF_64, 0, 0, 1);
        runUntil(100_000 * NS);
        assertThat(count(NeighbourCounter.LLC_MISSES)).isEqualTo(2 * 64);
    }

    @Test
    void aShareOfAccessesStores() {
        start(CYCLE_OF_64, 250_000, 0);
        runUntil(100_000 * NS);
        long stores = 0;
        for (int outcome = 0; outcome < ReadOutcomeLayout.COUNT; outcome++) {
            stores += memory.counter(HostCounterLayout.CORE_WRITE + outcome);
        }
        double share = (double) stores / count(NeighbourCounter.ACCESSES);
        assertThat(share).isBetween(0.23, 0.27);
    }

    /** A cycle: all hits as long as it fits, none beyond, in an LRU cache (Mattson: every reuse distance is N - 1). */
    @Test
    void aCycleHitsWhereItFitsAndNowhereElse() {
        int fits = L2_LINES + LLC_LINES;
        start((core, index) -> index % fits, 0, 0);
        runUntil(fits * 60L * NS);
        long missed = count(NeighbourCounter.LLC_MISSES);
        runUntil(2L * fits * 60L * NS);
        assertThat(missed).isEqualTo(fits);
        assertThat(count(NeighbourCounter.LLC_MISSES)).isEqualTo(missed);
    }

    /** The independent reference model: uniform draws from N lines hit C of N, with caches that hold no line twice. */
    @Test
    void uniformDrawsHitTheShareThatFits() {
        int lines = 1 << 13;
        RandomStream draws = RandomStream.of(5, "test.lines");
        start((core, index) -> RandomStream.bounded(draws.bitsAt(index), lines), 0, 0);
        runUntil(4_000_000 * NS);
        long accesses = count(NeighbourCounter.ACCESSES);
        long misses = count(NeighbourCounter.LLC_MISSES);
        long hits = count(NeighbourCounter.L2_HITS);
        runUntil(24_000_000 * NS);
        accesses = count(NeighbourCounter.ACCESSES) - accesses;
        double missShare = (double) (count(NeighbourCounter.LLC_MISSES) - misses) / accesses;
        double l2Share = (double) (count(NeighbourCounter.L2_HITS) - hits) / accesses;
        assertThat(l2Share).isBetween(0.98 * L2_LINES / lines, 1.02 * L2_LINES / lines);
        double held = (double) (L2_LINES + LLC_LINES) / lines;
        assertThat(1 - missShare).isBetween(held - 0.01, held + 0.01);
    }
}
