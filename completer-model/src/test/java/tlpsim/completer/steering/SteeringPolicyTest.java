package tlpsim.completer.steering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tlpsim.completer.memory.HostTopologyConfig;
import tlpsim.completer.memory.PlacementLayout;
import tlpsim.completer.steering.FirmwareTagConfig.Granularity;

class SteeringPolicyTest {
    private static final HostTopologyConfig TOPOLOGY = new HostTopologyConfig(8, 4, 2);
    private static final FirmwareTagMap TAGS = new FirmwareTagMap(FirmwareTagConfig.perCore(11), TOPOLOGY);

    private static SteeringPolicy policy(TagPlacement tagPlacement) {
        return new SteeringPolicy(new SteeringConfig(tagPlacement, false, false), TAGS, TOPOLOGY);
    }

    @Test
    void aTagGoesWhereThePlatformPutsTags() {
        int tag = TAGS.tag8(5);
        assertThat(policy(TagPlacement.L2).place8(2, tag, 5)).isEqualTo(PlacementLayout.l2OfCore(5));
        assertThat(policy(TagPlacement.L3).place8(2, tag, 5)).isEqualTo(PlacementLayout.llcOfDomain(1));
        assertThat(policy(TagPlacement.STASH).place8(2, tag, 5)).isEqualTo(PlacementLayout.stashToCore(5));
        assertThat(policy(TagPlacement.NONE).place8(2, tag, 5)).isEqualTo(PlacementLayout.NONE);
        assertThat(policy(TagPlacement.L2).place16(2, TAGS.tag16(5), 5)).isEqualTo(PlacementLayout.l2OfCore(5));
    }

    @Test
    void theSameNumberMeansSomethingElseInTheOtherNamespace() {
        SteeringPolicy policy = policy(TagPlacement.L2);
        int tag16 = TAGS.tag16(5);
        assertThat(policy.place16(2, TAGS.tag8(5), 5)).isNotEqualTo(PlacementLayout.l2OfCore(5));
        assertThat(policy.place8(2, tag16 & 0xFF, 5)).isNotEqualTo(policy.place16(2, tag16, 5));
    }

    /** For every PH: no tag, tag 0 and a tag that nobody gave out are one. */
    @Test
    void anUnknownTagEqualsTheSamePhWithoutATag() {
        int unknown = 1;
        while (TAGS.targetOf8(unknown) != TargetLayout.UNKNOWN) {
            unknown++;
        }
        SteeringPolicy obeying = new SteeringPolicy(new SteeringConfig(TagPlacement.L2, true, true), TAGS, TOPOLOGY);
        for (int ph = 0; ph < 4; ph++) {
            assertThat(obeying.place8(ph, unknown, 0)).isEqualTo(obeying.place8(ph, 0, 0));
            assertThat(obeying.place16(ph, 0, 0)).isEqualTo(obeying.place8(ph, 0, 0));
        }
        assertThat(obeying.counter(SteeringCounterLayout.UNKNOWN)).isEqualTo(4);
        assertThat(obeying.counter(SteeringCounterLayout.PH_ONLY)).isEqualTo(12);
    }

    @Test
    void phCountsOnlyWhereThePlatformObeysIt() {
        SteeringPolicy ignoring = policy(TagPlacement.L2);
        SteeringPolicy obeying = new SteeringPolicy(new SteeringConfig(TagPlacement.L2, true, true), TAGS, TOPOLOGY);
        FirmwareTagMap deaf = new FirmwareTagMap(
                new FirmwareTagConfig(255, 65_535, Granularity.CORE, ExhaustionPolicy.INVALID, true, 11), TOPOLOGY);
        SteeringPolicy phIgnore = new SteeringPolicy(new SteeringConfig(TagPlacement.L2, true, true), deaf, TOPOLOGY);
        for (int ph = 0; ph < 4; ph++) {
            assertThat(ignoring.place8(ph, 0, 0)).isEqualTo(ignoring.placeUnhinted());
            assertThat(phIgnore.place8(ph, 0, 0)).isEqualTo(PlacementLayout.NONE);
        }
        assertThat(obeying.place8(0, 0, 0)).isEqualTo(PlacementLayout.NONE);
        assertThat(obeying.place8(1, 0, 0)).isEqualTo(PlacementLayout.BYPASS);
        assertThat(obeying.place8(2, 0, 0)).isEqualTo(PlacementLayout.NONE);
        assertThat(obeying.place8(3, 0, 0)).isEqualTo(PlacementLayout.RETAIN);
        assertThat(obeying.place8(1, TAGS.tag8(2), 2)).isEqualTo(PlacementLayout.l2OfCore(2));
    }

