package tlpsim.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.firmware.MemoryType.PERSISTENT;
import static tlpsim.core.firmware.MemoryType.VOLATILE;
import static tlpsim.core.kernel.MachineFixture.IV;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.config.PortType;
import tlpsim.core.firmware.CpuTagTable;
import tlpsim.core.firmware.CpuTopology;
import tlpsim.core.firmware.DsmFirmware;
import tlpsim.core.firmware.DsmFirmwareConfig;
import tlpsim.core.firmware.DsmMethod;
import tlpsim.core.firmware.TagExhaustionPolicy;
import tlpsim.core.firmware.TargetGranularity;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.FirmwareRule;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.Proves;
import tlpsim.core.rule.UapiRule;

class CpuTagQueryTest {
    /** VM 8-bit 42h, VM 16-bit invalid, PM 8-bit invalid but not 0, PM 16-bit 1234h, PH ignored for VM. */
    private static final long RESULT = 0x1234_9902_0000_4205L;

    private final MachineFixture machine = new MachineFixture();

    private void withResultForEveryCpu() {
        machine.dsm = CpuTagTable.of(new int[] {100, 102, 104}, new long[] {RESULT, RESULT, RESULT});
    }

    @Test
    @Proves("kernel.cpu-st.acpi")
    void withoutAcpiThereIsNobodyToAskEvenForABadCpu() {
        machine.kernelConfig = new KernelConfig(KernelVersionPolicy.CURRENT, true, true, false, false, false);
        machine.build();
        OperationReport report = machine.core.getCpuStAs(machine.function, VOLATILE, 999, 1);
        assertThat(report.errno()).isEqualTo(Errno.ENODEV);
        assertThat(report.refusedBy(KernelRule.CPU_ST_ACPI)).isTrue();
        assertThat(report.met(KernelRule.CPU_ST_UID)).isFalse();
    }

    @Test
    @Proves("kernel.cpu-st.uid")
    void aCpuWithoutUidFailsBeforeTheRootPortIsLookedAt() {
        machine.hasRootPort = false;
        machine.build();
        OperationReport report = machine.core.getCpuStAs(machine.function, VOLATILE, 16, 1);
        assertThat(report.errno()).isEqualTo(Errno.EINVAL);
        assertThat(report.refusedBy(KernelRule.CPU_ST_UID)).isTrue();
        assertThat(report.met(KernelRule.CPU_ST_ROOT_PORT)).isFalse();
    }

    @Test
    @Proves("kernel.cpu-st.uid")
    void olderKernelsAskForTheWrongProcessorWhereUidsDiffer() {
        machine.version(KernelVersionPolicy.MERGED);
        machine.build();
        assertThat(machine.core.getCpuStAs(machine.function, VOLATILE, 0, 1).errno())
                .isEqualTo(Errno.EINVAL);
        long asked = machine.core.getCpuStAs(machine.function, VOLATILE, 102, 1).value();
        machine.version(KernelVersionPolicy.CURRENT).build();
        assertThat(machine.core.getCpuStAs(machine.function, VOLATILE, 1, 1).value())
                .isEqualTo(asked);
    }

    @Test
    @Proves("kernel.cpu-st.root-port")
    void withoutARootPortThereIsNoDevice() {
        machine.hasRootPort = false;
        machine.build();
        OperationReport report = machine.core.getCpuStAs(machine.function, VOLATILE, 0, 1);
        assertThat(report.errno()).isEqualTo(Errno.ENODEV);
        assertThat(report.refusedBy(KernelRule.CPU_ST_ROOT_PORT)).isTrue();
        assertThat(report.accesses().dsmEvaluations()).isZero();
    }

    @Test
    @Proves("23")
    void rule23AnIntegratedEndpointIsEnabledButGetsNoCpuTag() {
        machine.portType = PortType.RC_INTEGRATED_ENDPOINT;
        machine.hasRootPort = false;
        machine.build();
        assertThat(machine.core.enable(machine.function, IV).ok()).isTrue();
        OperationReport report = machine.core.getCpuSt(machine.function, VOLATILE, 0);
        assertThat(report.errno()).isEqualTo(Errno.ENODEV);
        assertThat(report.met(UapiRule.RCIEP_CPU_TAG)).isTrue();
    }

