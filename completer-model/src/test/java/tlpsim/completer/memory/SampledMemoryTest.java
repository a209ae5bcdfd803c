package tlpsim.completer.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.SetAssociativeCache;

/** One set in eight simulated, beside all of them, on the same accesses. */
class SampledMemoryTest {
    private static final int CORES = 2;
    private static final CacheGeometry L2 = CacheGeometry.modulo(256, 8);
    private static final CacheGeometry LLC = CacheGeometry.sliced(3, 256, 8);
    private static final int RING_LINES = 4096;
    private static final int WORKING_SET = 4096;
    private static final int LINES = CORES * (RING_LINES + WORKING_SET);

    private static HostMemory host(DeviceWritePolicy policy, LlcConfig use, SamplingConfig sampling) {
        return host(policy, use, sampling, LLC);
    }

    private static HostMemory host(
            DeviceWritePolicy policy, LlcConfig use, SamplingConfig sampling, CacheGeometry llc) {
        HostMemoryConfig config = new HostMemoryConfig(
                sampling.lines(LINES),
                HostTopologyConfig.oneDomain(CORES),
                HomeDomainTable.single(0),
                use,
                DeviceWriteConfig.of(policy));
        return new HostMemory(
                config,
                PagePlacement.contiguous(LINES),
                new HostCaches(HostPair.caches(CORES, sampling.scaled(L2)), HostPair.caches(1, sampling.scaled(llc))),
                sampling);
    }

