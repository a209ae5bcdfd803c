package tlpsim.gen.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.random.RandomStream;

class FlowsTest {
    private static final RandomStream STREAM = RandomStream.of(42, "rx.flows");

    /** Chi-square over the flows that expect at least 20 draws, the others taken together. */
    @ParameterizedTest
    @CsvSource({"1, 1.0", "2, 0.5", "10, 0", "100, 0.9", "1000, 1.0", "4096, 1.2", "4096, 2.0", "65536, 1.1", "7, 10"})
    void drawsFollowZipf(int flows, double exponent) {
        int n = 1_000_000;
        ZipfFlows zipf = new ZipfFlows(flows, exponent, STREAM);
        int[] counts = new int[flows];
        for (int i = 0; i < n; i++) {
            counts[zipf.flowAt(i)]++;
        }
        double[] probabilities = ZipfFlows.probabilities(flows, exponent);
        double chi = 0;
        int cells = 0;
        double restExpected = 0;
        int restCount = 0;
        for (int flow = 0; flow < flows; flow++) {
            double expected = probabilities[flow] * n;
            if (expected >= 20) {
                chi += (counts[flow] - expected) * (counts[flow] - expected) / expected;
                cells++;
            } else {
                restExpected += expected;
                restCount += counts[flow];
            }
        }
        if (restExpected >= 20) {
            chi += (restCount - restExpected) * (restCount - restExpected) / restExpected;
            cells++;
        }
        double degrees = Math.max(1, cells - 1);
        assertThat(chi).isLessThan(degrees + 4.5 * StrictMath.sqrt(2 * degrees) + 6);
    }

    @Test
    void theMostPopularFlowHasItsHarmonicShare() {
        double harmonic = 0;
        for (int k = 1; k <= 4096; k++) {
            harmonic += 1.0 / k;
        }
        assertThat(ZipfFlows.probabilities(4096, 1.0)[0]).isCloseTo(1 / harmonic, within(1e-12));
    }

    /** Pinned on JDK 17 and 25. */
    @Test
    void drawsAndQueuesArePinned() {
        ZipfFlows zipf = new ZipfFlows(4096, 1.0, STREAM);
        long hash = 0;
        for (int i = 0; i < 1_000_000; i++) {
            hash = hash * 31 + zipf.flowAt(i);
        }
        assertThat(hash).isEqualTo(-295_252_001_513_074_014L);
        FlowTable tuples = FlowTable.generate(4096, false, RandomStream.of(42, "rx.tuples"));
        FlowQueueMap queues = FlowQueueMap.of(tuples, RssConfig.of(64));
        hash = 0;
        for (int flow = 0; flow < 4096; flow++) {
            hash = hash * 31 + queues.queueOf(flow);
        }
        assertThat(hash).isEqualTo(-508_241_946_049_389_814L);
    }

