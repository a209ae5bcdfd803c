package tlpsim.completer.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tlpsim.completer.cache.CacheGeometry;

/** What any memory hierarchy with device writes must obey, whatever its parameters. */
class HostMemoryStatementsTest {
    private static final int RING_LINES = 256;
    private static final int CORES = 2;
    private static final CacheGeometry SMALL_L2 = CacheGeometry.modulo(16, 4);
    private static final CacheGeometry SMALL_LLC = CacheGeometry.xorHash(32, 8);

    private static HostMemory host(DeviceWritePolicy policy, LlcConfig use, CacheGeometry l2, CacheGeometry llc) {
        HostMemoryConfig config = new HostMemoryConfig(
                4 * RING_LINES,
                HostTopologyConfig.oneDomain(CORES),
                HomeDomainTable.single(0),
                use,
                DeviceWriteConfig.of(policy));
        return new HostMemory(config, HostPair.caches(CORES, l2), HostPair.caches(1, llc));
    }

    /** A device writes every line of the ring in order; a core, if any, reads each one {@code lag} lines later. */
    private static void revolve(HostMemory host, int revolutions, int placement, int core, int lag) {
        for (int i = 0; i < revolutions * RING_LINES; i++) {
            host.deviceWrite(i % RING_LINES, true, placement);
            if (core >= 0 && i >= lag) {
                host.coreRead(core, (i - lag) % RING_LINES);
            }
        }
    }

    private static long hits(HostMemory host) {
        long hits = 0;
        for (int outcome = 0; outcome < WriteOutcomeLayout.COUNT; outcome++) {
            hits += WriteOutcomeLayout.isHit(outcome) ? host.counter(HostCounterLayout.WRITE_FULL + outcome) : 0;
        }
        return hits;
    }

    private static long[] snapshot(HostMemory host) {
        long[] counters = new long[HostCounterLayout.COUNT];
        host.snapshot(counters);
        return counters;
    }

    /** Two L2s of 64 lines over 64 entries: what core 1 brings takes core 0 all it has. Its lines are in the LLC then. */
    @Test
    void linesLeaveAnL2WithTheirEntryOfTheSnoopFilter() {
        HostMemoryConfig config = new HostMemoryConfig(
                4 * RING_LINES,
                HostTopologyConfig.oneDomain(CORES),
                HomeDomainTable.single(0),
                LlcConfig.victim(0xC0, 0xFF),
                DeviceWriteConfig.of(DeviceWritePolicy.ddio()));
        HostMemory host = new HostMemory(
                config,
                PagePlacement.contiguous(4 * RING_LINES),
                new HostCaches(
                        HostPair.caches(CORES, SMALL_L2), HostPair.caches(1, SMALL_LLC), HostPair.caches(1, SMALL_L2)),
                SamplingConfig.EXACT);
        for (int line = 0; line < 128; line++) {
            host.coreRead(line / 64, line);
        }
        assertThat(host.counter(HostCounterLayout.SNOOP_FILTER_VICTIMS)).isEqualTo(64);
        assertThat(host.counter(HostCounterLayout.L2_VICTIMS)).isEqualTo(64);
        for (int line = 0; line < 64; line++) {
            assertThat(host.deviceRead(line)).isEqualTo(ReadOutcomeLayout.READ_LLC_LOCAL);
            assertThat(host.deviceRead(64 + line)).isEqualTo(ReadOutcomeLayout.READ_L2_SIBLING);
        }
    }

    /** Purnal et al. (2022): device write, core write, device write puts a line where other device writes do not evict it. */
    @Test
    void deviceWritesOverLinesOfAnL2AreSafeFromOtherDeviceWritesInInclusiveWays() {
        HostMemory apart = host(
                DeviceWritePolicy.ddio(), LlcConfig.victim(0xC0, 0xFF).withInclusiveWays(0x3), SMALL_L2, SMALL_LLC);
        HostMemory shared = host(DeviceWritePolicy.ddio(), LlcConfig.victim(0xC0, 0xFF), SMALL_L2, SMALL_LLC);
        for (HostMemory host : new HostMemory[] {apart, shared}) {
            for (int line = 0; line < 32; line++) {
                host.deviceWrite(line, true, PlacementLayout.NONE);
                host.coreWrite(0, line);
                host.deviceWrite(line, true, PlacementLayout.NONE);
            }
            for (int line = 32; line < 3 * RING_LINES; line++) {
                host.deviceWrite(line, true, PlacementLayout.NONE);
            }
        }
        for (int line = 0; line < 32; line++) {
            assertThat(apart.deviceRead(line)).isEqualTo(ReadOutcomeLayout.READ_LLC_LOCAL);
            assertThat(shared.deviceRead(line)).isEqualTo(ReadOutcomeLayout.READ_DRAM);
        }
    }

