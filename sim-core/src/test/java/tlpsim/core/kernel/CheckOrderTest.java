package tlpsim.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.firmware.MemoryType.VOLATILE;
import static tlpsim.core.kernel.MachineFixture.DS;
import static tlpsim.core.kernel.MachineFixture.IV;
import static tlpsim.core.kernel.MachineFixture.NO_ST;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tlpsim.core.firmware.CpuTagTable;
import tlpsim.core.firmware.DsmMethod;
import tlpsim.core.kernel.MsixAccess.VectorState;
import tlpsim.core.rule.AccessCount;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.Proves;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterConfig;

/** Each function of the kernel core meets everything that can be wrong at once; then one cause after the other is taken away. */
class CheckOrderTest {
    private static final int UNKNOWN_MODE = 5;

    private final MachineFixture machine = new MachineFixture();

    private static void fails(OperationReport report, Errno errno) {
        assertThat(report.errno()).as(report.operation()).isEqualTo(errno);
    }

    private void kernel(boolean msi, boolean acpi, boolean notph) {
        machine.kernelConfig = new KernelConfig(KernelVersionPolicy.CURRENT, true, msi, acpi, notph, false);
    }

    private void table(StTableLocation location, int entries) {
        machine.requester = Optional.of(MachineFixture.requester(true, location, entries));
    }

    @Test
    @Proves("core.pcie_enable_tph")
    void enableLooksAtParameterCapabilityBusyModeAndRootPort() {
        kernel(true, true, true);
        machine.requester = Optional.empty();
        machine.hasRootPort = false;
        machine.build();
        OperationReport parameter = machine.core.enable(machine.function, UNKNOWN_MODE);
        fails(parameter, Errno.EINVAL);
        assertThat(parameter.accesses()).isEqualTo(AccessCount.ZERO);

        kernel(true, true, false);
        OperationReport capability = machine.build().core.enable(machine.function, UNKNOWN_MODE);
        fails(capability, Errno.EINVAL);
        assertThat(capability.accesses()).isEqualTo(AccessCount.ZERO);

        table(StTableLocation.CAPABILITY, 8);
        machine.hasRootPort = true;
        machine.build();
        assertThat(machine.core.enable(machine.function, IV).ok()).isTrue();
        machine.liveRoot.config().present(false);
        fails(machine.core.enable(machine.function, UNKNOWN_MODE), Errno.EBUSY);
        assertThat(machine.control()).isEqualTo(0x301);

        machine.core.disable(machine.function);
        OperationReport mode = machine.core.enable(machine.function, UNKNOWN_MODE);
        fails(mode, Errno.EINVAL);
        assertThat(mode.accesses().configReads())
                .as("the root port is not read")
                .isOne();

        OperationReport rootPort = machine.core.enable(machine.function, IV);
        fails(rootPort, Errno.EINVAL);
        assertThat(rootPort.accesses().configReads()).isGreaterThan(1);
        assertThat(machine.control()).isZero();

        machine.liveRoot.config().present(true);
        OperationReport done = machine.core.enable(machine.function, IV | 8);
        assertThat(done.value()).isEqualTo(3);
        assertThat(done.accesses().configWrites()).isOne();
        assertThat(machine.control()).isEqualTo(0x301);
    }

    @Test
    @Proves("core.get_rp_completer_type")
    void theRootPortsFieldDecidesAndNothingIsReadAs00b() {
        int[] typeByField = {0, 1, 0, 3};
        for (int field = 0; field < 4; field++) {
            machine.rootCompleter = field;
            assertThat(machine.build().core.enable(machine.function, DS).value())
                    .isEqualTo(typeByField[field]);
            assertThat(machine.control()).isEqualTo(typeByField[field] == 0 ? 0 : typeByField[field] << 8 | DS);
        }
        machine.liveRoot.config().present(false);
        machine.core.disable(machine.function);
        fails(machine.core.enable(machine.function, DS), Errno.EINVAL);
        machine.hasRootPort = false;
        fails(machine.build().core.enable(machine.function, DS), Errno.EINVAL);
        machine.hasRootPort = true;
        machine.rootCompleter = 2;
        machine.version(KernelVersionPolicy.MERGED);
        machine.build().core.enable(machine.function, DS);
        assertThat(machine.control()).as("10b passes through the minimum").isEqualTo(0x202);
    }

