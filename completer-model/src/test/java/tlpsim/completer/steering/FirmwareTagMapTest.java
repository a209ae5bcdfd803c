package tlpsim.completer.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tlpsim.completer.memory.HostTopologyConfig;
import tlpsim.completer.steering.FirmwareTagConfig.Granularity;

class FirmwareTagMapTest {
    private static final HostTopologyConfig THREE_CLUSTERS = new HostTopologyConfig(12, 4, 3);

    private static FirmwareTagMap map(int tags8, ExhaustionPolicy onExhaustion, HostTopologyConfig topology) {
        return new FirmwareTagMap(
                new FirmwareTagConfig(tags8, FirmwareTagConfig.MAX_TAGS16, Granularity.CORE, onExhaustion, false, 7),
                topology);
    }

    @Test
    void everyCoreHasItsOwnTagInBothNamespacesAndTheyAreDecodedBack() {
        FirmwareTagMap map = new FirmwareTagMap(FirmwareTagConfig.perCore(1), new HostTopologyConfig(255, 8, 32));
        Set<Integer> tags8 = new HashSet<>();
        Set<Integer> tags16 = new HashSet<>();
        int equalLowBytes = 0;
        for (int core = 0; core < 255; core++) {
            assertThat(map.tag8(core)).isBetween(1, 255);
            assertThat(map.tag16(core)).isBetween(1, 65_535);
            assertThat(map.targetOf8(map.tag8(core))).isEqualTo(TargetLayout.core(core));
            assertThat(map.targetOf16(map.tag16(core))).isEqualTo(TargetLayout.core(core));
            tags8.add(map.tag8(core));
            tags16.add(map.tag16(core));
            equalLowBytes += (map.tag16(core) & 0xFF) == map.tag8(core) ? 1 : 0;
        }
        assertThat(tags8).hasSize(255);
        assertThat(tags16).hasSize(255);
        assertThat(equalLowBytes).isLessThan(10);
    }

    @Test
    void zeroAndTagsNeverGivenOutNameNothing() {
        FirmwareTagMap map = map(255, ExhaustionPolicy.INVALID, THREE_CLUSTERS);
        assertThat(map.targetOf8(0)).isEqualTo(TargetLayout.UNKNOWN);
        assertThat(map.targetOf16(0)).isEqualTo(TargetLayout.UNKNOWN);
        int known = 0;
        for (int st = 0; st < 256; st++) {
            known += map.targetOf8(st) == TargetLayout.UNKNOWN ? 0 : 1;
        }
        assertThat(known).isEqualTo(12);
    }

    @Test
    void seedsGiveDifferentEncodingsAndTheSameSeedTheSame() {
        FirmwareTagMap first = new FirmwareTagMap(FirmwareTagConfig.perCore(1), THREE_CLUSTERS);
        FirmwareTagMap again = new FirmwareTagMap(FirmwareTagConfig.perCore(1), THREE_CLUSTERS);
        FirmwareTagMap other = new FirmwareTagMap(FirmwareTagConfig.perCore(2), THREE_CLUSTERS);
        int differing = 0;
        for (int core = 0; core < 12; core++) {
            assertThat(again.tag16(core)).isEqualTo(first.tag16(core));
            differing += other.tag16(core) == first.tag16(core) ? 0 : 1;
        }
        assertThat(differing).isGreaterThan(8);
    }

    @Test
    void anExhaustedNamespaceLeavesTheLastCoresWithoutAValidTagByDefault() {
        FirmwareTagMap map = map(5, ExhaustionPolicy.INVALID, THREE_CLUSTERS);
        for (int core = 0; core < 12; core++) {
            assertThat(map.isValid8(core)).isEqualTo(core < 5);
            assertThat(map.isValid16(core)).isTrue();
        }
        assertThat(map.dsmResult(11) & 0xFF03).isEqualTo(0b10);
    }

