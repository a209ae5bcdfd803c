package tlpsim.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.kernel.MachineFixture.DS;
import static tlpsim.core.kernel.MachineFixture.IV;
import static tlpsim.core.kernel.MachineFixture.NO_ST;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.kernel.MsixAccess.VectorState;
import tlpsim.core.rule.AccessCount;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.Proves;
import tlpsim.core.tph.StTableLocation;

class StTableWriterTest {
    private final MachineFixture machine = new MachineFixture();

    private OperationReport set(int index, int tag) {
        return machine.core.setStEntry(machine.function, index, tag);
    }

    private void enabled(StTableLocation location, int entries, int mode) {
        machine.requester = Optional.of(MachineFixture.requester(true, location, entries));
        machine.build();
        assertThat(machine.core.enable(machine.function, mode).ok()).isTrue();
    }

    @Test
    @Proves("kernel.set-st.enabled")
    void entriesAreWrittenOnlyWhileEnabled() {
        machine.build();
        OperationReport report = set(99, 1);
        assertThat(report.errno()).isEqualTo(Errno.EINVAL);
        assertThat(report.refusedBy(KernelRule.SET_ST_ENABLED)).isTrue();
        assertThat(report.met(KernelRule.SET_ST_BOUNDS)).isFalse();
        machine.requester = Optional.empty();
        machine.build();
        assertThat(set(0, 1).errno()).isEqualTo(Errno.EINVAL);
    }

    @Test
    @Proves("kernel.set-st.no-st-mode")
    void inNoStModeEvenABadIndexGivesZeroAndWritesNothing() {
        enabled(StTableLocation.CAPABILITY, 8, NO_ST);
        OperationReport report = set(99, 7);
        assertThat(report.ok()).isTrue();
        assertThat(report.met(KernelRule.SET_ST_NO_ST_MODE)).isTrue();
        assertThat(report.accesses()).isEqualTo(AccessCount.ZERO);
        assertThat(machine.function.enabled()).isTrue();
    }

    @Test
    @Proves({"kernel.set-st.window", "kernel.set-st.restore", "tph.update"})
    void noTphIsSentWhileAnEntryIsWritten() {
        List<String> seen = new ArrayList<>();
        machine.windows = new TphWindowListener() {
            @Override
            public void begin(TphFunction function) {
                seen.add("begin " + Integer.toHexString(machine.control()) + " " + machine.entry(2) + " "
                        + function.inUpdateWindow());
            }

            @Override
            public void end(TphFunction function, boolean enabled) {
                seen.add("end " + Integer.toHexString(machine.control()) + " " + machine.entry(2) + " "
                        + function.inUpdateWindow() + " " + enabled);
            }
        };
        enabled(StTableLocation.CAPABILITY, 8, DS);
        assertThat(set(2, 77).ok()).isTrue();
        assertThat(seen).containsExactly("begin 2 0 true", "end 302 77 false true");
    }

    @ParameterizedTest
    @CsvSource({"current, 1, 301", "current, 2, 302", "merged, 1, 101", "merged, 2, 202"})
    @Proves("kernel.set-st.restore")
    void theFirstKernelsRestoredTheModesNumberInsteadOfTheType(String version, int mode, String control) {
        machine.version(version.equals("merged") ? KernelVersionPolicy.MERGED : KernelVersionPolicy.CURRENT);
        enabled(StTableLocation.CAPABILITY, 8, mode);
        assertThat(set(0, 5).ok()).isTrue();
        assertThat(Integer.toHexString(machine.control())).isEqualTo(control);
    }

    @ParameterizedTest
    @EnumSource(names = {"CAPABILITY", "MSIX"})
    void anEntryWithoutAnUpperByteIsReportedAsItStands(StTableLocation location) {
        machine.requester = Optional.of(MachineFixture.requester(false, location, 8));
        machine.build();
        assertThat(machine.core.enable(machine.function, IV).ok()).isTrue();
        assertThat(set(0, 0x12C).meaning())
                .isEqualTo("entry 0 = 0x2c, not 0x12c: without Extended TPH an entry has no upper byte");
        assertThat(location == StTableLocation.MSIX ? machine.msixTag(0) : machine.entry(0))
                .isEqualTo(0x2C);
        assertThat(set(1, 0x2C).meaning()).isEqualTo("entry 1 = 0x2c");
    }

    @Test
    @Proves("kernel.set-st.location")
    void withoutATableTheCallFailsAndDisables() {
        enabled(StTableLocation.NONE, 0, DS);
        OperationReport report = set(0, 1);
        assertThat(report.errno()).isEqualTo(Errno.EINVAL);
        assertThat(report.refusedBy(KernelRule.SET_ST_LOCATION)).isTrue();
        assertThat(machine.control()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 2047, 65535})
    @Proves({"kernel.set-st.bounds", "kernel.set-st.error-disables"})
    void anIndexBehindTheTableGivesEnxioAndDisables(int index) {
        enabled(StTableLocation.CAPABILITY, 8, IV);
        OperationReport report = set(index, 1);
        assertThat(report.errno()).isEqualTo(Errno.ENXIO);
        assertThat(report.refusedBy(KernelRule.SET_ST_BOUNDS)).isTrue();
        assertThat(report.met(KernelRule.SET_ST_ERROR_DISABLES)).isTrue();
        assertThat(machine.function.enabled()).isFalse();
        assertThat(machine.function.inUpdateWindow()).isFalse();
        assertThat(machine.control()).isZero();
        assertThat(set(0, 1).errno()).isEqualTo(Errno.EINVAL);
    }

