package tlpsim.core.vfio;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.kernel.MachineFixture.DS;
import static tlpsim.core.kernel.MachineFixture.IV;
import static tlpsim.core.kernel.MachineFixture.NO_ST;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.config.PortType;
import tlpsim.core.firmware.MemoryType;
import tlpsim.core.kernel.KernelConfig;
import tlpsim.core.kernel.KernelVersionPolicy;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.FirmwareRule;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.Proves;
import tlpsim.core.rule.UapiRule;
import tlpsim.core.rule.VfioRule;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterConfig;

class TphStTest {
    private final VfioFixture vfio = new VfioFixture();

    private static VfioConfig choosing(Errno whileDisabled, Errno extended) {
        return new VfioConfig(
                true,
                true,
                VfioDesign.LINUX,
                new VfioChoices(
                        Errno.ENOTTY,
                        whileDisabled,
                        extended,
                        Errno.EOPNOTSUPP,
                        Errno.EPERM,
                        Errno.ENODEV,
                        LoweredEnablePolicy.LOW_BYTE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Proves("5")
    void rule05TphStFailsWhileRequesterEnableIs00b(boolean extended) {
        vfio.build();
        OperationReport report = vfio.cpu(extended, 99, 999).operation();
        assertThat(report.errno()).isEqualTo(Errno.EINVAL);
        assertThat(report.refusedBy(UapiRule.ST_WHILE_DISABLED)).isTrue();
        assertThat(report.met(UapiRule.EXTENDED_AT_8_BIT)).isFalse();
        assertThat(report.met(VfioRule.BATCH_INDEX)).isFalse();
    }

    @Test
    @Proves("6")
    void rule06ExtendedFailsAt01b() {
        vfio.enabled(IV, 1);
        OperationReport report = vfio.cpu(true, 99, 0).operation();
        assertThat(report.errno()).isEqualTo(Errno.EINVAL);
        assertThat(report.refusedBy(UapiRule.EXTENDED_AT_8_BIT)).isTrue();
        assertThat(report.met(VfioRule.BATCH_INDEX)).isFalse();
    }

    @Test
    @Proves("7")
    void rule07An8BitTagIsAcceptedAt01b() {
        vfio.enabled(IV, 1);
        OperationReport report = vfio.cpu(false, 2, 0).operation();
        assertThat(report.ok()).isTrue();
        assertThat(report.met(UapiRule.BASE_AT_8_BIT)).isTrue();
        assertThat(vfio.machine.entry(2)).isBetween(1, 255);
    }

    @Test
    @Proves("8")
    void rule08At11bBothNamespacesStandSideBySide() {
        vfio.config = VfioConfig.UNSAFE;
        vfio.enabled(IV, 3);
        assertThat(vfio.cpu(true, 2, 5).operation().met(UapiRule.BOTH_AT_11B)).isTrue();
        assertThat(vfio.cpu(false, 3, 5).operation().ok()).isTrue();
        long wide = vfio.machine
                .core
                .getCpuStAs(vfio.machine.function, MemoryType.VOLATILE, 5, 3)
                .value();
        long narrow = vfio.machine
                .core
                .getCpuStAs(vfio.machine.function, MemoryType.VOLATILE, 5, 1)
                .value();
        assertThat(vfio.machine.entry(2)).isEqualTo((int) wide);
        assertThat(vfio.machine.entry(3)).isEqualTo((int) narrow);
        assertThat(vfio.device.sentTag(2)).isEqualTo((int) wide);
        assertThat(vfio.device.sentTag(3)).isEqualTo((int) narrow);
    }

    @Test
    @Proves("9")
    void rule09WhatIsAcceptedIsInHardwareAtOnceAndNothingIsReplayed() {
        vfio.config = VfioConfig.UNSAFE;
        vfio.enabled(IV, 3);
        OperationReport report = vfio.st(true, 1, new TagTarget.Literal(0x1234)).operation();
        assertThat(report.met(UapiRule.WRITE_THROUGH)).isTrue();
        assertThat(report.accesses().configWrites()).isEqualTo(3);
        assertThat(vfio.machine.entry(1)).isEqualTo(0x1234);
        vfio.device.writeControl(0);
        vfio.machine.live.tph().orElseThrow().reset();
        OperationReport enable = vfio.device.writeControl(0x301);
        assertThat(enable.accesses().configWrites()).isOne();
        assertThat(vfio.machine.entry(1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rule09NothingIsSaidToBeWrittenInNoStMode(boolean nostmode) {
        vfio.config = VfioConfig.UNSAFE;
        if (nostmode) {
            vfio.machine.kernelConfig = new KernelConfig(KernelVersionPolicy.POSTED_V4, true, true, true, false, true);
        }
        vfio.build();
        vfio.device.writeControl((nostmode ? IV : NO_ST) | 0x300);
        TphStReport given = vfio.st(true, 1, new TagTarget.Literal(0x1234));
        OperationReport report = given.operation();
        assertThat(report.ok()).isTrue();
        assertThat(report.met(KernelRule.SET_ST_NO_ST_MODE)).isTrue();
        assertThat(report.met(UapiRule.WRITE_THROUGH)).isFalse();
        assertThat(given.returned().get(0).written()).isFalse();
        assertThat(vfio.machine.entry(1)).isZero();
        assertThat(vfio.device.writeControl(NO_ST | 0x100).met(UapiRule.ENABLE_LOWERED))
                .isFalse();
    }

    @Test
    @Proves("10")
    void rule10ARequesterWithoutExtendedTphNeverTakesExtended() {
        vfio.table(false, StTableLocation.CAPABILITY, 8).enabled(IV, 1);
        OperationReport report = vfio.cpu(true, 0, 0).operation();
        assertThat(report.errno()).isEqualTo(Errno.EINVAL);
        assertThat(report.refusedBy(UapiRule.NO_EXTENDED_REQUESTER)).isTrue();
        assertThat(report.refusedBy(UapiRule.EXTENDED_AT_8_BIT)).isTrue();
    }

    @Test
    @Proves("11")
    void rule11TheExporterIsAskedInTheNamespaceOfTheFlag() {
        vfio.config = VfioConfig.UNSAFE;
        vfio.enabled(IV, 3);
        vfio.setTags(DmaBuf.FLAG_ST_EXT, 0x11, 0x2233, 2);
        OperationReport narrow =
                vfio.st(false, 0, new TagTarget.Buffer(vfio.buffer)).operation();
        assertThat(narrow.errno()).isEqualTo(Errno.EOPNOTSUPP);
        assertThat(narrow.met(UapiRule.DMA_BUF_NAMESPACE)).isTrue();
        assertThat(vfio.machine.entry(0)).isZero();
        TphStReport wide = vfio.st(true, 0, new TagTarget.Buffer(vfio.buffer));
        assertThat(wide.operation().ok()).isTrue();
        assertThat(wide.returned()).containsExactly(new TphStReport.Returned(0, 2, 0x2233, true));
        assertThat(vfio.machine.entry(0)).isEqualTo(0x2233);
    }

    @Test
    @Proves("12")
    void rule12AnExporterWithoutGetTphFailsTheCall() {
        vfio.enabled(IV, 3);
        OperationReport report =
                vfio.st(false, 0, new TagTarget.Buffer(DmaBuf.foreign("other"))).operation();
        assertThat(report.errno()).isEqualTo(Errno.EOPNOTSUPP);
        assertThat(report.refusedBy(UapiRule.NO_GET_TPH)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, false, true",
        "true, false, true, true",
        "true, false, false, false",
        "false, true, true, false",
        "false, false, true, false"
    })
    @Proves({"13", "14"})
    void rules13And14TheTagIsShownWithDeviceSpecificOrLiteralAccessElseWithheld(
            boolean unsafe, boolean literal, boolean deviceSpecificMode, boolean shown) {
        vfio.config = new VfioConfig(unsafe, literal, VfioDesign.LINUX, VfioChoices.DEFAULT);
        vfio.machine.requester =
                Optional.of(new TphRequesterConfig(true, deviceSpecificMode, true, StTableLocation.CAPABILITY, 8));
        vfio.enabled(IV, 3);
        vfio.setTags(DmaBuf.FLAG_ST, 0x11, 0, 3);
        TphStReport report = vfio.st(false, 0, new TagTarget.Buffer(vfio.buffer));
        assertThat(report.operation().met(UapiRule.TAG_SHOWN)).isEqualTo(shown);
        assertThat(report.operation().met(UapiRule.TAG_WITHHELD)).isEqualTo(!shown);
        int tag = shown ? 0x11 : TphStReport.NOT_GIVEN;
        assertThat(report.returned()).containsExactly(new TphStReport.Returned(0, 3, tag, true));
    }

    @Test
    @Proves("17")
    void rule17At11bTheWrongNamespaceTowardsAnHostOf8BitIsNotPrevented() {
        vfio.enabled(IV, 3);
        OperationReport report = vfio.cpu(true, 0, 0).operation();
        assertThat(report.ok()).isTrue();
        assertThat(report.met(UapiRule.GOVERNANCE_LIMIT)).isTrue();
        vfio.enabled(IV, 1);
        assertThat(vfio.cpu(false, 0, 0).operation().met(UapiRule.GOVERNANCE_LIMIT))
                .isFalse();
    }

    @Test
    @Proves("19")
    void rule19TheErrorsOfRules5And6AreAChoice() {
        vfio.config = choosing(Errno.ENODEV, Errno.EOPNOTSUPP);
        vfio.build();
        OperationReport disabled = vfio.cpu(false, 0, 0).operation();
        assertThat(disabled.errno()).isEqualTo(Errno.ENODEV);
        assertThat(disabled.met(UapiRule.ERRNO_OF_5_AND_6)).isTrue();
        vfio.enabled(IV, 1);
        assertThat(vfio.cpu(true, 0, 0).operation().errno()).isEqualTo(Errno.EOPNOTSUPP);
    }

    @Test
    @Proves("20")
    void rule20AWithheldTagIsStillWrittenWhereThereIsATable() {
        vfio.enabled(IV, 3);
        vfio.setTags(DmaBuf.FLAG_ST_EXT, 0, 0x2233, 1);
        TphStReport report = vfio.st(true, 4, new TagTarget.Buffer(vfio.buffer));
        assertThat(report.returned()).containsExactly(new TphStReport.Returned(4, 1, TphStReport.NOT_GIVEN, true));
        assertThat(vfio.machine.entry(4)).isEqualTo(0x2233);
        assertThat(report.operation().met(UapiRule.WITHHELD_STILL_PLACED)).isTrue();
    }

    @Test
    @Proves("20")
    void rule20WithoutTableAndAccessTheTagCannotBePlaced() {
        vfio.table(true, StTableLocation.NONE, 0).enabled(DS, 3);
        OperationReport report = vfio.cpu(false, 0, 0).operation();
        assertThat(report.errno()).isEqualTo(Errno.EOPNOTSUPP);
        assertThat(report.refusedBy(UapiRule.WITHHELD_STILL_PLACED)).isTrue();
        assertThat(vfio.machine.function.enabled()).isTrue();
    }

    @Test
    @Proves({"13", "20"})
    void rule20WithoutTableButWithAccessTheUserPlacesTheTag() {
        vfio.config = new VfioConfig(true, false, VfioDesign.LINUX, VfioChoices.DEFAULT);
        vfio.table(true, StTableLocation.NONE, 0).enabled(DS, 3);
        TphStReport report = vfio.cpu(true, 0, 5);
        assertThat(report.operation().ok()).isTrue();
        assertThat(report.returned().get(0).written()).isFalse();
        assertThat(report.returned().get(0).tag()).isPositive();
        assertThat(report.operation().met(KernelRule.SET_ST_WINDOW)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"false, true", "false, false", "true, false"})
    @Proves("21")
    void rule21RawTagsNeedTheUnsafeParameter(boolean unsafe, boolean literal) {
        vfio.config = new VfioConfig(unsafe, literal, VfioDesign.LINUX, VfioChoices.DEFAULT);
        vfio.enabled(IV, 3);
        OperationReport report = vfio.st(false, 0, new TagTarget.Literal(0x1FF)).operation();
        assertThat(report.errno()).isEqualTo(Errno.EPERM);
        assertThat(report.refusedBy(UapiRule.UNSAFE_OFF)).isTrue();
        assertThat(report.met(VfioRule.LITERAL_RANGE)).isFalse();
        assertThat(vfio.machine.entry(0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"false, 255, true", "false, 256, false", "true, 65535, true", "true, 65536, false", "true, -1, false"})
    @Proves("vfio.literal-range")
    void aLiteralTagMustFitItsNamespace(boolean extended, int tag, boolean accepted) {
        vfio.config = VfioConfig.UNSAFE;
        vfio.enabled(IV, 3);
        OperationReport report =
                vfio.st(extended, 0, new TagTarget.Literal(tag)).operation();
        assertThat(report.errno()).isEqualTo(accepted ? Errno.NONE : Errno.EINVAL);
        assertThat(report.refusedBy(VfioRule.LITERAL_RANGE)).isEqualTo(!accepted);
    }

    @Test
    @Proves("23")
    void rule23TheUserOfAnIntegratedEndpointCanEnableButGetsNoCpuTag() {
        vfio.machine.portType = PortType.RC_INTEGRATED_ENDPOINT;
        vfio.machine.hasRootPort = false;
        vfio.enabled(IV, 3);
        OperationReport report = vfio.cpu(false, 0, 0).operation();
        assertThat(report.errno()).isEqualTo(Errno.ENODEV);
        assertThat(report.met(UapiRule.RCIEP_CPU_TAG)).isTrue();
        assertThat(vfio.machine.function.enabled()).isTrue();
    }

    @Test
    @Proves("vfio.batch.size")
    void aBatchHasOneTo2048Entries() {
        vfio.enabled(IV, 3);
        OperationReport empty =
                vfio.device.tphSt(new TphStRequest(false, List.of())).operation();
        assertThat(empty.errno()).isEqualTo(Errno.EINVAL);
        assertThat(empty.refusedBy(VfioRule.BATCH_SIZE)).isTrue();
        TphStEntry entry = new TphStEntry(99, new TagTarget.Cpu(0, MemoryType.VOLATILE));
        OperationReport large = vfio.device
                .tphSt(new TphStRequest(false, Collections.nCopies(2049, entry)))
                .operation();
        assertThat(large.refusedBy(VfioRule.BATCH_SIZE)).isTrue();
    }

    @Test
    @Proves({"vfio.batch.whole", "vfio.batch.index"})
    void aBadEntryAnywhereInABatchWritesNothingAndLeavesTphOn() {
        vfio.enabled(IV, 3);
        TagTarget good = new TagTarget.Cpu(0, MemoryType.VOLATILE);
        OperationReport index = vfio.device
                .tphSt(new TphStRequest(false, List.of(new TphStEntry(0, good), new TphStEntry(8, good))))
                .operation();
        assertThat(index.errno()).isEqualTo(Errno.ENXIO);
        assertThat(index.refusedBy(VfioRule.BATCH_INDEX)).isTrue();
        OperationReport cpu = vfio.device
                .tphSt(new TphStRequest(
                        false,
                        List.of(
                                new TphStEntry(0, good),
                                new TphStEntry(1, new TagTarget.Cpu(999, MemoryType.VOLATILE)))))
                .operation();
        assertThat(cpu.errno()).isEqualTo(Errno.EINVAL);
        assertThat(cpu.refusedBy(KernelRule.CPU_ST_UID)).isTrue();
        assertThat(vfio.machine.entry(0)).isZero();
        assertThat(vfio.machine.function.enabled()).isTrue();
    }

    @Test
    @Proves("vfio.batch.index")
    void aVectorThatIsNotSetUpIsRefusedBeforeTheKernelWouldDisableTph() {
        vfio.table(true, StTableLocation.MSIX, 16).enabled(IV, 3);
        assertThat(vfio.cpu(false, 8, 0).operation().errno()).isEqualTo(Errno.ENXIO);
        assertThat(vfio.cpu(false, 16, 0).operation().errno()).isEqualTo(Errno.ENXIO);
        assertThat(vfio.machine.function.enabled()).isTrue();
        assertThat(vfio.cpu(false, 7, 0).operation().ok()).isTrue();
        vfio.machine.msix().enabled(false);
        assertThat(vfio.cpu(false, 7, 0).operation().errno()).isEqualTo(Errno.ENXIO);
    }

    @Test
    @Proves("kernel.set-st.error-disables")
    void anErrorOfTheKernelInTheMiddleOfABatchEndsItAndTph() {
        vfio.machine.kernelConfig = new tlpsim.core.kernel.KernelConfig(
                tlpsim.core.kernel.KernelVersionPolicy.V17, true, false, true, false, false);
        vfio.table(true, StTableLocation.MSIX, 16).enabled(IV, 3);
        OperationReport report = vfio.cpu(false, 0, 0).operation();
        assertThat(report.errno()).isEqualTo(Errno.ENODEV);
        assertThat(vfio.machine.function.enabled()).isFalse();
    }

    @Test
    void inNoStModeTphStIsAcceptedAndNothingIsWritten() {
        vfio.enabled(NO_ST, 3);
        OperationReport report = vfio.cpu(false, 0, 0).operation();
        assertThat(report.ok()).isTrue();
        assertThat(report.met(KernelRule.SET_ST_NO_ST_MODE)).isTrue();
        assertThat(vfio.machine.entry(0)).isZero();
        assertThat(report.met(FirmwareRule.PH_IGNORE)).isFalse();
    }
}
