package tlpsim.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.kernel.MachineFixture.DS;
import static tlpsim.core.kernel.MachineFixture.IV;
import static tlpsim.core.kernel.MachineFixture.NO_ST;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.config.PortType;
import tlpsim.core.rule.AccessCount;
import tlpsim.core.rule.ControlRule;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.Proves;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterConfig;

class TphCoreEnableTest {
    private final MachineFixture machine = new MachineFixture();

    private static void assertRefused(OperationReport report, Errno errno, ControlRule rule) {
        assertThat(report.errno()).isEqualTo(errno);
        assertThat(report.refusedBy(rule)).as(rule.id()).isTrue();
        assertThat(report.value()).isZero();
    }

    private void builtWith(boolean tph, boolean notph, boolean nostmode, KernelVersionPolicy version) {
        machine.kernelConfig = new KernelConfig(version, tph, true, true, notph, nostmode);
    }

    @Test
    @Proves({"kernel.stub", "core.stubs"})
    void aKernelWithoutTphAnswersEinvalEverywhere() {
        builtWith(false, false, false, KernelVersionPolicy.CURRENT);
        machine.build();
        assertRefused(machine.core.enable(machine.function, IV), Errno.EINVAL, KernelRule.STUB);
        assertRefused(machine.core.setStEntry(machine.function, 0, 1), Errno.EINVAL, KernelRule.STUB);
        assertRefused(
                machine.core.getCpuSt(machine.function, tlpsim.core.firmware.MemoryType.VOLATILE, 0),
                Errno.EINVAL,
                KernelRule.STUB);
    }

    @Test
    @Proves("kernel.enable.notph")
    void notphIsLookedAtBeforeTheCapability() {
        builtWith(true, true, false, KernelVersionPolicy.CURRENT);
        machine.requester = Optional.empty();
        machine.build();
        OperationReport report = machine.core.enable(machine.function, IV);
        assertRefused(report, Errno.EINVAL, KernelRule.ENABLE_NOTPH);
        assertThat(report.met(KernelRule.ENABLE_NO_CAPABILITY)).isFalse();
    }

    @Test
    @Proves("kernel.enable.no-capability")
    void aFunctionWithoutTheCapabilityIsRefused() {
        machine.requester = Optional.empty();
        machine.build();
        assertRefused(machine.core.enable(machine.function, IV), Errno.EINVAL, KernelRule.ENABLE_NO_CAPABILITY);
    }

