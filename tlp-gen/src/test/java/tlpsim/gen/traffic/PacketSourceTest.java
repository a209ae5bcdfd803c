package tlpsim.gen.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.random.RandomStream;
import tlpsim.gen.arrival.ArrivalProcess;
import tlpsim.gen.arrival.ArrivalRate;
import tlpsim.gen.arrival.ConstantArrivals;
import tlpsim.gen.arrival.FractionalPs;
import tlpsim.gen.arrival.PoissonArrivals;
import tlpsim.gen.arrival.PortShaper;
import tlpsim.gen.arrival.RateConvention;
import tlpsim.gen.arrival.TraceArrivals;

class PacketSourceTest {
    private static final long GBIT = 1_000_000_000L;

    private static PacketSource source(String preset, long rate, RateConvention convention, long port) {
        SizeSource sizes = SizePresets.require(preset, "test", 0, 0)
                .sizes(MessageFraming.DEFAULT, RandomStream.of(42, "rx.sizes"));
        FractionalPs gap = new ArrivalRate(rate, convention).meanGap(sizes.mean());
        FlowTable tuples = FlowTable.generate(4096, false, RandomStream.of(42, "rx.tuples"));
        return new PacketSource(
                new PoissonArrivals(gap, RandomStream.of(42, "rx.arrivals")),
                new PortShaper(port),
                sizes,
                new ZipfFlows(4096, 1.0, RandomStream.of(42, "rx.flows")),
                FlowQueueMap.of(tuples, RssConfig.of(64)));
    }