    @Test
    void impossibleFlowsAreRefused() {
        assertThatThrownBy(() -> new ZipfFlows(0, 1, STREAM))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("flow count is 0; allowed: 1 to 1048576");
        assertThatThrownBy(() -> new ZipfFlows(10, -0.1, STREAM)).hasMessageContaining("exponent must be 0 to 10");
        assertThatThrownBy(() -> new ZipfFlows(10, Double.NaN, STREAM)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void theLargestTableHoldsAllFlows() {
        ZipfFlows zipf = new ZipfFlows(ZipfFlows.MAX_FLOWS, 0, STREAM);
        int largest = 0;
        for (int i = 0; i < 1_000_000; i++) {
            largest = Math.max(largest, zipf.flowAt(i));
        }
        assertThat(largest).isBetween(ZipfFlows.MAX_FLOWS - 100, ZipfFlows.MAX_FLOWS - 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyFlowHasItsOwnStableTuple(boolean ipv6) {
        FlowTable flows = FlowTable.generate(20_000, ipv6, STREAM);
        FlowTable again = FlowTable.generate(100, ipv6, STREAM);
        Set<ByteBuffer> sources = new TreeSet<>();
        for (int flow = 0; flow < flows.count(); flow++) {
            sources.add(ByteBuffer.wrap(flows.sourceAddress(flow)));
            assertThat(flows.sourcePort(flow)).isBetween(32_768, 60_999);
        }
        assertThat(sources).hasSize(20_000);
        assertThat(again.sourceAddress(99)).isEqualTo(flows.sourceAddress(99)).hasSize(ipv6 ? 16 : 4);
        assertThat(again.sourcePort(99)).isEqualTo(flows.sourcePort(99));
        assertThat(flows.protocol(7)).isEqualTo(FlowTable.TCP);
    }

    @ParameterizedTest
    @CsvSource({"64, 64", "128, 64", "512, 64", "128, 48", "256, 1"})
    void manyFlowsSpreadOverAllQueuesAsTheTableSays(int entries, int queues) {
        int flows = 100_000;
        FlowTable tuples = FlowTable.generate(flows, false, STREAM);
        FlowQueueMap map = FlowQueueMap.of(tuples, new RssConfig(RssFields.ADDRESSES_AND_PORTS, entries, queues));
        int[] counts = map.flowsPerQueue();
        RssIndirectionTable table = new RssIndirectionTable(entries, queues);
        int[] slots = new int[queues];
        for (int entry = 0; entry < entries; entry++) {
            slots[table.queueOfEntry(entry)]++;
        }
        for (int queue = 0; queue < queues; queue++) {
            double expected = (double) flows * slots[queue] / entries;
            assertThat((double) counts[queue]).isCloseTo(expected, within(6 * StrictMath.sqrt(expected) + 1));
        }
    }

    @Test
    void aSkewedMixLoadsQueuesUnevenly() {
        FlowTable tuples = FlowTable.generate(4096, false, RandomStream.of(42, "rx.tuples"));
        FlowQueueMap map = FlowQueueMap.of(tuples, RssConfig.of(64));
        double[] uniform = map.queueShares(ZipfFlows.probabilities(4096, 0));
        double[] skewed = map.queueShares(ZipfFlows.probabilities(4096, 1.0));
        assertThat(max(uniform) * 64).isBetween(1.1, 1.6);
        assertThat(max(skewed) * 64).isBetween(7.0, 16.0);
    }

    @Test
    void queuesBeyondTheIndirectionTableStayIdle() {
        FlowTable tuples = FlowTable.generate(100_000, false, STREAM);
        int[] counts = FlowQueueMap.of(tuples, RssConfig.of(200)).flowsPerQueue();
        assertThat(counts[127]).isPositive();
        for (int queue = 128; queue < 200; queue++) {
            assertThat(counts[queue]).isZero();
        }
    }

    @Test
    void aTableThatNamesAMissingQueueIsRefused() {
        FlowTable tuples = FlowTable.generate(1000, false, STREAM);
        RssIndirectionTable table = new RssIndirectionTable(64, 8);
        assertThatThrownBy(() -> FlowQueueMap.of(tuples, ToeplitzHash.withDefaultKey(), RssFields.ADDRESSES, table, 4))
                .hasMessageContaining("of 4 queues");
    }

    @Test
    void listedFlowsRepeatAndRoundRobinSpreads() {
        ListedFlows flows = new ListedFlows(new int[] {0, 2, 1}, 3);
        assertThat(flows.flowAt(4_000_000_000L)).isEqualTo(2);
        assertThat(flows.flows()).isEqualTo(3);
        assertThatThrownBy(() -> new ListedFlows(new int[] {3}, 3)).hasMessageContaining("flow=3");
        assertThat(FlowQueueMap.roundRobin(10, 4).queueOf(7)).isEqualTo(3);
    }

    private static double max(double[] values) {
        double max = 0;
        for (double value : values) {
            max = Math.max(max, value);
        }
        return max;
    }
}