    @Test
    @Proves("kernel.enable.busy")
    void anEnabledFunctionIsBusyEvenForAModeThatItLacks() {
        machine.build();
        assertThat(machine.core.enable(machine.function, IV).ok()).isTrue();
        OperationReport report = machine.core.enable(machine.function, 5);
        assertRefused(report, Errno.EBUSY, KernelRule.ENABLE_BUSY);
        assertThat(report.met(KernelRule.ENABLE_MODE)).isFalse();
        assertThat(machine.control()).isEqualTo(0x301);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, false", "3, false", "7, false", "9, true", "0, true"})
    @Proves("kernel.enable.mode")
    void theModeModuloEightMustBeAnnounced(int mode, boolean accepted) {
        machine.requester = Optional.of(new TphRequesterConfig(true, false, true, StTableLocation.CAPABILITY, 8));
        machine.build();
        OperationReport report = machine.core.enable(machine.function, mode);
        if (accepted) {
            assertThat(report.ok()).isTrue();
            assertThat(machine.control()).isEqualTo(0x300 | mode & 7);
        } else {
            assertRefused(report, Errno.EINVAL, KernelRule.ENABLE_MODE);
        }
    }

    @Test
    @Proves("kernel.enable.mode")
    void anUnknownModeIsRefusedBeforeTheRootPortIsRead() {
        machine.rootCompleter = 0;
        machine.build();
        OperationReport report = machine.core.enable(machine.function, 4);
        assertRefused(report, Errno.EINVAL, KernelRule.ENABLE_MODE);
        assertThat(report.met(KernelRule.ENABLE_COMPLETER)).isFalse();
        assertThat(report.accesses()).isEqualTo(new AccessCount(1, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"true, 3, 3", "true, 1, 1", "false, 3, 1", "false, 1, 1", "true, 0, 0", "false, 0, 0"})
    @Proves({"kernel.enable.requester", "kernel.enable.completer"})
    void theTypeIsTheSmallerOfRequesterAndRootPort(boolean extended, int completer, int type) {
        machine.requester = Optional.of(MachineFixture.requester(extended, StTableLocation.NONE, 0));
        machine.rootCompleter = completer;
        machine.build();
        OperationReport report = machine.core.enable(machine.function, DS);
        if (type == 0) {
            assertRefused(report, Errno.EINVAL, KernelRule.ENABLE_COMPLETER);
            assertThat(machine.function.enabled()).isFalse();
        } else {
            assertThat(report.value()).isEqualTo(type);
            assertThat(machine.function.requesterType()).isEqualTo(type);
        }
        assertThat(machine.control()).isEqualTo(type == 0 ? 0 : type << 8 | DS);
    }

    @Test
    @Proves("kernel.enable.rciep")
    void anIntegratedEndpointNeedsNoRootPort() {
        machine.portType = PortType.RC_INTEGRATED_ENDPOINT;
        machine.hasRootPort = false;
        machine.build();
        OperationReport report = machine.core.enable(machine.function, IV);
        assertThat(report.value()).isEqualTo(3);
        assertThat(report.met(KernelRule.ENABLE_RCIEP)).isTrue();
        assertThat(report.met(KernelRule.ENABLE_COMPLETER)).isFalse();
    }

    @Test
    @Proves("kernel.enable.rciep")
    void theFirstKernelsRefusedIntegratedEndpoints() {
        machine.version(KernelVersionPolicy.MERGED);
        machine.portType = PortType.RC_INTEGRATED_ENDPOINT;
        machine.hasRootPort = false;
        machine.build();
        assertRefused(machine.core.enable(machine.function, IV), Errno.EINVAL, KernelRule.ENABLE_COMPLETER);
    }

    @Test
    @Proves("kernel.completer.unreadable")
    void aRootPortThatIsMissingOrCannotBeReadCountsAsNone() {
        machine.hasRootPort = false;
        machine.build();
        OperationReport report = machine.core.enable(machine.function, IV);
        assertThat(report.met(KernelRule.COMPLETER_UNREADABLE)).isTrue();
        assertRefused(report, Errno.EINVAL, KernelRule.ENABLE_COMPLETER);

        machine.hasRootPort = true;
        machine.build();
        machine.liveRoot.config().present(false);
        assertRefused(machine.core.enable(machine.function, IV), Errno.EINVAL, KernelRule.ENABLE_COMPLETER);
    }

    @Test
    @Proves("kernel.completer.reserved")
    void theReservedCompleterCountsAsNone() {
        machine.rootCompleter = 2;
        machine.build();
        OperationReport report = machine.core.enable(machine.function, IV);
        assertThat(report.met(KernelRule.COMPLETER_RESERVED)).isTrue();
        assertRefused(report, Errno.EINVAL, KernelRule.ENABLE_COMPLETER);
    }

    @Test
    @Proves("kernel.completer.reserved")
    void theReservedCompleterLeakedThroughTheMinimumOnce() {
        machine.version(KernelVersionPolicy.CURRENT.with(KernelFix.FOLD_RESERVED, false));
        machine.rootCompleter = 2;
        machine.build();
        assertThat(machine.core.enable(machine.function, IV).value()).isEqualTo(2);
        assertThat(machine.control()).isEqualTo(0x201);
    }

    @Test
    @Proves("kernel.enable.one-write")
    void modeAndEnableAreSetByOneWrite() {
        machine.build();
        OperationReport report = machine.core.enable(machine.function, DS);
        assertThat(report.met(KernelRule.ENABLE_ONE_WRITE)).isTrue();
        assertThat(report.accesses().configWrites()).isOne();
        assertThat(machine.control()).isEqualTo(0x302);
    }

    @Test
    @Proves("kernel.enable.nostmode")
    void nostmodeSelectsNoStModeWhereTheKernelKnowsIt() {
        builtWith(true, false, true, KernelVersionPolicy.POSTED_V4);
        machine.build();
        assertThat(machine.core.enable(machine.function, IV).ok()).isTrue();
        assertThat(machine.control()).isEqualTo(0x300);
        assertThat(machine.function.mode()).isEqualTo(NO_ST);
    }

    @Test
    @Proves("kernel.enable.nostmode")
    void nostmodeIsNothingToLaterKernels() {
        builtWith(true, false, true, KernelVersionPolicy.CURRENT);
        machine.build();
        assertThat(machine.core.enable(machine.function, IV).ok()).isTrue();
        assertThat(machine.control()).isEqualTo(0x301);
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 1", "3, 3, 3", "3, 1, -1", "2, 3, -1", "0, 3, -1", "1, 1, 1"})
    @Proves("kernel.enable.explicit")
    void anExplicitTypeIsGrantedExactlyOrRefused(int asked, int completer, int granted) {
        machine.rootCompleter = completer;
        machine.build();
        OperationReport report = machine.core.enableAs(machine.function, IV, asked);
        if (granted < 0) {
            assertRefused(report, Errno.EINVAL, KernelRule.ENABLE_EXPLICIT);
        } else {
            assertThat(report.value()).isEqualTo(granted);
        }
    }

    @Test
    @Proves("kernel.disable.idle")
    void disablingWhatIsOffDoesNothing() {
        machine.build();
        OperationReport report = machine.core.disable(machine.function);
        assertThat(report.ok()).isTrue();
        assertThat(report.met(KernelRule.DISABLE_IDLE)).isTrue();
        assertThat(report.accesses()).isEqualTo(AccessCount.ZERO);
        machine.requester = Optional.empty();
        machine.build();
        assertThat(machine.core.disable(machine.function).accesses()).isEqualTo(AccessCount.ZERO);
    }

    @Test
    @Proves("kernel.disable.clears")
    void disablingClearsControlAndKeepsTheEntries() {
        machine.build();
        machine.core.enable(machine.function, IV);
        machine.core.setStEntry(machine.function, 3, 0x1234);
        OperationReport report = machine.core.disable(machine.function);
        assertThat(report.met(KernelRule.DISABLE_CLEARS)).isTrue();
        assertThat(machine.control()).isZero();
        assertThat(machine.function.requesterType()).isZero();
        assertThat(machine.function.mode()).isZero();
        assertThat(machine.entry(3)).isEqualTo(0x1234);
        assertThat(machine.core.enable(machine.function, DS).ok()).isTrue();
    }
}