    @Test
    @Proves("kernel.set-st.error-disables")
    void theWindowEndsDisabledAfterAnError() {
        List<Boolean> ends = new ArrayList<>();
        machine.windows = new TphWindowListener() {
            @Override
            public void begin(TphFunction function) {
                assertThat(function.inUpdateWindow()).isTrue();
            }

            @Override
            public void end(TphFunction function, boolean enabled) {
                ends.add(enabled);
            }
        };
        enabled(StTableLocation.CAPABILITY, 8, IV);
        set(8, 1);
        assertThat(ends).containsExactly(false);
    }

    @Test
    @Proves("kernel.set-st.msi-config")
    void withoutPciMsiTheMsixTableCannotBeWritten() {
        machine.kernelConfig = new KernelConfig(KernelVersionPolicy.CURRENT, true, false, true, false, false);
        enabled(StTableLocation.MSIX, 16, IV);
        machine.msix().enabled(false);
        OperationReport report = set(0, 1);
        assertThat(report.errno()).isEqualTo(Errno.ENODEV);
        assertThat(report.refusedBy(KernelRule.SET_ST_MSI_CONFIG)).isTrue();
        assertThat(report.met(KernelRule.SET_ST_VECTOR)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = VectorState.class,
            names = {"NO_IRQ", "NO_DESCRIPTOR", "VIRTUAL"})
    @Proves("kernel.set-st.vector")
    void anIndexWithoutAReadyVectorGivesEnxio(VectorState state) {
        enabled(StTableLocation.MSIX, 16, IV);
        machine.msix().vector(3, state);
        OperationReport report = set(3, 1);
        assertThat(report.errno()).isEqualTo(Errno.ENXIO);
        assertThat(report.refusedBy(KernelRule.SET_ST_VECTOR)).isTrue();
        assertThat(machine.function.enabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 15, 16, 4000})
    @Proves("kernel.set-st.vector")
    void anIndexBehindTheVectorsGivesEnxio(int index) {
        enabled(StTableLocation.MSIX, 16, IV);
        assertThat(set(index, 1).errno()).isEqualTo(Errno.ENXIO);
    }

    @Test
    @Proves("kernel.set-st.vector")
    void msixThatIsOffGivesEnxio() {
        enabled(StTableLocation.MSIX, 16, IV);
        machine.msix().enabled(false);
        assertThat(set(0, 1).errno()).isEqualTo(Errno.ENXIO);
    }

    @Test
    @Proves("kernel.set-st.msix")
    void theTagReplacesBits31To16OfVectorControl() {
        enabled(StTableLocation.MSIX, 16, IV);
        OperationReport report = set(3, 0xBEEF);
        assertThat(report.met(KernelRule.SET_ST_MSIX)).isTrue();
        assertThat(machine.live.msixTable().orElseThrow().vectorControl(3)).isEqualTo(0xBEEF0001);
        assertThat(machine.control()).isEqualTo(0x301);
    }

    @Test
    @Proves({"kernel.set-st.location", "cost.capability"})
    void anEntryInTheCapabilityCostsFiveReadsAndThreeWrites() {
        enabled(StTableLocation.CAPABILITY, 8, IV);
        assertThat(set(7, 0x1234).accesses()).isEqualTo(new AccessCount(5, 3, 0, 0, 0));
        assertThat(machine.entry(7)).isEqualTo(0x1234);
    }

    @Test
    @Proves({"kernel.set-st.location", "cost.msix"})
    void anEntryInTheMsixTableCostsThreeReadsTwoWritesAndTwoAccessesToMemorySpace() {
        enabled(StTableLocation.MSIX, 16, IV);
        assertThat(set(7, 0x1234).accesses()).isEqualTo(new AccessCount(3, 2, 1, 1, 0));
    }

    @Test
    @Proves("kernel.cached-capability")
    void theCachedCapabilitySavesTheReadsOfIt() {
        machine.version(KernelVersionPolicy.V17);
        enabled(StTableLocation.CAPABILITY, 8, IV);
        assertThat(set(7, 0x1234).accesses()).isEqualTo(new AccessCount(2, 3, 0, 0, 0));
        enabled(StTableLocation.MSIX, 16, IV);
        assertThat(set(7, 0x1234).accesses()).isEqualTo(new AccessCount(2, 2, 1, 1, 0));
        assertThat(machine.core.stTableSize(machine.function).accesses()).isEqualTo(AccessCount.ZERO);
    }
}