    /** A4 (ISCA 2025): lines that a core reads move there, and fill these ways although the core's own are free. */
    @Test
    void linesReadByACoreTakeOnlyTheInclusiveWays() {
        HostMemory host = host(
                DeviceWritePolicy.ddio(), LlcConfig.victim(0xC0, 0x3C).withInclusiveWays(0x3), SMALL_L2, SMALL_LLC);
        revolve(host, 4, PlacementLayout.NONE, 0, 0);
        long inCaches = 0;
        for (int line = 0; line < RING_LINES; line++) {
            inCaches += host.deviceRead(line) == ReadOutcomeLayout.READ_DRAM ? 0 : 1;
        }
        // 32 sets of two inclusive ways; the I/O ways are empty, as each line is read before the next one is written.
        assertThat(inCaches).isEqualTo(64);
        assertThat(host.counter(HostCounterLayout.BACK_INVALIDATIONS)).isPositive();
    }

    @Test
    void withoutWaysForDevicesNothingHitsAndEveryWriteReachesDram() {
        HostMemory host = host(DeviceWritePolicy.ddio(), LlcConfig.victim(0, 0xFF), SMALL_L2, SMALL_LLC);
        revolve(host, 5, PlacementLayout.NONE, -1, 0);
        assertThat(hits(host)).isZero();
        assertThat(host.dramWriteBytes()).isEqualTo(5L * RING_LINES * HostMemory.LINE_BYTES);
        assertThat(host.dramReadBytes()).isZero();
    }

    @Test
    void inCachesThatHoldEverythingEveryWriteHitsAfterTheFirstRevolutionWithoutDramTraffic() {
        CacheGeometry large = CacheGeometry.modulo(1024, 16);
        for (LlcConfig use : new LlcConfig[] {LlcConfig.victim(0xFFFF, 0xFFFF), LlcConfig.inclusive(0xFFFF, 0xFFFF)}) {
            HostMemory host = host(DeviceWritePolicy.ddio(), use, large, large);
            revolve(host, 1, PlacementLayout.NONE, 0, 7);
            assertThat(hits(host)).isZero();
            revolve(host, 9, PlacementLayout.NONE, 0, 7);
            assertThat(hits(host)).isEqualTo(9L * RING_LINES);
            assertThat(host.dramReadBytes() + host.dramWriteBytes()).isZero();
        }
    }

    @Test
    void aHostWithoutDirectCacheAccessMovesEachLineTwice() {
        HostMemory host = host(DeviceWritePolicy.noDca(), LlcConfig.victim(0, 0xFF), SMALL_L2, SMALL_LLC);
        revolve(host, 10, PlacementLayout.NONE, 0, 7);
        long lines = 10L * RING_LINES;
        assertThat(host.counter(HostCounterLayout.DRAM_WRITE_DEVICE)).isEqualTo(lines);
        assertThat(host.counter(HostCounterLayout.DRAM_READ_CORE)).isEqualTo(lines - 7);
        assertThat(host.counter(HostCounterLayout.DRAM_WRITE_BACK_IO)).isZero();
    }

    @Test
    void overwritingInPlaceCostsNoDramTraffic() {
        HostMemory host = host(DeviceWritePolicy.ddio(), LlcConfig.victim(0xFF, 0xFF), SMALL_L2, SMALL_LLC);
        revolve(host, 10, PlacementLayout.NONE, -1, 0);
        assertThat(host.counter(HostCounterLayout.IN_PLACE)).isEqualTo(9L * RING_LINES);
        assertThat(host.dramReadBytes() + host.dramWriteBytes()).isZero();
        assertThat(host.counter(HostCounterLayout.UNREAD_OVERWRITTEN)).isEqualTo(9L * RING_LINES);
    }