    /**
     * 12 cores, 9 tags: naming the last cluster as one needs 4 + 4 + 1. With 7: 4 + 1 + 1. With 2: sockets, of which
     * there is one.
     */
    @Test
    void anExhaustedNamespaceCanNameClustersAndThenSockets() {
        FirmwareTagMap nine = map(9, ExhaustionPolicy.CLUSTER, THREE_CLUSTERS);
        assertThat(nine.targetOf8(nine.tag8(7))).isEqualTo(TargetLayout.core(7));
        assertThat(nine.targetOf8(nine.tag8(8))).isEqualTo(TargetLayout.cluster(2));
        assertThat(nine.tag8(11)).isEqualTo(nine.tag8(8));
        FirmwareTagMap seven = map(7, ExhaustionPolicy.CLUSTER, THREE_CLUSTERS);
        assertThat(seven.targetOf8(seven.tag8(3))).isEqualTo(TargetLayout.core(3));
        assertThat(seven.targetOf8(seven.tag8(4))).isEqualTo(TargetLayout.cluster(1));
        FirmwareTagMap two = map(2, ExhaustionPolicy.CLUSTER, THREE_CLUSTERS);
        assertThat(two.targetOf8(two.tag8(0))).isEqualTo(TargetLayout.socket(0));
        assertThat(two.isAliased8(two.tag8(0))).isFalse();
        FirmwareTagMap none = map(0, ExhaustionPolicy.CLUSTER, THREE_CLUSTERS);
        assertThat(none.isValid8(0)).isFalse();
    }

    @Test
    void anExhaustedNamespaceCanAliasAndTheFirstTargetIsDecoded() {
        FirmwareTagMap map = map(5, ExhaustionPolicy.ALIAS, THREE_CLUSTERS);
        assertThat(map.tag8(5)).isEqualTo(map.tag8(0));
        assertThat(map.tag8(10)).isEqualTo(map.tag8(0));
        assertThat(map.targetOf8(map.tag8(10))).isEqualTo(TargetLayout.core(0));
        assertThat(map.isAliased8(map.tag8(0))).isTrue();
        assertThat(map.isAliased8(map.tag8(3))).isTrue();
        assertThat(map.isAliased16(map.tag16(3))).isFalse();
    }

    @Test
    void firmwareThatNamesClustersGivesAllCoresOfAClusterOneTag() {
        FirmwareTagMap map = new FirmwareTagMap(
                new FirmwareTagConfig(255, 0, Granularity.CLUSTER, ExhaustionPolicy.INVALID, true, 3), THREE_CLUSTERS);
        assertThat(map.tag8(0)).isEqualTo(map.tag8(3)).isNotEqualTo(map.tag8(4));
        assertThat(map.targetOf8(map.tag8(4))).isEqualTo(TargetLayout.cluster(1));
        assertThat(map.isAliased8(map.tag8(4))).isFalse();
        assertThat(map.isValid16(0)).isFalse();
        assertThat(map.phIgnore()).isTrue();
    }

    /**
     * Bits of the result: 0 st valid, 1 xst valid, 2 PH ignored, 15:8 st, 31:16 xst; the upper half is persistent
     * memory.
     */
    @Test
    void theDsmResultHasTheFieldsOfTheEcn() {
        FirmwareTagMap map = new FirmwareTagMap(
                new FirmwareTagConfig(255, 65_535, Granularity.CORE, ExhaustionPolicy.INVALID, true, 3),
                THREE_CLUSTERS);
        long result = map.dsmResult(6);
        assertThat(result & 0b111).isEqualTo(0b111);
        assertThat(result >>> 8 & 0xFF).isEqualTo(map.tag8(6));
        assertThat(result >>> 16 & 0xFFFF).isEqualTo(map.tag16(6));
        assertThat(result >>> 32).isZero();
        assertThat(result & 0xF8).isZero();
    }

    @Test
    void namespacesAreLimited() {
        assertThatThrownBy(() -> map(256, ExhaustionPolicy.ALIAS, THREE_CLUSTERS))
                .hasMessageContaining("256");
        assertThatThrownBy(() -> new FirmwareTagConfig(1, 65_536, Granularity.CORE, ExhaustionPolicy.ALIAS, false, 0))
                .hasMessageContaining("65536");
    }
}