    @Test
    @Proves("kernel.cpu-st.dsm")
    void aFailingDsmGivesTagZeroAndEinval() {
        machine.dsm = DsmMethod.ABSENT;
        machine.build();
        OperationReport report = machine.core.getCpuStAs(machine.function, VOLATILE, 0, 1);
        assertThat(report.errno()).isEqualTo(Errno.EINVAL);
        assertThat(report.value()).isZero();
        assertThat(report.refusedBy(KernelRule.CPU_ST_DSM)).isTrue();
        assertThat(report.accesses().dsmEvaluations()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"VOLATILE, 1, 0x42", "VOLATILE, 3, 0", "PERSISTENT, 1, 0", "PERSISTENT, 3, 0x1234"})
    @Proves({"kernel.cpu-st.namespace", "kernel.cpu-st.valid", "firmware.namespaces"})
    void theTypeSelectsTheNamespaceAndAnInvalidTagIsZeroWithoutError(String type, int requester, String tag) {
        withResultForEveryCpu();
        machine.build();
        OperationReport report = machine.core.getCpuStAs(
                machine.function, type.equals("VOLATILE") ? VOLATILE : PERSISTENT, 1, requester);
        assertThat(report.ok()).isTrue();
        assertThat(report.value()).isEqualTo((long) Integer.decode(tag));
        assertThat(report.met(KernelRule.CPU_ST_VALID)).isTrue();
    }

    @Test
    @Proves("kernel.cpu-st.namespace")
    void withoutATypeTheTagIsZero() {
        machine.build();
        OperationReport report = machine.core.getCpuSt(machine.function, VOLATILE, 0);
        assertThat(report.ok()).isTrue();
        assertThat(report.value()).isZero();
        assertThat(machine.core.getCpuStAs(machine.function, VOLATILE, 0, 2).value())
                .isZero();
    }

    @Test
    @Proves("kernel.cpu-st.namespace")
    void theEnabledTypeIsUsedWhereNoneIsNamed() {
        machine.build();
        machine.core.enableAs(machine.function, IV, 1);
        long narrow = machine.core.getCpuSt(machine.function, VOLATILE, 3).value();
        machine.core.disable(machine.function);
        machine.core.enable(machine.function, IV);
        long wide = machine.core.getCpuSt(machine.function, VOLATILE, 3).value();
        assertThat(narrow).isBetween(1L, 255L).isNotEqualTo(wide);
        assertThat(wide)
                .isEqualTo(machine.core
                        .getCpuStAs(machine.function, VOLATILE, 3, 3)
                        .value());
    }

    @Test
    @Proves("firmware.ph-ignore")
    void linuxHandsOutTheTagOfAPlatformThatIgnoresPh() {
        withResultForEveryCpu();
        machine.build();
        OperationReport report = machine.core.getCpuStAs(machine.function, VOLATILE, 0, 1);
        assertThat(report.met(FirmwareRule.PH_IGNORE)).isTrue();
        assertThat(report.value()).isEqualTo(0x42);
    }

    @Test
    @Proves("26")
    void rule26AnExhaustedNamespaceIsNoPreferenceAndNoError() {
        CpuTopology cpus = new CpuTopology(3, 8, 8, 100, 2);
        TagExhaustionPolicy invalid = TagExhaustionPolicy.INVALID;
        machine.dsm = new DsmFirmware(
                new DsmFirmwareConfig(2, 65_535, TargetGranularity.CORE, invalid, false, false, 1), cpus);
        machine.build();
        OperationReport report = machine.core.getCpuStAs(machine.function, VOLATILE, 2, 1);
        assertThat(report.met(UapiRule.NAMESPACE_EXHAUSTED)).isTrue();
        assertThat(report.ok()).isTrue();
        assertThat(report.value()).isZero();
        assertThat(machine.core.getCpuStAs(machine.function, VOLATILE, 2, 3).met(UapiRule.NAMESPACE_EXHAUSTED))
                .isFalse();
        OperationReport persistent = machine.core.getCpuStAs(machine.function, PERSISTENT, 2, 1);
        assertThat(persistent.met(KernelRule.CPU_ST_VALID)).isTrue();
        assertThat(persistent.met(UapiRule.NAMESPACE_EXHAUSTED)).isFalse();
    }

    @Test
    void aClearValidBitOfATableDoesNotTellOfExhaustion() {
        withResultForEveryCpu();
        machine.build();
        OperationReport report = machine.core.getCpuStAs(machine.function, VOLATILE, 2, 3);
        assertThat(report.met(KernelRule.CPU_ST_VALID)).isTrue();
        assertThat(report.met(UapiRule.NAMESPACE_EXHAUSTED)).isFalse();
        assertThat(report.ok()).isTrue();
        assertThat(report.value()).isZero();
    }
}