    /** Devices write packets of 16 lines into a ring per core, and each core reads its packet some packets later, and lines of its own. */
    private static void traffic(HostMemory host, int placementKind, int packets, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int packet = 0; packet < packets; packet++) {
            int core = random.nextInt(CORES);
            long base = (long) core * RING_LINES;
            long first = base + (packet * 16L) % RING_LINES;
            int placement =
                    placementKind == PlacementLayout.KIND_L2 ? PlacementLayout.l2OfCore(core) : PlacementLayout.NONE;
            host.group(AccessGroupLayout.device(0, 2), core);
            for (int line = 0; line < 16; line++) {
                host.deviceWrite(first + line, true, placement);
            }
            long read = base + ((packet + RING_LINES / 16 - 40) * 16L) % RING_LINES;
            host.group(AccessGroupLayout.coreData(0, 1), core);
            for (int line = 0; line < 5; line++) {
                host.coreRead(core, read + line);
            }
            host.group(AccessGroupLayout.stores(0), core);
            host.coreWrite(core, read);
            host.group(AccessGroupLayout.workingSet(0, 0), core);
            for (int access = 0; access < 6; access++) {
                host.coreRead(core, CORES * RING_LINES + core * WORKING_SET + random.nextInt(WORKING_SET));
            }
            host.group(AccessGroupLayout.device(0, 5), core);
            host.deviceRead(read + 1);
        }
    }

    private static long[] window(HostMemory host, int placementKind) {
        host.prefillForeignDirty();
        traffic(host, placementKind, 8_000, 1);
        long[] start = new long[HostCounterLayout.COUNT];
        host.snapshot(start);
        traffic(host, placementKind, 24_000, 2);
        long[] end = new long[HostCounterLayout.COUNT];
        host.snapshot(end);
        for (int counter = 0; counter < end.length; counter++) {
            end[counter] -= start[counter];
        }
        return end;
    }

    /** The mean over some selections of sets: the caches are small, so single ones are off by one percent. */
    private static void compare(DeviceWritePolicy policy, LlcConfig use, int placementKind) {
        long[] exact = window(host(policy, use, SamplingConfig.EXACT), placementKind);
        long[] sum = new long[exact.length];
        int selections = 8;
        for (int seed = 0; seed < selections; seed++) {
            long[] sampled = window(host(policy, use, new SamplingConfig(3, seed)), placementKind);
            Arrays.setAll(sum, counter -> sum[counter] + sampled[counter]);
        }
        double accesses = 24_000.0 * 16 * selections;
        for (int counter = 0; counter < exact.length; counter++) {
            assertThat((sum[counter] - selections * exact[counter]) / accesses)
                    .as(HostCounterLayout.name(counter) + ": " + exact[counter] + " and " + sum[counter] / selections)
                    .isBetween(-0.01, 0.01);
        }
    }

    @Test
    void everyCounterComesCloseToThatOfAllSetsInEachRoleOfTheLlc() {
        compare(DeviceWritePolicy.ddio(), LlcConfig.victim(0xC0, 0xFF), PlacementLayout.NONE);
        compare(DeviceWritePolicy.ddio(), LlcConfig.inclusive(0xC0, 0xFF), PlacementLayout.NONE);
        compare(DeviceWritePolicy.noDca(), LlcConfig.victim(0xC0, 0xFF), PlacementLayout.NONE);
        compare(DeviceWritePolicy.noDca(), LlcConfig.victim(0xC0, 0xFF), PlacementLayout.KIND_L2);
    }

    @Test
    void trafficFollowsFromOutcomesAsItDoesWhereAllIsSimulated() {
        long[] counters =
                window(host(DeviceWritePolicy.ddio(), LlcConfig.victim(0xC0, 0xFF), new SamplingConfig(3, 7)), 0);
        assertThat(counters[HostCounterLayout.DRAM_READ_CORE])
                .isEqualTo(counters[HostCounterLayout.CORE_READ + ReadOutcomeLayout.READ_DRAM]
                        + counters[HostCounterLayout.CORE_WRITE + ReadOutcomeLayout.READ_DRAM]);
        assertThat(counters[HostCounterLayout.DRAM_READ_DEVICE])
                .isEqualTo(counters[HostCounterLayout.DEVICE_READ + ReadOutcomeLayout.READ_DRAM]);
        long written = 0;
        for (int outcome = 0; outcome < WriteOutcomeLayout.COUNT; outcome++) {
            written += counters[HostCounterLayout.WRITE_FULL + outcome];
        }
        assertThat(written).isEqualTo(24_000L * 16);
    }

    /** The simulated sets see the same accesses in the same order, so what is in them is the same line by line. */
    @Test
    void whatLiesInTheChosenSetsIsWhatLiesThereWhereAllAreSimulated() {
        LlcConfig use = LlcConfig.victim(0xC0, 0xFF);
        CacheGeometry llc = CacheGeometry.modulo(768, 8);
        HostMemory exact = host(DeviceWritePolicy.ddio(), use, SamplingConfig.EXACT, llc);
        HostMemory sampled = host(DeviceWritePolicy.ddio(), use, new SamplingConfig(3, 7), llc);
        window(exact, PlacementLayout.NONE);
        window(sampled, PlacementLayout.NONE);
        int chosen = 0;
        for (long line = 0; line < LINES; line++) {
            if (sampled.isSimulated(line)) {
                chosen++;
                assertThat(sampled.locate(line)).as("line %d", line).isEqualTo(exact.locate(line));
            }
        }
        assertThat(chosen).isEqualTo(LINES / 8);
    }

    @Test
    void oneLineInEightIsChosenAtEveryStrideThatIsAPowerOfTwo() {
        HostMemory host = host(DeviceWritePolicy.ddio(), LlcConfig.victim(0xC0, 0xFF), new SamplingConfig(3, 1));
        for (int stride = 1; stride <= 32; stride *= 2) {
            int chosen = 0;
            for (int line = 0; line < 256; line += stride) {
                chosen += host.isSimulated(line) ? 1 : 0;
            }
            assertThat(chosen).as("stride %d", stride).isEqualTo(256 / stride / 8);
        }
    }

    /** Four accesses to a line that miss once, always in the same place. */
    @Test
    void drawnLinesOfARunFareAsTheirPlaceInTheRunSays() {
        HostMemory host = host(DeviceWritePolicy.noDca(), LlcConfig.victim(0, 0xFF), new SamplingConfig(3, 3));
        int wrong = 0;
        for (int packet = 0; packet < 4000; packet++) {
            long first = (packet * 8L) % RING_LINES;
            host.group(AccessGroupLayout.device(0, 2), 0);
            for (int line = 0; line < 3; line++) {
                host.deviceWrite(first + line, true, PlacementLayout.l2OfCore(0));
            }
            host.deviceWrite(first + 3, true, PlacementLayout.NONE);
            host.group(AccessGroupLayout.coreData(0, 2), 0);
            for (int line = 0; line < 4; line++) {
                int outcome = host.coreRead(0, first + line);
                int expected = line < 3 ? ReadOutcomeLayout.READ_L2 : ReadOutcomeLayout.READ_DRAM;
                wrong += outcome != expected && packet > 100 ? 1 : 0;
            }
        }
        assertThat(wrong).isZero();
    }

    @Test
    void droppedBuffersAreCountedForAllLines() {
        HostMemory host = host(DeviceWritePolicy.ddio(), LlcConfig.victim(0xC0, 0xFF), new SamplingConfig(3, 3));
        for (int round = 0; round < 100; round++) {
            for (long line = 0; line < 64; line++) {
                host.deviceWrite(line, true, PlacementLayout.NONE);
            }
            for (long line = 0; line < 64; line++) {
                host.invalidateWithoutWriteback(line);
            }
        }
        assertThat(host.counter(HostCounterLayout.INVALIDATIONS)).isBetween(6300L, 6400L);
        assertThat(host.dramWriteBytes())
                .as("the first ones, of which nothing is known")
                .isLessThan(64 * 64);
    }

    @Test
    void aHashOfAllBitsSpreadsWhatIsLeftOverTheSetsThatAreLeft() {
        CacheGeometry hashed = CacheGeometry.xorHash(1024, 8);
        LlcConfig use = LlcConfig.victim(0xC0, 0xFF);
        long[] exact = window(host(DeviceWritePolicy.ddio(), use, SamplingConfig.EXACT, hashed), 0);
        long[] sampled = window(host(DeviceWritePolicy.ddio(), use, new SamplingConfig(3, 7), hashed), 0);
        int misses = HostCounterLayout.WRITE_FULL + WriteOutcomeLayout.WRITE_ALLOC_LLC;
        assertThat((sampled[misses] - exact[misses]) / (24_000.0 * 16)).isBetween(-0.02, 0.02);
    }

    @Test
    void fewerSetsThanPartsCannotBeScaled() {
        SamplingConfig sampling = new SamplingConfig(3, 1);
        assertThatThrownBy(() -> sampling.scaled(CacheGeometry.sliced(8, 4, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of 4 sets");
        assertThatThrownBy(() -> new SamplingConfig(7, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(sampling.scaled(CacheGeometry.sliced(3, 256, 8))).isEqualTo(CacheGeometry.sliced(3, 32, 8));
    }

    @Test
    void linesThatDifferInAPlainBitShareNoSet() {
        for (CacheGeometry geometry : new CacheGeometry[] {
            CacheGeometry.modulo(64, 2), CacheGeometry.modulo(96, 2), CacheGeometry.sliced(5, 32, 2)
        }) {
            SetAssociativeCache cache = HostPair.caches(1, geometry)[0];
            int bits = cache.plainSetBits();
            for (long line = 0; line < 4096; line++) {
                assertThat(cache.setOf(line) & (1 << bits) - 1).isEqualTo((int) line & (1 << bits) - 1);
            }
        }
    }
}
