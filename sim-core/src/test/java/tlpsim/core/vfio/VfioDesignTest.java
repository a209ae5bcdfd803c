package tlpsim.core.vfio;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.kernel.MachineFixture.DS;
import static tlpsim.core.kernel.MachineFixture.IV;

import org.junit.jupiter.api.Test;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.Proves;
import tlpsim.core.rule.UapiRule;
import tlpsim.core.tph.StTableLocation;

class VfioDesignTest {
    private final VfioFixture vfio = new VfioFixture();

    private void design(boolean shadowTables, boolean phValidBit, boolean ungated) {
        vfio.config =
                new VfioConfig(true, true, new VfioDesign(shadowTables, phValidBit, ungated), VfioChoices.DEFAULT);
    }

    @Test
    @Proves("25")
    void rule25EachRejectedDesignSaysThatItIsNotLinux() {
        assertThat(VfioDesign.LINUX.notLinux()).isEmpty();
        assertThat(new VfioDesign(true, true, true).notLinux())
                .containsExactly(
                        "shadow tables applied at enable time (rejected)",
                        "a separate PH-valid bit (rejected)",
                        "ungated peer-to-peer (not Linux)");
    }

    @Test
    @Proves("25")
    void rule25ShadowTablesAreReplayedAtEnableAndLoseTheOtherNamespace() {
        design(true, false, false);
        vfio.build();
        assertThat(vfio.st(false, 1, new TagTarget.Literal(0x11)).operation().ok())
                .isTrue();
        assertThat(vfio.st(true, 2, new TagTarget.Literal(0x2233)).operation().ok())
                .isTrue();
        assertThat(vfio.machine.entry(1)).isZero();
        OperationReport enable = vfio.device.writeControl(0x301);
        assertThat(enable.met(UapiRule.REJECTED_DESIGNS)).isTrue();
        assertThat(vfio.machine.entry(2)).isEqualTo(0x2233);
        assertThat(vfio.machine.entry(1)).isZero();
        vfio.device.writeControl(0x101);
        assertThat(vfio.machine.entry(1)).isEqualTo(0x11);
    }

    @Test
    @Proves("25")
    void rule25TheCrossCheckRefusesAWidthWithoutEntries() {
        design(true, false, false);
        vfio.build();
        vfio.st(true, 2, new TagTarget.Literal(0x2233));
        vfio.device.writeControl(0x101);
        assertThat(vfio.machine.control()).isZero();
        vfio.device.writeControl(0x301);
        assertThat(vfio.machine.control()).isEqualTo(0x301);
        vfio.table(false, StTableLocation.CAPABILITY, 8).build();
        OperationReport narrow = vfio.st(true, 0, new TagTarget.Literal(1)).operation();
        assertThat(narrow.errno()).isEqualTo(Errno.EINVAL);
        assertThat(narrow.refusedBy(UapiRule.NO_EXTENDED_REQUESTER)).isTrue();
    }

    @Test
    @Proves("25")
    void rule25APhValidBitGivesPhWithoutATag() {
        design(false, true, false);
        vfio.enabled(DS, 3);
        assertThat(vfio.buffer.getTph(false).report().errno()).isEqualTo(Errno.EOPNOTSUPP);
        vfio.setTags(DmaBuf.FLAG_ST_EXT, 0, 0x2233, 3);
        DmaBufTag narrow = vfio.buffer.getTph(false);
        assertThat(narrow.report().ok()).isTrue();
        assertThat(narrow.ph()).isEqualTo(3);
        assertThat(narrow.tag()).isEqualTo(TphStReport.NOT_GIVEN);
        TphStReport st = vfio.st(false, 0, new TagTarget.Buffer(vfio.buffer));
        assertThat(st.returned().get(0).written()).isFalse();
        assertThat(vfio.machine.entry(0)).isZero();
    }

    @Test
    @Proves("25")
    void rule25ThePhValidBitIsADesignOfTheImporter() {
        vfio.enabled(DS, 3);
        vfio.setTags(DmaBuf.FLAG_ST, 0x44, 0, 3);
        VfioConfig design = new VfioConfig(true, true, new VfioDesign(false, true, false), VfioChoices.DEFAULT);
        DmaBufImport importer = new DmaBufImport(vfio.machine.function, vfio.buffer, design);
        OperationReport report = importer.query(true, true);
        assertThat(report.meaning()).isEqualTo("PH 3, no tag");
        assertThat(report.value()).isZero();
        assertThat(importer.hasTag()).isFalse();
        assertThat(importer.look().value()).isZero();
        DmaBufImport linux = new DmaBufImport(vfio.machine.function, vfio.buffer, VfioConfig.DEFAULT);
        assertThat(linux.query(true, true).value()).isEqualTo(0x44);
        assertThat(linux.hasTag()).isTrue();
    }

    @Test
    @Proves("25")
    void rule25UngatedPeerToPeerIsOfferedAndLabelled() {
        design(false, false, true);
        vfio.machine.rootCompleter = 0;
        vfio.build();
        OperationReport probe = vfio.device.probe();
        assertThat(probe.value()).isEqualTo(3);
        assertThat(probe.rules().toString()).contains("not Linux");
        assertThat(vfio.device.isHidden()).isFalse();
        vfio.device.writeControl(0x300 | IV);
        assertThat(vfio.machine.control()).isEqualTo(0x301);
        vfio.setTags(DmaBuf.FLAG_ST, 0x11, 0, 2);
        assertThat(vfio.st(false, 0, new TagTarget.Buffer(vfio.buffer))
                        .operation()
                        .ok())
                .isTrue();
    }
}
