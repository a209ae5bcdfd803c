package tlpsim.completer.dram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.pipeline.EventHeap;
import tlpsim.core.random.RandomStream;

/** Waits of the memory's servers against the closed forms of queueing, and its loaded latency against a published one. */
final class DramModelTest {
    private static final RandomStream GAPS = RandomStream.of(5, "gaps");
    private static final RandomStream LINES = RandomStream.of(5, "lines");

    private static DramModel model(DramTimingConfig config) {
        return new DramModel(config, SocketDistance.none());
    }

    private static long line(long index) {
        return LINES.bitsAt(index) >>> 34;
    }

    /** Mean wait of Poisson arrivals at random lines, one read each. */
    private static double meanWait(DramModel model, double linesPerPs, int reads) {
        double nowPs = 0;
        long waitPs = 0;
        for (int read = 0; read < reads; read++) {
            nowPs -= StrictMath.log(1 - GAPS.unitAt(read)) / linesPerPs;
            model.begin((long) nowPs);
            waitPs += model.read(line(read));
        }
        return (double) waitPs / reads;
    }

    /** The nearer to full load, the longer a queue remembers. */
    private static int reads(double load) {
        return (int) (800_000 / (1 - load));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.6, 0.7, 0.8, 0.9, 0.95})
    void aChannelIsAnMD1Queue(double load) {
        // 64 bytes at 20 GB/s: 3.2 ns.
        DramModel model = model(new DramTimingConfig(1, 1, 20_000_000_000L, 0, 0, 1, 2));
        double expected = load * 3200 / (2 * (1 - load));
        assertThat(meanWait(model, load / 3200, reads(load))).isCloseTo(expected, within(0.02 * expected));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.95})
    void channelsShareALoadEvenlyAndEachIsAQueueOfItsOwn(double load) {
        DramModel model = model(new DramTimingConfig(1, 12, 480_000_000_000L, 0, 0, 1, 2));
        double servicePs = 64e12 * 12 / 480e9;
        double expected = load * servicePs / (2 * (1 - load));
        assertThat(meanWait(model, 12 * load / servicePs, reads(load))).isCloseTo(expected, within(0.02 * expected));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.9})
    void aBankIsAQueueWhoseServiceIsTheRowCycle(double load) {
        // Channels so fast that only banks count; rows of one line, so that none is met twice in a row.
        DramModel model = model(new DramTimingConfig(1, 2, 1L << 60, 16, 46_000, 1, 2));
        double expected = load * 46_000 / (2 * (1 - load));
        assertThat(meanWait(model, 2 * 16 * load / 46_000, reads(load))).isCloseTo(expected, within(0.02 * expected));
    }

    @Test
    void anOddRateKeepsItsSubPicosecondRemainder() {
        DramModel model = model(new DramTimingConfig(1, 1, 127_968_000_000L, 0, 0, 1, 2));
        model.begin(0);
        for (int line = 0; line < 1_000_000; line++) {
            model.read(line);
        }
        assertThat(model.counters()[DramCounter.BUSY_PS]).isEqualTo((long) (64e18 / 127_968_000_000.0));
    }

    @Test
    void readsOfOneOperationWaitForOthersAndNotForEachOtherAndWritesForAPlaceInTheQueue() {
        DramModel model = model(new DramTimingConfig(1, 1, 64_000_000_000L, 0, 0, 1, 2));
        model.begin(1_000);
        assertThat(model.read(0)).isZero();
        assertThat(model.read(1)).isZero();
        model.begin(1_500);
        assertThat(model.read(2)).isEqualTo(1_500);
        assertThat(model.write(3)).isZero();
        model.begin(1_600);
        // Four lines of 1 ns from 1 us on; two find a place in the queue.
        assertThat(model.write(4)).isEqualTo(1_400);
        model.begin(6_000);
        assertThat(model.read(5)).isZero();
    }

    @Test
    void linesOfOneRowOpenItOnce() {
        DramModel model = model(new DramTimingConfig(1, 1, 1L << 60, 1, 46_000, 128, 2));
        for (int line = 0; line < 128; line++) {
            model.begin(line);
            assertThat(model.read(line)).isZero();
        }
        model.begin(200);
        assertThat(model.read(128)).isEqualTo(45_800);
        model.begin(300);
        assertThat(model.read(129)).isEqualTo(45_700);
        assertThat(model.counters()[DramCounter.ROW_HITS]).isEqualTo(128);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "16", "32", "64", "4096"})
    void noStrideMeetsOneChannelOnly(int stride) {
        DramModel model = model(new DramTimingConfig(1, 8, 8_000_000_000L, 0, 0, 1, 2));
        int lines = 80_000;
        for (int index = 0; index < lines; index++) {
            model.begin(0);
            model.read((long) index * stride);
        }
        // The mean backlog found is half that of a channel that gets an eighth of all lines.
        double evenPs = lines / 8.0 * 64_000 / 2;
        assertThat((double) model.counters()[DramCounter.READ_WAIT_PS] / lines)
                .isCloseTo(evenPs, within(0.03 * evenPs));
    }

    @Test
    void withoutChannelsNothingWaitsAndAllIsCounted() {
        DramModel model = DramModel.unloaded();
        model.begin(0);
        for (int line = 0; line < 100; line++) {
            assertThat(model.read(7) + model.write(7)).isZero();
        }
        assertThat(model.counters()[DramCounter.READS]).isEqualTo(100);
        assertThat(model.counters()[DramCounter.WRITES]).isEqualTo(100);
    }

    /**
     * Granite Rapids 6985P-C (Chips and Cheese): 131 ns unloaded, about 300 ns loaded, 691.62 GB/s. Cores that each keep reads in flight; by Little's law the
     * latency at full load is what is in flight over the bandwidth, and 32 to 40 lines of each of 96 cores are a second-level cache's worth of misses.
     */
    @ParameterizedTest
    @CsvSource({"1, 125, 140", "8, 130, 160", "34, 250, 350"})
    void theLoadedLatencyOfGraniteRapidsIsThatPublished(int inFlight, long lowNs, long highNs) {
        double meanNs =
                closedLoop(96 * inFlight, 131_000, new DramTimingConfig(1, 12, 691_620_000_000L, 64, 46_000, 128, 2));
        assertThat(meanNs).isBetween((double) lowNs, (double) highNs);
    }

    /** Sequential streams, each of which asks for its next line when one has come back. @return the mean latency in ns */
    private static double closedLoop(int streams, long unloadedPs, DramTimingConfig config) {
        DramModel model = model(config);
        EventHeap agenda = new EventHeap(streams);
        for (int stream = 0; stream < streams; stream++) {
            agenda.add(LINES.boundedAt(stream, 0, 100_000), 0, stream, 0);
        }
        long reads = 0;
        long sumPs = 0;
        while (reads < 4_000_000) {
            long nowPs = agenda.headPs();
            int stream = agenda.headComponent();
            long read = agenda.headPayload();
            agenda.removeHead();
            model.begin(nowPs);
            long latencyPs = unloadedPs + model.read(line(stream) + read);
            agenda.add(nowPs + latencyPs, 0, stream, read + 1);
            sumPs += latencyPs;
            reads++;
        }
        return sumPs / 1e3 / reads;
    }
}