    @Test
    @Proves("core.pcie_disable_tph")
    void disableDoesNothingOrClearsControl() {
        machine.requester = Optional.empty();
        OperationReport without = machine.build().core.disable(machine.function);
        assertThat(without.ok()).isTrue();
        assertThat(without.accesses()).isEqualTo(AccessCount.ZERO);
        table(StTableLocation.CAPABILITY, 8);
        assertThat(machine.build().core.disable(machine.function).accesses()).isEqualTo(AccessCount.ZERO);
        machine.core.enable(machine.function, IV);
        machine.core.setStEntry(machine.function, 1, 0x55);
        assertThat(machine.core.disable(machine.function).accesses()).isEqualTo(new AccessCount(0, 1, 0, 0, 0));
        assertThat(machine.control()).isZero();
        assertThat(machine.entry(1)).isEqualTo(0x55);
        fails(machine.core.setStEntry(machine.function, 1, 0x66), Errno.EINVAL);
        assertThat(machine.core.enable(machine.function, DS).ok())
                .as("not busy")
                .isTrue();
    }

    @Test
    @Proves("core.pcie_tph_set_st_entry")
    void setStEntryLooksAtEnabledModeLocationAndIndex() {
        table(StTableLocation.NONE, 0);
        machine.build();
        OperationReport disabled = machine.core.setStEntry(machine.function, 99, 1);
        fails(disabled, Errno.EINVAL);
        assertThat(disabled.accesses()).isEqualTo(AccessCount.ZERO);

        machine.core.enable(machine.function, NO_ST);
        OperationReport noSt = machine.core.setStEntry(machine.function, 99, 1);
        assertThat(noSt.ok()).isTrue();
        assertThat(noSt.accesses()).isEqualTo(AccessCount.ZERO);
        assertThat(machine.control()).isEqualTo(0x300);

        machine.core.disable(machine.function);
        machine.core.enable(machine.function, DS);
        fails(machine.core.setStEntry(machine.function, 99, 1), Errno.EINVAL);
        assertThat(machine.control()).as("an error disables").isZero();

        table(StTableLocation.CAPABILITY, 8);
        machine.build().core.enable(machine.function, DS);
        fails(machine.core.setStEntry(machine.function, 99, 1), Errno.ENXIO);
        assertThat(machine.control()).isZero();

        machine.core.enable(machine.function, DS);
        assertThat(machine.core.setStEntry(machine.function, 7, 0x1234).ok()).isTrue();
        assertThat(machine.entry(7)).isEqualTo(0x1234);
        assertThat(machine.control()).isEqualTo(0x302);
    }

    @Test
    @Proves("core.write_tag_to_st_table")
    void aTagIsWrittenAtTwiceItsIndexBelowTheSizeOnly() {
        table(StTableLocation.CAPABILITY, 64);
        machine.build().core.enable(machine.function, IV);
        for (int index : new int[] {0, 1, 62, 63}) {
            assertThat(machine.core
                            .setStEntry(machine.function, index, 0xA000 | index)
                            .ok())
                    .isTrue();
            assertThat(machine.live.config().read16(MachineFixture.TPH_OFFSET + 0xC + 2 * index))
                    .isEqualTo(0xA000 | index);
        }
        fails(machine.core.setStEntry(machine.function, 64, 1), Errno.ENXIO);
    }

