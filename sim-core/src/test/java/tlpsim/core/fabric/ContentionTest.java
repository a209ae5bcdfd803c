package tlpsim.core.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.fabric.NetworkRig.Got;
import tlpsim.core.fabric.NetworkRig.Send;
import tlpsim.core.link.Generation;
import tlpsim.core.link.LinkConfig;
import tlpsim.core.link.LinkRate;
import tlpsim.core.link.WireLayout;
import tlpsim.core.pipeline.TlpRecordLayout;

/** What contention does to throughput, against closed forms. */
final class ContentionTest {
    private static final ReceiveWindow WIDE = new ReceiveWindow(256, 4096, NetworkRig.CREDIT_RETURN_PS);
    private static final LinkConfig FAST = LinkConfig.of(Generation.GEN5, 16);
    private static final LinkConfig SHARED = LinkConfig.of(Generation.GEN3, 8);
    private static final Percentage TWO_PERCENT = Percentage.withPercentage(2);

    /** Requests as fast as the device's link takes them, every {@code cycle}-th to {@code odd}, the others to {@code even}. */
    private static List<Send> flood(int count, int bytes, int cycle, int odd, int even, int flags) {
        List<Send> sends = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            sends.add(new Send(index, cycle > 0 && index % cycle == 0 ? odd : even, bytes, flags));
        }
        return sends;
    }

    private static double perPs(List<Got> arrivals, int device, int bytes, long fromPs, long untilPs) {
        long count = arrivals.stream()
                .filter(one -> one.device() == device && one.timePs() >= fromPs && one.timePs() < untilPs)
                .count();
        return (double) count * bytes / (untilPs - fromPs);
    }

    /** Equal windows in headers hold the same number of requests of each device in the shared port's queue: shares in bytes go by size. */
    @ParameterizedTest
    @CsvSource({"256,256", "256,128", "64,256"})
    void twoDevicesShareTheUpstreamLinkOfTheirSwitch(int sizeA, int sizeB) {
        TopologyDraw tree = new TopologyDraw();
        ReceiveWindow headers = new ReceiveWindow(32, 0, NetworkRig.CREDIT_RETURN_PS);
        tree.edge(0, SHARED, 10_000, WIDE, WIDE);
        int sw = tree.element(0, 100_000, false);
        int a = tree.endpoint(tree.edge(sw, FAST, 10_000, headers, WIDE), -1);
        int b = tree.endpoint(tree.edge(sw, FAST, 10_000, headers, WIDE), -1);
        tree.endpoint(tree.edge(sw, FAST, 10_000, WIDE, WIDE), 0);
        long endPs = 60_000_000;
        NetworkRig rig = new NetworkRig(
                        tree.build(),
                        64,
                        new int[] {a, b},
                        List.of(flood(6_000, sizeA, 0, 0, 0, 0), flood(6_000, sizeB, 0, 0, 0, 0)),
                        new long[] {1, 1},
                        endPs)
                .run(null);
        LinkRate rate = LinkRate.tlp(SHARED);
        double wire = (double) rate.numerator() / rate.denominator();
        int wireA = WireLayout.wireBytes(false, 16, sizeA, 0, false);
        int wireB = WireLayout.wireBytes(false, 16, sizeB, 0, false);
        double requests = wire / (wireA + wireB);
        List<Got> arrivals = rig.at(0);
        assertThat(perPs(arrivals, 0, sizeA, endPs / 3, endPs)).isCloseTo(requests * sizeA, TWO_PERCENT);
        assertThat(perPs(arrivals, 1, sizeB, endPs / 3, endPs)).isCloseTo(requests * sizeB, TWO_PERCENT);
    }

    @Test
    void aDeviceThatAsksForLessThanItsShareGetsItAndTheOtherTheRest() {
        TopologyDraw tree = new TopologyDraw();
        tree.edge(0, SHARED, 10_000, WIDE, WIDE);
        int sw = tree.element(0, 100_000, false);
        int a = tree.endpoint(tree.edge(sw, FAST, 10_000, WIDE, WIDE), -1);
        int b = tree.endpoint(tree.edge(sw, FAST, 10_000, WIDE, WIDE), -1);
        tree.endpoint(tree.edge(sw, FAST, 10_000, WIDE, WIDE), 0);
        long endPs = 240_000_000;
        List<Send> paced = new ArrayList<>();
        for (long time = 0; time < endPs; time += 200_000) {
            paced.add(new Send(time, 0, 256, 0));
        }
        NetworkRig rig = new NetworkRig(
                        tree.build(),
                        64,
                        new int[] {a, b},
                        List.of(paced, flood(12_000, 256, 0, 0, 0, 0)),
                        new long[] {1, 1},
                        endPs)
                .run(null);
        LinkRate rate = LinkRate.tlp(SHARED);
        double requests =
                (double) rate.numerator() / rate.denominator() / WireLayout.wireBytes(false, 16, 256, 0, false);
        assertThat(perPs(rig.at(0), 0, 256, endPs / 2, endPs)).isCloseTo(256.0 / 200_000, TWO_PERCENT);
        assertThat(perPs(rig.at(0), 1, 256, endPs / 2, endPs)).isCloseTo((requests - 1.0 / 200_000) * 256, TWO_PERCENT);
    }

    /** Of every {@code cycle} requests one goes to a peer that takes {@code servicePs} for each: the host gets {@code cycle - 1} per service. */
    @ParameterizedTest
    @CsvSource({"2,400000", "4,400000", "10,700000", "20,1500000"})
    void aSlowPeerHoldsTheHostsShareOfTheSameDevice(int cycle, long servicePs) {
        NetworkRig rig = slowPeer(cycle, servicePs, 0);
        List<Got> host = rig.at(0);
        double requests = (cycle - 1.0) / servicePs;
        assertThat(perPs(host, 0, 256, 20_000_000, 120_000_000)).isCloseTo(requests * 256, TWO_PERCENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {TlpRecordLayout.FLAG_RELAXED})
    void relaxedOrderingLetsTheHostsSharePass(int flags) {
        long slow = slowPeer(10, 700_000, 0).at(0).stream()
                .filter(one -> one.timePs() < 30_000_000)
                .count();
        long relaxed = slowPeer(10, 700_000, flags).at(0).stream()
                .filter(one -> one.timePs() < 30_000_000)
                .count();
        assertThat(relaxed).isGreaterThan(slow * 3 / 2);
    }

    @Test
    void aSlowPeerDoesNotHoldAnotherPort() {
        TopologyDraw tree = new TopologyDraw();
        tree.edge(0, FAST, 10_000, WIDE, WIDE);
        tree.edge(0, FAST, 10_000, WIDE, WIDE);
        int sw = tree.element(0, 100_000, false);
        int a = tree.endpoint(tree.edge(sw, FAST, 10_000, WIDE, WIDE), -1);
        int peer = tree.endpoint(tree.edge(sw, FAST, 10_000, WIDE, WIDE), 0);
        int b = tree.endpoint(1, -1);
        assertThat(peer).isPositive();
        List<Send> paced = new ArrayList<>();
        for (int index = 0; index < 500; index++) {
            paced.add(new Send(index * 100_000L, 0, 256, 0));
        }
        NetworkRig alone = rigOf(tree, new int[] {b}, List.of(paced));
        NetworkRig beside = rigOf(tree, new int[] {b, a}, List.of(paced, flood(2_000, 256, 2, 1, 0, 0)));
        assertThat(beside.at(1).stream().map(Got::timePs))
                .isEqualTo(alone.at(1).stream().map(Got::timePs).toList());
    }

    private static NetworkRig rigOf(TopologyDraw tree, int[] nodes, List<List<Send>> sends) {
        return new NetworkRig(tree.build(), 64, nodes, sends, new long[] {1, 1, 900_000}, 60_000_000).run(null);
    }

    private static NetworkRig slowPeer(int cycle, long servicePs, int flags) {
        TopologyDraw tree = new TopologyDraw();
        ReceiveWindow narrow = new ReceiveWindow(4, 0, NetworkRig.CREDIT_RETURN_PS);
        tree.edge(0, FAST, 10_000, WIDE, WIDE);
        int sw = tree.element(0, 100_000, false);
        int device = tree.endpoint(tree.edge(sw, FAST, 10_000, new ReceiveWindow(32, 0, 20_000), WIDE), -1);
        tree.endpoint(tree.edge(sw, FAST, 10_000, WIDE, narrow), 0);
        return new NetworkRig(
                        tree.build(),
                        64,
                        new int[] {device},
                        List.of(flood(8_000, 256, cycle, 1, 0, flags)),
                        new long[] {1, servicePs},
                        120_000_000)
                .run(null);
    }

    /** The closed forms are exact but for the ends of the window. */
    @Test
    void theSlowPeerItselfIsNeverIdle() {
        long servicePs = 700_000;
        assertThat(perPs(slowPeer(10, servicePs, 0).at(1), 0, 256, 20_000_000, 120_000_000))
                .isCloseTo(256.0 / servicePs, within(256.0 / servicePs * 0.02));
    }
}