    /**
     * 16 lines fit the I/O ways and 52 the rest, the core comes 128 lines late, the device 128 lines after it. Per
     * line: evicted unread (one write), fetched by the core (one read) and, if the core stores to it, written back
     * once more.
     */
    @Test
    void aRingThatOverflowsEveryCacheCostsTwoDramAccessesPerLineAndThreeWhereCoresWrite() {
        for (boolean coreWrites : new boolean[] {false, true}) {
            HostMemory host = host(
                    DeviceWritePolicy.ddio(),
                    LlcConfig.victim(0xC0, 0x3F),
                    CacheGeometry.modulo(2, 2),
                    CacheGeometry.xorHash(8, 8));
            host.prefillForeignDirty();
            leak(host, 3, coreWrites);
            long[] before = snapshot(host);
            leak(host, 10, coreWrites);
            long[] after = snapshot(host);
            long traffic = HostCounterLayout.dramReadLines(after)
                    + HostCounterLayout.dramWriteLines(after)
                    - HostCounterLayout.dramReadLines(before)
                    - HostCounterLayout.dramWriteLines(before);
            assertThat(traffic).isEqualTo((coreWrites ? 3 : 2) * 10L * RING_LINES);
            assertThat(after[HostCounterLayout.UNREAD_TO_DRAM] - before[HostCounterLayout.UNREAD_TO_DRAM])
                    .isEqualTo(10L * RING_LINES);
        }
    }

    private static void leak(HostMemory host, int revolutions, boolean coreWrites) {
        for (int i = 0; i < revolutions * RING_LINES; i++) {
            host.deviceWrite(i % RING_LINES, true, PlacementLayout.NONE);
            long read = (i + RING_LINES / 2) % RING_LINES;
            if (coreWrites) {
                host.coreWrite(0, read);
            } else {
                host.coreRead(0, read);
            }
        }
    }

    /** Cores 0 and 1 in domains of their own; every line is steered to core 1, core 0 reads. */
    @Test
    void withOneFlowSteeredToACoreThatSharesNoCacheNoFirstReadHitsInTheConsumersOwnL2() {
        for (boolean toL2 : new boolean[] {true, false}) {
            HostMemoryConfig config = new HostMemoryConfig(
                    RING_LINES,
                    new HostTopologyConfig(2, 1, 1),
                    HomeDomainTable.single(0),
                    LlcConfig.victim(0xC0, 0xFF),
                    DeviceWriteConfig.of(DeviceWritePolicy.noDca()));
            HostMemory host = new HostMemory(config, HostPair.caches(2, SMALL_L2), HostPair.caches(2, SMALL_LLC));
            int placement = toL2 ? PlacementLayout.l2OfCore(1) : PlacementLayout.llcOfDomain(1);
            revolve(host, 10, placement, 0, 20);
            assertThat(host.counter(HostCounterLayout.CORE_READ + ReadOutcomeLayout.READ_L2))
                    .isZero();
            assertThat(host.counter(HostCounterLayout.CORE_READ + ReadOutcomeLayout.READ_LLC_LOCAL))
                    .isZero();
        }
    }

    @Test
    void withTheRightTargetEveryFirstReadHitsInTheConsumersOwnL2WhileTheLagFits() {
        HostMemory host = host(DeviceWritePolicy.noDca(), LlcConfig.victim(0xC0, 0xFF), SMALL_L2, SMALL_LLC);
        revolve(host, 10, PlacementLayout.l2OfCore(0), 0, 20);
        assertThat(host.counter(HostCounterLayout.CORE_READ + ReadOutcomeLayout.READ_L2))
                .isEqualTo(10L * RING_LINES - 20);
        assertThat(host.counter(HostCounterLayout.DRAM_READ_CORE)).isZero();
        assertThat(host.counter(HostCounterLayout.UNREAD_FROM_L2)).isZero();
    }

    /** 64 lines of L2 against a lag of 100: each line is evicted before it is read. */
    @Test
    void aLagBeyondTheTargetL2EvictsLinesBeforeTheyAreRead() {
        HostMemory host = host(DeviceWritePolicy.noDca(), LlcConfig.victim(0xC0, 0xFF), SMALL_L2, SMALL_LLC);
        revolve(host, 10, PlacementLayout.l2OfCore(0), 0, 100);
        assertThat(host.counter(HostCounterLayout.UNREAD_FROM_L2)).isGreaterThan(9L * RING_LINES);
        assertThat(host.counter(HostCounterLayout.CORE_READ + ReadOutcomeLayout.READ_L2))
                .isZero();
    }