    @Test
    @Proves("core.pci_msix_write_tph_tag")
    void anMsixTagNeedsMsiSupportThenMsixThenAnInterrupt() {
        table(StTableLocation.MSIX, 16);
        kernel(false, true, false);
        machine.build();
        machine.msix().enabled(false);
        machine.msix().vector(3, VectorState.NO_IRQ);
        machine.core.enable(machine.function, IV);
        fails(machine.core.setStEntry(machine.function, 3, 1), Errno.ENODEV);

        kernel(true, true, false);
        for (VectorState state : VectorState.values()) {
            machine.build();
            machine.msix().enabled(state != VectorState.READY);
            machine.msix().vector(3, state);
            machine.core.enable(machine.function, IV);
            fails(machine.core.setStEntry(machine.function, 3, 1), Errno.ENXIO);
            assertThat(machine.msixTag(3)).isZero();
        }

        machine.build().core.enable(machine.function, IV);
        OperationReport done = machine.core.setStEntry(machine.function, 3, 0xBEEF);
        assertThat(done.accesses().mmioWrites()).isOne();
        assertThat(done.accesses().mmioReads()).as("read back").isOne();
        assertThat(machine.msixTag(3)).isEqualTo(0xBEEF);
        assertThat(machine.live.msixTable().orElseThrow().masked(3)).isTrue();
    }

    @Test
    @Proves("core.pcie_tph_get_cpu_st")
    void getCpuStLooksAtAcpiProcessorRootPortAndDsm() {
        kernel(true, false, false);
        machine.hasRootPort = false;
        fails(machine.build().core.getCpuStAs(machine.function, VOLATILE, 999, 1), Errno.ENODEV);
        kernel(true, true, false);
        fails(machine.build().core.getCpuStAs(machine.function, VOLATILE, 999, 1), Errno.EINVAL);
        OperationReport orphan = machine.core.getCpuStAs(machine.function, VOLATILE, 0, 1);
        fails(orphan, Errno.ENODEV);
        assertThat(orphan.accesses().dsmEvaluations()).isZero();

        machine.hasRootPort = true;
        machine.dsm = DsmMethod.ABSENT;
        OperationReport mute = machine.build().core.getCpuStAs(machine.function, VOLATILE, 0, 1);
        fails(mute, Errno.EINVAL);
        assertThat(mute.value()).isZero();
        assertThat(mute.accesses().dsmEvaluations()).isOne();

        machine.dsm = CpuTagTable.of(new int[] {100, 102}, new long[] {0x4201, 0x4200});
        machine.build();
        assertThat(machine.core.getCpuStAs(machine.function, VOLATILE, 0, 1).value())
                .isEqualTo(0x42);
        OperationReport invalid = machine.core.getCpuStAs(machine.function, VOLATILE, 1, 1);
        assertThat(invalid.ok()).isTrue();
        assertThat(invalid.value()).isZero();
    }

    @Test
    @Proves("core.pci_save_tph_state")
    void whatIsSavedWhileEnabledComesBackAndNothingElse() {
        machine.build().core.enable(machine.function, IV);
        machine.core.setStEntry(machine.function, 2, 0x77);
        assertThat(machine.core.save(machine.function).value()).isEqualTo(8);
        machine.live.tph().orElseThrow().reset();
        machine.core.restore(machine.function);
        assertThat(machine.control()).isEqualTo(0x301);
        assertThat(machine.entry(2)).isEqualTo(0x77);
        machine.core.disable(machine.function);
        machine.live.tph().orElseThrow().reset();
        machine.core.save(machine.function);
        machine.core.restore(machine.function);
        assertThat(machine.control()).isZero();
        assertThat(machine.entry(2)).isZero();
    }

    @Test
    @Proves("core.stubs")
    void aKernelBuiltWithoutTphAnswersBeforeEverythingElse() {
        machine.kernelConfig = new KernelConfig(KernelVersionPolicy.CURRENT, false, false, false, true, false);
        machine.requester = Optional.of(new TphRequesterConfig(true, false, true, StTableLocation.CAPABILITY, 8));
        machine.hasRootPort = false;
        machine.build();
        for (OperationReport report : new OperationReport[] {
            machine.core.enable(machine.function, DS),
            machine.core.enableAs(machine.function, DS, 7),
            machine.core.setStEntry(machine.function, -1, 1),
            machine.core.getCpuStAs(machine.function, VOLATILE, -1, 9)
        }) {
            fails(report, Errno.EINVAL);
            assertThat(report.accesses()).isEqualTo(AccessCount.ZERO);
        }
        assertThat(machine.control()).isZero();
    }
}
