package tlpsim.completer.steering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tlpsim.completer.memory.HostTopologyConfig;
import tlpsim.completer.memory.PlacementLayout;
import tlpsim.core.firmware.CpuTopology;
import tlpsim.core.firmware.DsmFirmwareConfig;
import tlpsim.core.firmware.RootPortFirmware;
import tlpsim.core.firmware.TagExhaustionPolicy;
import tlpsim.core.firmware.TargetGranularity;
import tlpsim.core.firmware.TargetLayout;

class SteeringPolicyTest {
    private static final HostTopologyConfig TOPOLOGY = new HostTopologyConfig(8, 4, 2);
    private static final CpuTopology CPUS = CpuTopology.of(8, 4, 2);
    private static final RootPortFirmware TAGS = RootPortFirmware.of(DsmFirmwareConfig.perCore(11), CPUS);

    private static SteeringPolicy policy(TagPlacement tagPlacement) {
        return new SteeringPolicy(new SteeringConfig(tagPlacement, false, false), TAGS.decoder(), TOPOLOGY);
    }

    @Test
    void aTagGoesWhereThePlatformPutsTags() {
        int tag = TAGS.tag(5, false);
        assertThat(policy(TagPlacement.L2).place8(2, tag, 5)).isEqualTo(PlacementLayout.l2OfCore(5));
        assertThat(policy(TagPlacement.L3).place8(2, tag, 5)).isEqualTo(PlacementLayout.llcOfDomain(1));
        assertThat(policy(TagPlacement.STASH).place8(2, tag, 5)).isEqualTo(PlacementLayout.stashToCore(5));
        assertThat(policy(TagPlacement.NONE).place8(2, tag, 5)).isEqualTo(PlacementLayout.NONE);
        assertThat(policy(TagPlacement.L2).place16(2, TAGS.tag(5, true), 5)).isEqualTo(PlacementLayout.l2OfCore(5));
    }

    @Test
    void theSameNumberMeansSomethingElseInTheOtherNamespace() {
        SteeringPolicy policy = policy(TagPlacement.L2);
        int tag16 = TAGS.tag(5, true);
        assertThat(policy.place16(2, TAGS.tag(5, false), 5)).isNotEqualTo(PlacementLayout.l2OfCore(5));
        assertThat(policy.place8(2, tag16 & 0xFF, 5)).isNotEqualTo(policy.place16(2, tag16, 5));
    }

    /** For every PH: no tag, tag 0 and a tag that nobody gave out are one. */
    @Test
    void anUnknownTagEqualsTheSamePhWithoutATag() {
        int unknown = 1;
        while (TAGS.decoder().targetOf8(unknown) != TargetLayout.UNKNOWN) {
            unknown++;
        }
        SteeringPolicy obeying =
                new SteeringPolicy(new SteeringConfig(TagPlacement.L2, true, true), TAGS.decoder(), TOPOLOGY);
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
        SteeringPolicy obeying =
                new SteeringPolicy(new SteeringConfig(TagPlacement.L2, true, true), TAGS.decoder(), TOPOLOGY);
        RootPortFirmware deaf = RootPortFirmware.of(
                new DsmFirmwareConfig(
                        255, 65_535, TargetGranularity.CORE, TagExhaustionPolicy.INVALID, false, true, 11),
                CPUS);
        SteeringPolicy phIgnore =
                new SteeringPolicy(new SteeringConfig(TagPlacement.L2, true, true), deaf.decoder(), TOPOLOGY);
        for (int ph = 0; ph < 4; ph++) {
            assertThat(ignoring.place8(ph, 0, 0)).isEqualTo(ignoring.placeUnhinted());
            assertThat(phIgnore.place8(ph, 0, 0)).isEqualTo(PlacementLayout.NONE);
        }
        assertThat(obeying.place8(0, 0, 0)).isEqualTo(PlacementLayout.NONE);
        assertThat(obeying.place8(1, 0, 0)).isEqualTo(PlacementLayout.BYPASS);
        assertThat(obeying.place8(2, 0, 0)).isEqualTo(PlacementLayout.NONE);
        assertThat(obeying.place8(3, 0, 0)).isEqualTo(PlacementLayout.RETAIN);
        assertThat(obeying.place8(1, TAGS.tag(2, false), 2)).isEqualTo(PlacementLayout.l2OfCore(2));
    }

    @Test
    void clustersAreServedByTheirLlcAndSocketsOnlyWhereTheyHaveOne() {
        RootPortFirmware clusters = map(TargetGranularity.CLUSTER, CPUS);
        SteeringPolicy byCluster =
                new SteeringPolicy(new SteeringConfig(TagPlacement.L2, false, false), clusters.decoder(), TOPOLOGY);
        assertThat(byCluster.place8(2, clusters.tag(6, false), 6)).isEqualTo(PlacementLayout.llcOfDomain(1));
        RootPortFirmware sockets = map(TargetGranularity.SOCKET, CPUS);
        SteeringPolicy bySocket =
                new SteeringPolicy(new SteeringConfig(TagPlacement.L2, false, false), sockets.decoder(), TOPOLOGY);
        assertThat(bySocket.place8(2, sockets.tag(6, false), 6)).isEqualTo(PlacementLayout.NONE);
        HostTopologyConfig twoSockets = new HostTopologyConfig(8, 4, 1);
        RootPortFirmware whole = map(TargetGranularity.SOCKET, CpuTopology.of(8, 4, 1));
        SteeringPolicy byWhole =
                new SteeringPolicy(new SteeringConfig(TagPlacement.L2, false, false), whole.decoder(), twoSockets);
        assertThat(byWhole.place8(2, whole.tag(6, false), 6)).isEqualTo(PlacementLayout.llcOfDomain(1));
        assertThat(byWhole.counter(SteeringCounterLayout.TAGGED)).isEqualTo(1);
    }

    private static RootPortFirmware map(TargetGranularity granularity, CpuTopology cpus) {
        return RootPortFirmware.of(
                new DsmFirmwareConfig(255, 65_535, granularity, TagExhaustionPolicy.INVALID, false, false, 5), cpus);
    }

    @Test
    void tagsThatNameAnotherCoreThanTheConsumersAreCountedAsStaleOrAliased() {
        SteeringPolicy policy = policy(TagPlacement.L2);
        policy.place8(2, TAGS.tag(1, false), 1);
        policy.place8(2, TAGS.tag(1, false), SteeringPolicy.ANY_CORE);
        policy.place8(2, TAGS.tag(1, false), 4);
        assertThat(policy.counter(SteeringCounterLayout.TAGGED)).isEqualTo(2);
        assertThat(policy.counter(SteeringCounterLayout.STALE)).isEqualTo(1);

        RootPortFirmware shared = RootPortFirmware.of(
                new DsmFirmwareConfig(2, 0, TargetGranularity.CORE, TagExhaustionPolicy.ALIAS, false, false, 5), CPUS);
        SteeringPolicy aliasing =
                new SteeringPolicy(new SteeringConfig(TagPlacement.L2, false, false), shared.decoder(), TOPOLOGY);
        assertThat(aliasing.place8(2, shared.tag(2, false), 2)).isEqualTo(PlacementLayout.l2OfCore(0));
        aliasing.placeUnhinted();
        long[] counters = new long[SteeringCounterLayout.COUNT];
        aliasing.snapshot(counters);
        assertThat(counters).containsExactly(1, 0, 0, 0, 1, 0);
        assertThat(SteeringCounterLayout.name(SteeringCounterLayout.ALIASED)).isEqualTo("aliased");
    }
}