    @Test
    void prefillingMakesTheFirstAllocationsWriteBackForeignLines() {
        HostMemory host = host(DeviceWritePolicy.ddio(), LlcConfig.victim(0xC0, 0xFF), SMALL_L2, SMALL_LLC);
        host.prefillForeignDirty();
        assertThat(host.dramWriteBytes()).isZero();
        host.deviceWrite(0, true, PlacementLayout.NONE);
        assertThat(host.counter(HostCounterLayout.DRAM_WRITE_BACK_OTHER)).isEqualTo(1);
        host.coreRead(0, 1);
        assertThat(host.counter(HostCounterLayout.L2_VICTIMS_TO_LLC)).isEqualTo(1);
        assertThat(host.counter(HostCounterLayout.DRAM_WRITE_BACK_OTHER)).isEqualTo(2);
    }

    /**
     * Every line ever made dirty is written back exactly once per time, or is still in a cache, or was overwritten
     * there.
     */
    @Test
    void foreignAndSimulatedLinesAreConserved() {
        HostMemory host = host(DeviceWritePolicy.ddio(), LlcConfig.victim(0xC0, 0xFF), SMALL_L2, SMALL_LLC);
        host.prefillForeignDirty();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 50_000; i++) {
            long line = random.nextInt(4 * RING_LINES);
            if (random.nextBoolean()) {
                host.deviceWrite(line, true, PlacementLayout.NONE);
            } else {
                host.coreRead(random.nextInt(CORES), line);
            }
        }
        long[] counters = snapshot(host);
        long capacity = CORES * SMALL_L2.lines() + SMALL_LLC.lines();
        long dirtied = capacity + 50_000;
        assertThat(HostCounterLayout.dramWriteLines(counters)).isBetween(1L, dirtied);
        long filled = counters[HostCounterLayout.DRAM_READ_CORE];
        long allocated = counters[HostCounterLayout.WRITE_FULL + WriteOutcomeLayout.WRITE_ALLOC_LLC];
        long left = counters[HostCounterLayout.LLC_VICTIMS];
        long held = 0;
        for (long line = 0; line < 4 * RING_LINES; line++) {
            held += host.locate(line) == 0 ? 0 : 1;
        }
        assertThat(held).isLessThanOrEqualTo(capacity);
        assertThat(capacity + filled + allocated - left).isBetween(held, capacity);
    }

    @Test
    void anUpdateThatTouchesStateAheadChangesNothing() {
        HostMemory plain = host(DeviceWritePolicy.ddio(), LlcConfig.victim(0xC0, 0xFF), SMALL_L2, SMALL_LLC);
        HostMemory touched = host(DeviceWritePolicy.ddio(), LlcConfig.victim(0xC0, 0xFF), SMALL_L2, SMALL_LLC);
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 20_000; i++) {
            long line = random.nextInt(RING_LINES);
            int core = random.nextInt(CORES);
            touched.touchForDeviceWrite(random.nextInt(RING_LINES), PlacementLayout.l2OfCore(core));
            touched.touchForCore(core, random.nextInt(RING_LINES));
            if (random.nextBoolean()) {
                int placement = random.nextBoolean() ? PlacementLayout.NONE : PlacementLayout.l2OfCore(core);
                assertThat(touched.deviceWrite(line, true, placement))
                        .isEqualTo(plain.deviceWrite(line, true, placement));
            } else {
                assertThat(touched.coreRead(core, line)).isEqualTo(plain.coreRead(core, line));
            }
        }
        assertThat(snapshot(touched)).isEqualTo(snapshot(plain));
    }

    @Test
    void noOperationAllocates() {
        HostMemory host = host(DeviceWritePolicy.ddio(), LlcConfig.victim(0xC0, 0xFF), SMALL_L2, SMALL_LLC);
        long[] counters = new long[HostCounterLayout.COUNT];
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        // Not the first round: the JVM allocates for a thread when it throws compiled code away, once.
        for (int round = 0; round < 6; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            everyOperation(host, counters, 20_000);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }

    private static void everyOperation(HostMemory host, long[] counters, int count) {
        for (int i = 0; i < count; i++) {
            long line = i * 7L % (4 * RING_LINES);
            int core = i % CORES;
            host.touchForDeviceWrite(line, PlacementLayout.NONE);
            host.touchForCore(core, line);
            host.deviceWrite(line, (i & 4) != 0, PlacementLayout.NONE);
            host.deviceWrite(line + 1 & RING_LINES - 1, true, PlacementLayout.stashToCore(core));
            host.deviceRead(line);
            host.coreRead(core, line);
            host.coreWrite(1 - core, line);
            host.invalidateWithoutWriteback(line + 2 & RING_LINES - 1);
            host.snapshot(counters);
        }
    }
}
