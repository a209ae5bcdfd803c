package tlpsim.completer.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.completer.cache.SetAssociativeCache.ABSENT;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.LruCache;
import tlpsim.completer.cache.SetAssociativeCache;

/** The model and the naive reference, driven by the same operations and compared after each. */
final class HostPair {
    static final int LINES = 160;
    static final CacheGeometry L2 = CacheGeometry.modulo(4, 2);
    /** Fewer entries than the L2s of two cores have lines. */
    static final CacheGeometry FILTER = CacheGeometry.xorHash(4, 3);

    static final CacheGeometry LLC = CacheGeometry.xorHash(4, 6);

    final HostMemory model;
    final ReferenceHost reference;
    private final HostMemoryConfig config;
    private final SetAssociativeCache[] l2;
    private final SetAssociativeCache[] llc;
    private final SetAssociativeCache[] filters;

    HostPair(HostMemoryConfig config) {
        this(config, false);
    }

    HostPair(HostMemoryConfig config, boolean filtered) {
        this.config = config;
        this.filters = caches(filtered ? config.topology().domains() : 0, FILTER);
        this.l2 = caches(config.topology().cores(), L2);
        this.llc = caches(config.topology().domains(), LLC);
        this.model = new HostMemory(
                config, PagePlacement.contiguous(LINES), new HostCaches(l2, llc, filters), SamplingConfig.EXACT);
        this.reference = new ReferenceHost(config, naive(l2), naive(llc), naive(filters));
    }

    static SetAssociativeCache[] caches(int count, CacheGeometry geometry) {
        SetAssociativeCache[] caches = new SetAssociativeCache[count];
        Arrays.setAll(caches, i -> new LruCache(geometry));
        return caches;
    }

    private static NaiveLruCache[] naive(SetAssociativeCache[] like) {
        NaiveLruCache[] caches = new NaiveLruCache[like.length];
        Arrays.setAll(caches, i -> new NaiveLruCache(like[i].sets(), like[i].ways(), like[i]::setOf));
        return caches;
    }

    /** One of all operations on one of all lines, half of them on a quarter of the lines. */
    void randomOperations(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            long line = random.nextInt(random.nextBoolean() ? LINES : LINES / 4);
            int expected = 0;
            int actual = 0;
            int operation = random.nextInt(100);
            reference.nowPs += random.nextInt(200);
            model.begin(reference.nowPs);
            if (operation < 45) {
                boolean full = random.nextInt(4) != 0;
                int placement = randomPlacement(random);
                actual = model.deviceWrite(line, full, placement);
                expected = reference.deviceWrite(line, full, placement);
            } else if (operation < 55) {
                actual = model.deviceRead(line);
                expected = reference.deviceRead(line);
            } else if (operation < 98) {
                int core = random.nextInt(config.topology().cores());
                boolean store = random.nextInt(3) == 0;
                actual = store ? model.coreWrite(core, line) : model.coreRead(core, line);
                expected = reference.coreAccess(core, line, store);
            } else {
                model.invalidateWithoutWriteback(line);
                reference.drop(line);
            }
            if (actual != expected) {
                assertThat(actual)
                        .as("seed=%d step=%d line=%d operation=%d", seed, i, line, operation)
                        .isEqualTo(expected);
            }
        }
    }

    private int randomPlacement(SplittableRandom random) {
        int kind = random.nextInt(PlacementLayout.KINDS);
        int core = random.nextInt(config.topology().cores());
        return switch (kind) {
            case PlacementLayout.KIND_L2 -> PlacementLayout.l2OfCore(core);
            case PlacementLayout.KIND_STASH -> PlacementLayout.stashToCore(core);
            case PlacementLayout.KIND_LLC ->
                PlacementLayout.llcOfDomain(config.topology().domainOfCore(core));
            default -> kind;
        };
    }

    /** Every counter by name, every line in every cache with its flags, and what is known about each line. */
    void compareState() {
        Map<String, Long> counts = new TreeMap<>();
        for (int counter = 0; counter < HostCounterLayout.COUNT; counter++) {
            if (model.counter(counter) != 0) {
                counts.put(HostCounterLayout.name(counter), model.counter(counter));
            }
        }
        assertThat(counts).isEqualTo(reference.counts);
        for (long line = 0; line < LINES; line++) {
            assertOnePlace(line);
            assertSameState(line);
        }
    }

    /** In the inclusive role the L2 copy, if it is not clean, decides. */
    private void assertSameState(long line) {
        int state = ABSENT;
        for (SetAssociativeCache[] level : new SetAssociativeCache[][] {l2, llc}) {
            for (SetAssociativeCache cache : level) {
                int copy = cache.peek(line);
                state = copy != ABSENT && state <= LineState.CLEAN ? copy : state;
            }
        }
        assertThat(state).as("state of line %d", line).isEqualTo(reference.state(line));
    }

    /**
     * At most one L2, at most one LLC; both only in the inclusive role or with inclusive ways, and then in the same
     * domain; the directory agrees.
     */
    private void assertOnePlace(long line) {
        int inL2 = holders(l2, line);
        int inLlc = holders(llc, line);
        int holder = LineDirectory.holder(model.locate(line));
        assertThat(inL2).isLessThanOrEqualTo(1);
        assertThat(inLlc).isLessThanOrEqualTo(1);
        if (config.llc().role() == LlcRole.INCLUSIVE) {
            assertThat(inLlc).isGreaterThanOrEqualTo(inL2);
        } else if (config.llc().inclusiveWayMask() == 0) {
            assertThat(inL2 + inLlc).isLessThanOrEqualTo(1);
        }
        int expected = 0;
        if (reference.l2Of(line) >= 0) {
            expected = 1 + reference.l2Of(line);
        } else if (reference.llcOf(line) >= 0) {
            expected = 1 + config.topology().cores() + reference.llcOf(line);
        }
        assertThat(holder).as("holder of line %d", line).isEqualTo(expected);
        if (filters.length > 0) {
            boolean tracked = holders(filters, line) == 1;
            assertThat(tracked).as("line %d has an entry", line).isEqualTo(inL2 == 1 && inLlc == 0);
        }
    }

    private static int holders(SetAssociativeCache[] caches, long line) {
        int count = 0;
        for (SetAssociativeCache cache : caches) {
            count += cache.peek(line) == ABSENT ? 0 : 1;
        }
        return count;
    }

    /** Lines written by devices = hits + allocations + bypasses, and DRAM traffic follows from its causes. */
    void assertConservation(long deviceWrites) {
        long[] counters = new long[HostCounterLayout.COUNT];
        model.snapshot(counters);
        long written = 0;
        long reachedMemory = 0;
        for (int outcome = 0; outcome < WriteOutcomeLayout.COUNT; outcome++) {
            long lines = counters[HostCounterLayout.WRITE_FULL + outcome]
                    + counters[HostCounterLayout.WRITE_PARTIAL + outcome];
            written += lines;
            reachedMemory += WriteOutcomeLayout.landed(outcome) == WriteOutcomeLayout.LANDED_MEMORY ? lines : 0;
        }
        assertThat(written).isEqualTo(deviceWrites);
        assertThat(counters[HostCounterLayout.DRAM_WRITE_DEVICE]).isEqualTo(reachedMemory);
        long misses = counters[HostCounterLayout.CORE_READ + ReadOutcomeLayout.READ_DRAM]
                + counters[HostCounterLayout.CORE_WRITE + ReadOutcomeLayout.READ_DRAM];
        assertThat(counters[HostCounterLayout.DRAM_READ_CORE]).isEqualTo(misses);
    }
}
