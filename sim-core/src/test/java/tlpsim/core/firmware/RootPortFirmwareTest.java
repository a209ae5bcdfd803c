package tlpsim.core.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RootPortFirmwareTest {
    private static final CpuTopology THREE_CLUSTERS = CpuTopology.of(12, 4, 3);

    private static RootPortFirmware map(int tags8, TagExhaustionPolicy onExhaustion, CpuTopology topology) {
        return RootPortFirmware.of(
                new DsmFirmwareConfig(
                        tags8, DsmFirmwareConfig.MAX_TAGS16, TargetGranularity.CORE, onExhaustion, false, false, 7),
                topology);
    }

    @Test
    void everyCoreHasItsOwnTagInBothNamespacesAndTheyAreDecodedBack() {
        RootPortFirmware map = RootPortFirmware.of(DsmFirmwareConfig.perCore(1), CpuTopology.of(255, 8, 32));
        Set<Integer> tags8 = new HashSet<>();
        Set<Integer> tags16 = new HashSet<>();
        int equalLowBytes = 0;
        for (int core = 0; core < 255; core++) {
            assertThat(map.tag(core, false)).isBetween(1, 255);
            assertThat(map.tag(core, true)).isBetween(1, 65_535);
            assertThat(map.decoder().targetOf8(map.tag(core, false))).isEqualTo(TargetLayout.core(core));
            assertThat(map.decoder().targetOf16(map.tag(core, true))).isEqualTo(TargetLayout.core(core));
            tags8.add(map.tag(core, false));
            tags16.add(map.tag(core, true));
            equalLowBytes += (map.tag(core, true) & 0xFF) == map.tag(core, false) ? 1 : 0;
        }
        assertThat(tags8).hasSize(255);
        assertThat(tags16).hasSize(255);
        assertThat(equalLowBytes).isLessThan(10);
    }

    @Test
    void zeroAndTagsNeverGivenOutNameNothing() {
        RootPortFirmware map = map(255, TagExhaustionPolicy.INVALID, THREE_CLUSTERS);
        assertThat(map.decoder().targetOf8(0)).isEqualTo(TargetLayout.UNKNOWN);
        assertThat(map.decoder().targetOf16(0)).isEqualTo(TargetLayout.UNKNOWN);
        int known = 0;
        for (int st = 0; st < 256; st++) {
            known += map.decoder().targetOf8(st) == TargetLayout.UNKNOWN ? 0 : 1;
        }
        assertThat(known).isEqualTo(12);
    }

    @Test
    void seedsGiveDifferentEncodingsAndTheSameSeedTheSame() {
        RootPortFirmware first = RootPortFirmware.of(DsmFirmwareConfig.perCore(1), THREE_CLUSTERS);
        RootPortFirmware again = RootPortFirmware.of(DsmFirmwareConfig.perCore(1), THREE_CLUSTERS);
        RootPortFirmware other = RootPortFirmware.of(DsmFirmwareConfig.perCore(2), THREE_CLUSTERS);
        int differing = 0;
        for (int core = 0; core < 12; core++) {
            assertThat(again.tag(core, true)).isEqualTo(first.tag(core, true));
            differing += other.tag(core, true) == first.tag(core, true) ? 0 : 1;
        }
        assertThat(differing).isGreaterThan(8);
    }

    @Test
    void anExhaustedNamespaceLeavesTheLastCoresWithoutAValidTagByDefault() {
        RootPortFirmware map = map(5, TagExhaustionPolicy.INVALID, THREE_CLUSTERS);
        for (int core = 0; core < 12; core++) {
            assertThat(map.tag(core, false) != 0).isEqualTo(core < 5);
            assertThat(map.tag(core, true) != 0).isTrue();
        }
        assertThat(map.method().evaluate(11) & 0xFF03).isEqualTo(0b10);
    }

    /**
     * 12 cores, 9 tags: naming the last cluster as one needs 4 + 4 + 1. With 7: 4 + 1 + 1. With 2: sockets, of which
     * there is one.
     */
    @Test
    void anExhaustedNamespaceCanNameClustersAndThenSockets() {
        RootPortFirmware nine = map(9, TagExhaustionPolicy.CLUSTER, THREE_CLUSTERS);
        assertThat(nine.decoder().targetOf8(nine.tag(7, false))).isEqualTo(TargetLayout.core(7));
        assertThat(nine.decoder().targetOf8(nine.tag(8, false))).isEqualTo(TargetLayout.cluster(2));
        assertThat(nine.tag(11, false)).isEqualTo(nine.tag(8, false));
        RootPortFirmware seven = map(7, TagExhaustionPolicy.CLUSTER, THREE_CLUSTERS);
        assertThat(seven.decoder().targetOf8(seven.tag(3, false))).isEqualTo(TargetLayout.core(3));
        assertThat(seven.decoder().targetOf8(seven.tag(4, false))).isEqualTo(TargetLayout.cluster(1));
        RootPortFirmware two = map(2, TagExhaustionPolicy.CLUSTER, THREE_CLUSTERS);
        assertThat(two.decoder().targetOf8(two.tag(0, false))).isEqualTo(TargetLayout.socket(0));
        assertThat(two.decoder().isAliased8(two.tag(0, false))).isFalse();
        RootPortFirmware none = map(0, TagExhaustionPolicy.CLUSTER, THREE_CLUSTERS);
        assertThat(none.tag(0, false) != 0).isFalse();
    }

    @Test
    void anExhaustedNamespaceCanAliasAndTheFirstTargetIsDecoded() {
        RootPortFirmware map = map(5, TagExhaustionPolicy.ALIAS, THREE_CLUSTERS);
        assertThat(map.tag(5, false)).isEqualTo(map.tag(0, false));
        assertThat(map.tag(10, false)).isEqualTo(map.tag(0, false));
        assertThat(map.decoder().targetOf8(map.tag(10, false))).isEqualTo(TargetLayout.core(0));
        assertThat(map.decoder().isAliased8(map.tag(0, false))).isTrue();
        assertThat(map.decoder().isAliased8(map.tag(3, false))).isTrue();
        assertThat(map.decoder().isAliased16(map.tag(3, true))).isFalse();
    }

    @Test
    void firmwareThatNamesClustersGivesAllCoresOfAClusterOneTag() {
        RootPortFirmware map = RootPortFirmware.of(
                new DsmFirmwareConfig(255, 0, TargetGranularity.CLUSTER, TagExhaustionPolicy.INVALID, false, true, 3),
                THREE_CLUSTERS);
        assertThat(map.tag(0, false)).isEqualTo(map.tag(3, false)).isNotEqualTo(map.tag(4, false));
        assertThat(map.decoder().targetOf8(map.tag(4, false))).isEqualTo(TargetLayout.cluster(1));
        assertThat(map.decoder().isAliased8(map.tag(4, false))).isFalse();
        assertThat(map.tag(0, true) != 0).isFalse();
        assertThat(map.decoder().phIgnore()).isTrue();
    }

    /**
     * Bits of the result: 0 st valid, 1 xst valid, 2 PH ignored, 15:8 st, 31:16 xst; the upper half is persistent
     * memory.
     */
    @Test
    void theDsmResultHasTheFieldsOfTheEcn() {
        RootPortFirmware map = RootPortFirmware.of(
                new DsmFirmwareConfig(255, 65_535, TargetGranularity.CORE, TagExhaustionPolicy.INVALID, false, true, 3),
                THREE_CLUSTERS);
        long result = map.method().evaluate(6);
        assertThat(result & 0b111).isEqualTo(0b111);
        assertThat(result >>> 8 & 0xFF).isEqualTo(map.tag(6, false));
        assertThat(result >>> 16 & 0xFFFF).isEqualTo(map.tag(6, true));
        assertThat(result >>> 32).isEqualTo(0b100);
        assertThat(result & 0xF8).isZero();
    }

    @Test
    void namespacesAreLimited() {
        assertThatThrownBy(() -> map(256, TagExhaustionPolicy.ALIAS, THREE_CLUSTERS))
                .hasMessageContaining("256");
        assertThatThrownBy(() -> new DsmFirmwareConfig(
                        1, 65_536, TargetGranularity.CORE, TagExhaustionPolicy.ALIAS, false, false, 0))
                .hasMessageContaining("65536");
    }

    /** A table says who has which tag; what a tag names follows from who has it. */
    @Test
    void aTableIsDecodedToWhatItsProcessorsHaveInCommon() {
        // Cores 0 to 2 apart, 4 to 7 as a cluster; 3, 8 and 9 share a tag that names neither a cluster nor one core.
        int[] uids = new int[10];
        long[] results = new long[10];
        for (int cpu = 0; cpu < 10; cpu++) {
            uids[cpu] = 100 + cpu;
            long st = cpu < 3 ? 10 + cpu : cpu > 3 && cpu < 8 ? 20 : 30;
            results[cpu] = 0b101 | st << 8;
        }
        RootPortFirmware table = RootPortFirmware.of(CpuTagTable.of(uids, results), CpuTopology.of(12, 4, 3));
        assertThat(table.tag(2, false)).isEqualTo(12);
        assertThat(table.decoder().targetOf8(12)).isEqualTo(TargetLayout.core(2));
        assertThat(table.decoder().targetOf8(20)).isEqualTo(TargetLayout.cluster(1));
        assertThat(table.decoder().targetOf8(30)).isEqualTo(TargetLayout.core(3));
        assertThat(table.decoder().isAliased8(30)).isTrue();
        assertThat(table.decoder().isAliased8(20)).isFalse();
        assertThat(table.decoder().phIgnore()).isTrue();
        assertThat(table.tag(2, true)).isZero();
        assertThat(table.tag(11, false)).isZero();
        assertThat(table.uids().applyAsInt(9)).isEqualTo(109);
        assertThat(table.uids().applyAsInt(10)).isEqualTo(-1);
    }

    /** What the decoder of a firmware says is what the table of its answers says. */
    @Test
    void theTableOfAnInjectiveFirmwareDecodesAsTheFirmwareItself() {
        RootPortFirmware firmware = RootPortFirmware.of(DsmFirmwareConfig.perCore(4), THREE_CLUSTERS);
        CpuTagTable answers = ((DsmFirmware) firmware.method()).table();
        RootPortFirmware table = RootPortFirmware.of(answers, THREE_CLUSTERS);
        for (int st = 0; st < 65_536; st++) {
            assertThat(table.decoder().targetOf16(st))
                    .isEqualTo(firmware.decoder().targetOf16(st));
        }
    }

    @Test
    void firmwareThatAnswersNothingHasTagsForNobody() {
        RootPortFirmware mute = RootPortFirmware.mute(THREE_CLUSTERS, true);
        assertThat(mute.tag(0, false)).isZero();
        assertThat(mute.decoder().targetOf8(1)).isEqualTo(TargetLayout.UNKNOWN);
        assertThat(mute.decoder().phIgnore()).isTrue();
    }
}