    @Test
    void clustersAreServedByTheirLlcAndSocketsOnlyWhereTheyHaveOne() {
        FirmwareTagMap clusters = map(Granularity.CLUSTER, TOPOLOGY);
        SteeringPolicy byCluster =
                new SteeringPolicy(new SteeringConfig(TagPlacement.L2, false, false), clusters, TOPOLOGY);
        assertThat(byCluster.place8(2, clusters.tag8(6), 6)).isEqualTo(PlacementLayout.llcOfDomain(1));
        FirmwareTagMap sockets = map(Granularity.SOCKET, TOPOLOGY);
        SteeringPolicy bySocket =
                new SteeringPolicy(new SteeringConfig(TagPlacement.L2, false, false), sockets, TOPOLOGY);
        assertThat(bySocket.place8(2, sockets.tag8(6), 6)).isEqualTo(PlacementLayout.NONE);
        HostTopologyConfig twoSockets = new HostTopologyConfig(8, 4, 1);
        FirmwareTagMap whole = map(Granularity.SOCKET, twoSockets);
        SteeringPolicy byWhole =
                new SteeringPolicy(new SteeringConfig(TagPlacement.L2, false, false), whole, twoSockets);
        assertThat(byWhole.place8(2, whole.tag8(6), 6)).isEqualTo(PlacementLayout.llcOfDomain(1));
        assertThat(byWhole.counter(SteeringCounterLayout.TAGGED)).isEqualTo(1);
    }

    private static FirmwareTagMap map(Granularity granularity, HostTopologyConfig topology) {
        return new FirmwareTagMap(
                new FirmwareTagConfig(255, 65_535, granularity, ExhaustionPolicy.INVALID, false, 5), topology);
    }

    @Test
    void tagsThatNameAnotherCoreThanTheConsumersAreCountedAsStaleOrAliased() {
        SteeringPolicy policy = policy(TagPlacement.L2);
        policy.place8(2, TAGS.tag8(1), 1);
        policy.place8(2, TAGS.tag8(1), SteeringPolicy.ANY_CORE);
        policy.place8(2, TAGS.tag8(1), 4);
        assertThat(policy.counter(SteeringCounterLayout.TAGGED)).isEqualTo(2);
        assertThat(policy.counter(SteeringCounterLayout.STALE)).isEqualTo(1);

        FirmwareTagMap shared = new FirmwareTagMap(
                new FirmwareTagConfig(2, 0, Granularity.CORE, ExhaustionPolicy.ALIAS, false, 5), TOPOLOGY);
        SteeringPolicy aliasing =
                new SteeringPolicy(new SteeringConfig(TagPlacement.L2, false, false), shared, TOPOLOGY);
        assertThat(aliasing.place8(2, shared.tag8(2), 2)).isEqualTo(PlacementLayout.l2OfCore(0));
        aliasing.placeUnhinted();
        long[] counters = new long[SteeringCounterLayout.COUNT];
        aliasing.snapshot(counters);
        assertThat(counters).containsExactly(1, 0, 0, 0, 1, 0);
        assertThat(SteeringCounterLayout.name(SteeringCounterLayout.ALIASED)).isEqualTo("aliased");
    }
}
