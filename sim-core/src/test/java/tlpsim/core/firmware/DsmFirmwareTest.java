package tlpsim.core.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tlpsim.core.firmware.TagExhaustionPolicy.ALIAS;
import static tlpsim.core.firmware.TagExhaustionPolicy.CLUSTER;
import static tlpsim.core.firmware.TagExhaustionPolicy.INVALID;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tlpsim.core.rule.Proves;
import tlpsim.core.tph.DsmResult;

class DsmFirmwareTest {
    private static final CpuTopology CPUS = CpuTopology.of(300, 10, 5);

    private static DsmFirmware firmware(int tags8, TagExhaustionPolicy policy, boolean persistent, long seed) {
        return new DsmFirmware(
                new DsmFirmwareConfig(tags8, 65535, TargetGranularity.CORE, policy, persistent, false, seed), CPUS);
    }

    private static int tag8(DsmFirmware firmware, int cpu) {
        return DsmResult.tag(firmware.evaluate(CPUS.uid(cpu)), false, false);
    }

    private static int tag16(DsmFirmware firmware, int cpu) {
        return DsmResult.tag(firmware.evaluate(CPUS.uid(cpu)), false, true);
    }

    @Test
    @Proves("firmware.namespaces")
    void theFourTagsOfAProcessorAreIndependent() {
        DsmFirmware firmware = firmware(255, INVALID, true, 3);
        int equal = 0;
        for (int cpu = 0; cpu < 255; cpu++) {
            long result = firmware.evaluate(cpu);
            assertThat(DsmResult.valid(result, true, true)).isTrue();
            equal += DsmResult.tag(result, false, false) == DsmResult.tag(result, false, true) ? 1 : 0;
            equal += DsmResult.tag(result, false, false) == DsmResult.tag(result, true, false) ? 1 : 0;
            equal += DsmResult.tag(result, false, true) == DsmResult.tag(result, true, true) ? 1 : 0;
        }
        assertThat(equal).isLessThan(10);
        assertThat(DsmResult.valid(firmware(255, INVALID, false, 3).evaluate(0), true, false))
                .isFalse();
    }

    @Test
    @Proves({"26", "firmware.exhaustion"})
    void rule26AnExhaustedNamespaceLeavesTheRestWithoutAValidTag() {
        DsmFirmware firmware = firmware(255, INVALID, false, 3);
        Set<Integer> tags = new TreeSet<>();
        for (int cpu = 0; cpu < 300; cpu++) {
            boolean valid = DsmResult.valid(firmware.evaluate(cpu), false, false);
            assertThat(valid).as("cpu " + cpu).isEqualTo(cpu < 255);
            assertThat(tag16(firmware, cpu)).isNotZero();
            tags.add(tag8(firmware, cpu));
        }
        assertThat(tags).hasSize(256).contains(0);
    }

    @Test
    @Proves("firmware.exhaustion")
    void clusterNamesCoarserTargetsUntilTheTagsSuffice() {
        // 300 processors, 255 tags: five clusters of ten named as one each leave 250 + 5.
        DsmFirmware firmware = firmware(255, CLUSTER, false, 3);
        Set<Integer> tags = new TreeSet<>();
        for (int cpu = 0; cpu < 300; cpu++) {
            tags.add(tag8(firmware, cpu));
            assertThat(tag8(firmware, cpu))
                    .isNotZero()
                    .isEqualTo(cpu < 250 ? tag8(firmware, cpu) : tag8(firmware, cpu / 10 * 10));
        }
        assertThat(tags).hasSize(255);
        DsmFirmware sockets = firmware(7, CLUSTER, false, 3);
        assertThat(tag8(sockets, 49)).isNotZero().isEqualTo(tag8(sockets, 0)).isNotEqualTo(tag8(sockets, 50));
        assertThat(tag8(firmware(5, CLUSTER, false, 3), 299)).isZero();
    }

    @Test
    @Proves("firmware.exhaustion")
    void aliasGivesTagsOutAgain() {
        DsmFirmware firmware = firmware(100, ALIAS, false, 3);
        for (int cpu = 0; cpu < 200; cpu++) {
            assertThat(tag8(firmware, cpu)).isNotZero().isEqualTo(tag8(firmware, cpu + 100));
        }
    }

    @Test
    @Proves("firmware.opaque")
    void anEncodingIsInjectiveAndOfItsPlatform() {
        DsmFirmware one = firmware(255, INVALID, false, 1);
        DsmFirmware other = firmware(255, INVALID, false, 2);
        Set<Integer> wide = new TreeSet<>();
        int same = 0;
        int ascending = 0;
        for (int cpu = 0; cpu < 300; cpu++) {
            wide.add(tag16(one, cpu));
            same += tag16(one, cpu) == tag16(other, cpu) ? 1 : 0;
            ascending += tag16(one, cpu) == cpu + 1 ? 1 : 0;
        }
        assertThat(wide).hasSize(300).doesNotContain(0);
        assertThat(same).isLessThan(5);
        assertThat(ascending).isLessThan(5);
        assertThat(firmware(255, INVALID, false, 1).evaluate(7)).isEqualTo(one.evaluate(7));
    }

    @Test
    void firmwareWithoutTagsHasNoValidBit() {
        DsmFirmware none =
                new DsmFirmware(new DsmFirmwareConfig(0, 0, TargetGranularity.SOCKET, ALIAS, true, true, 1), CPUS);
        assertThat(none.evaluate(3)).isEqualTo(0x0000_0004_0000_0004L);
        assertThat(none.answers(300)).isFalse();
        assertThat(none.answers(-1)).isFalse();
    }

    @Test
    void aConfigurationOutOfRangeIsRefused() {
        assertThatThrownBy(() -> firmware(256, ALIAS, false, 1)).hasMessageContaining("tags8=256");
        assertThatThrownBy(() -> new DsmFirmwareConfig(0, 65536, TargetGranularity.CORE, INVALID, false, false, 1))
                .hasMessageContaining("tags16=65536");
        assertThatThrownBy(() -> CpuTopology.of(0, 1, 1)).hasMessageContaining("cpus=0");
        assertThatThrownBy(() -> CpuTopology.of(4, 0, 1)).hasMessageContaining("cpusPerCluster=0");
        assertThatThrownBy(() -> new CpuTopology(4, 1, 1, 0, 0)).hasMessageContaining("uidStride=0");
        assertThatThrownBy(() -> new CpuTopology(65_536, 1, 1, 0, 1 << 20)).hasMessageContaining("last UID");
    }
}