    /** Pinned on JDK 17 and 25. */
    @Test
    void aMillionPacketsArePinned() {
        PacketSource source = source("imix", 100 * GBIT, RateConvention.L2, 400 * GBIT);
        long hash = 0;
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(source.advance()).isTrue();
            hash = hash * 31 + source.arrivalPs();
            hash = hash * 31 + source.bytes();
            hash = hash * 31 + source.flow();
            hash = hash * 31 + source.queue();
        }
        assertThat(hash).isEqualTo(6_721_698_482_938_569_872L);
        assertThat(source.arrivalPs()).isEqualTo(28_004_370_715L);
        assertThat(source.index()).isEqualTo(999_999);
    }

    @ParameterizedTest
    @ValueSource(strings = {"imix", "imix-v4", "homa-w1", "homa-w2"})
    void theOfferedLayerTwoRateIsMet(String preset) {
        PacketSource source = source(preset, 40 * GBIT, RateConvention.L2, 400 * GBIT);
        long bytes = 0;
        for (int i = 0; i < 2_000_000; i++) {
            source.advance();
            bytes += source.bytes();
        }
        double gbits = bytes * 8000.0 / source.arrivalPs();
        double tolerance = preset.equals("homa-w2") ? 1.5 : 0.25;
        assertThat(gbits).isBetween(40 - tolerance, 40 + tolerance);
    }

    @Test
    void theLayerOneConventionCountsPreambleFcsAndGap() {
        PacketSource source = source("imix", 40 * GBIT, RateConvention.L1, 100 * GBIT);
        long bytes = 0;
        for (int i = 0; i < 1_000_000; i++) {
            source.advance();
            bytes += source.bytes() + 24;
        }
        assertThat(bytes * 8000.0 / source.arrivalPs()).isBetween(39.8, 40.2);
    }

    @ParameterizedTest
    @ValueSource(longs = {41_000_000_000L, 50_000_000_000L, 123_456_789_013L})
    void noPacketArrivesFasterThanThePort(long port) {
        PacketSource source = source("homa-w3", 40 * GBIT, RateConvention.L1, port);
        long former = 0;
        for (int i = 0; i < 300_000; i++) {
            source.advance();
            double slot = (source.bytes() + 24) * 8e12 / port;
            assertThat((double) (source.arrivalPs() - former))
                    .isGreaterThan(i == 0 ? 0 : slot - (12 * 8e12 / port) - 2);
            assertThat(source.arrivalPs()).isGreaterThan(source.duePs());
            former = source.arrivalPs();
        }
    }

    @Test
    void theShaperDelaysAnOverloadAndNothingElse() {
        SizeSource sizes = new PacketSizes(SizeDistribution.fixed(1000), RandomStream.of(1, "s"));
        PacketSource source = new PacketSource(
                new ConstantArrivals(FractionalPs.of(1, 1), 0),
                new PortShaper(100 * GBIT),
                sizes,
                new ZipfFlows(1, 0, RandomStream.of(1, "f")),
                FlowQueueMap.roundRobin(1, 1));
        for (long i = 0; i < 1000; i++) {
            source.advance();
            assertThat(source.arrivalPs()).isEqualTo((i * 1024 + 1012) * 80);
            assertThat(source.duePs()).isEqualTo(i);
        }
    }

    @Test
    void packetsOfAMessageShareDueTimeFlowAndQueue() {
        PacketSource source = source("homa-w4", 40 * GBIT, RateConvention.L2, 100 * GBIT);
        long unit = -1;
        long due = -1;
        int flow = -1;
        boolean ended = true;
        for (int i = 0; i < 200_000; i++) {
            source.advance();
            if (ended) {
                assertThat(source.unit()).isEqualTo(unit + 1);
            } else {
                assertThat(source.unit()).isEqualTo(unit);
                assertThat(source.duePs()).isEqualTo(due);
                assertThat(source.flow()).isEqualTo(flow);
            }
            assertThat(source.queue()).isEqualTo(source.queueOfPacket(source.unit()));
            unit = source.unit();
            due = source.duePs();
            flow = source.flow();
            ended = source.endsUnit();
        }
    }

    @Test
    void attributesDoNotDependOnRateOrPort() {
        PacketSource fast = source("imix", 100 * GBIT, RateConvention.L2, 400 * GBIT);
        PacketSource slow = source("imix", GBIT, RateConvention.L1, 10 * GBIT);
        for (int i = 0; i < 10_000; i++) {
            fast.advance();
            slow.advance();
            assertThat(slow.bytes()).isEqualTo(fast.bytes());
            assertThat(slow.flow()).isEqualTo(fast.flow());
            assertThat(slow.queue()).isEqualTo(fast.queueOfPacket(i));
        }
    }

    @Test
    void aSourceEndsWithItsTraceAndKeepsItsLastPacket() {
        PacketSource source = new PacketSource(
                new TraceArrivals(new long[] {0, 500_000}, 1, 1, 1, 0),
                new PortShaper(10 * GBIT),
                new ListedSizes(new int[] {60, 1514}),
                new ListedFlows(new int[] {0, 1}, 2),
                FlowQueueMap.roundRobin(2, 2));
        assertThat(source.index()).isEqualTo(-1);
        assertThat(source.advance()).isTrue();
        assertThat(source.advance()).isTrue();
        assertThat(source.advance()).isFalse();
        assertThat(source.advance()).isFalse();
        assertThat(source.index()).isEqualTo(1);
        assertThat(source.bytes()).isEqualTo(1514);
        assertThat(source.arrivalPs()).isEqualTo(500_000 + 1526 * 800);
        assertThat(source.queue()).isEqualTo(1);
    }

    @Test
    void everyFlowNeedsAQueue() {
        ArrivalProcess arrivals = new ConstantArrivals(FractionalPs.of(1, 1), 0);
        assertThatThrownBy(() -> new PacketSource(
                        arrivals,
                        new PortShaper(GBIT),
                        new ListedSizes(new int[] {60}),
                        new ZipfFlows(3, 0, RandomStream.of(1, "f")),
                        FlowQueueMap.roundRobin(2, 2)))
                .hasMessageContaining("flows=3 mapped=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"imix", "homa-w3", "hpcc-web-search"})
    void packetsAllocateNothing(String preset) {
        PacketSource source = source(preset, 40 * GBIT, RateConvention.L2, 123_456_789_013L);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = drain(source, 50_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        sum += drain(source, 100_000);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(512);
        assertThat(sum).isPositive();
    }

    private static long drain(PacketSource source, int packets) {
        long sum = 0;
        for (int i = 0; i < packets; i++) {
            source.advance();
            sum += source.arrivalPs() + source.bytes() + source.queue();
        }
        return sum;
    }
}
