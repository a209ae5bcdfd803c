package tlpsim.core.vfio;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.kernel.MachineFixture.DS;
import static tlpsim.core.kernel.MachineFixture.IV;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.config.PortType;
import tlpsim.core.kernel.KernelConfig;
import tlpsim.core.kernel.KernelVersionPolicy;
import tlpsim.core.kernel.MachineFixture;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.Proves;
import tlpsim.core.rule.UapiRule;
import tlpsim.core.rule.VfioRule;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterConfig;

class VfioControlTest {
    private final VfioFixture vfio = new VfioFixture();

    @Test
    @Proves("1")
    void rule01ADeviceWithoutTheCapabilityIsNotOfferedTph() {
        vfio.machine.requester = Optional.empty();
        vfio.build();
        OperationReport probe = vfio.device.probe();
        assertThat(probe.errno()).isEqualTo(Errno.ENOTTY);
        assertThat(probe.refusedBy(UapiRule.NO_CAPABILITY)).isTrue();
        assertThat(vfio.device.isHidden()).isFalse();
        assertThat(vfio.cpu(false, 0, 0).operation().refusedBy(UapiRule.NO_CAPABILITY))
                .isTrue();
    }

    @Test
    @Proves({"1", "2"})
    void theCapabilityIsLookedAtBeforeTheRootPort() {
        vfio.machine.requester = Optional.empty();
        vfio.machine.rootCompleter = 0;
        vfio.build();
        assertThat(vfio.device.probe().met(UapiRule.ROOT_PORT_GATE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    @Proves("2")
    void rule02WithoutARootPortCompleterNothingIsOfferedNotEvenForPeers(int completer) {
        vfio.machine.rootCompleter = completer;
        vfio.build();
        vfio.setTags(3, 1, 2, 1);
        OperationReport probe = vfio.device.probe();
        assertThat(probe.errno()).isEqualTo(Errno.ENOTTY);
        assertThat(probe.refusedBy(UapiRule.ROOT_PORT_GATE)).isTrue();
        TphStReport peer = vfio.st(false, 0, new TagTarget.Buffer(vfio.buffer));
        assertThat(peer.operation().refusedBy(UapiRule.ROOT_PORT_GATE)).isTrue();
        assertThat(peer.returned()).isEmpty();
    }

    @Test
    @Proves("3")
    void rule03AnIntegratedEndpointHasNoGate() {
        vfio.machine.portType = PortType.RC_INTEGRATED_ENDPOINT;
        vfio.machine.hasRootPort = false;
        vfio.build();
        OperationReport probe = vfio.device.probe();
        assertThat(probe.value()).isEqualTo(3);
        assertThat(probe.met(UapiRule.RCIEP_EXEMPT)).isTrue();
        assertThat(probe.met(UapiRule.ROOT_PORT_GATE)).isFalse();
    }

    @Test
    @Proves("1")
    void notphHidesTheFeatureToo() {
        vfio.machine.kernelConfig = new KernelConfig(KernelVersionPolicy.V17, true, true, true, true, false);
        vfio.build();
        assertThat(vfio.device.probe().refusedBy(KernelRule.ENABLE_NOTPH)).isTrue();
        assertThat(vfio.device.isHidden()).isTrue();
        vfio.machine.kernelConfig = new KernelConfig(KernelVersionPolicy.V17, false, true, true, true, false);
        assertThat(vfio.build().device.probe().refusedBy(KernelRule.STUB)).isTrue();
    }

    @Test
    @Proves("vfio.config.hidden")
    void aHiddenCapabilityIsCutOutOfTheChainAndTakesNoWrites() {
        vfio.machine.rootCompleter = 0;
        vfio.build();
        assertThat(vfio.device.isHidden()).isTrue();
        assertThat(vfio.device.readConfig(MachineFixture.SERIAL_NUMBER_OFFSET) >>> 20)
                .isEqualTo(MachineFixture.VENDOR_SPECIFIC_OFFSET);
        for (int offset = 0; offset < 0xC + 16; offset += 4) {
            assertThat(vfio.device.readConfig(MachineFixture.TPH_OFFSET + offset))
                    .isZero();
        }
        OperationReport write = vfio.device.writeControl(0x301);
        assertThat(write.met(VfioRule.CONFIG_HIDDEN)).isTrue();
        assertThat(vfio.machine.control()).isZero();
        assertThat(vfio.device.readConfig(0x34) & 0xFF).isEqualTo(0x40);
    }

    @Test
    @Proves("vfio.config.hidden")
    void anOfferedCapabilityShowsAsItIs() {
        vfio.enabled(IV, 3);
        assertThat(vfio.device.readConfig(MachineFixture.SERIAL_NUMBER_OFFSET) >>> 20)
                .isEqualTo(MachineFixture.TPH_OFFSET);
        assertThat(vfio.device.readConfig(MachineFixture.TPH_OFFSET + 8)).isEqualTo(0x301);
    }

    @Test
    @Proves("4")
    void rule04TphIsEnabledThroughConfigurationSpaceFirst() {
        vfio.build();
        assertThat(vfio.cpu(false, 0, 0).operation().refusedBy(UapiRule.ST_WHILE_DISABLED))
                .isTrue();
        OperationReport write = vfio.device.writeControl(0x102);
        assertThat(write.met(UapiRule.ENABLE_IN_CONFIG_SPACE)).isTrue();
        assertThat(write.value()).isEqualTo(0x102);
        assertThat(vfio.machine.entry(0)).isZero();
        assertThat(vfio.cpu(false, 0, 0).operation().ok()).isTrue();
        vfio.device.writeControl(0);
        assertThat(vfio.machine.function.enabled()).isFalse();
    }

    @Test
    @Proves("vfio.config.reserved")
    void theReservedEnableIsDropped() {
        vfio.enabled(IV, 1);
        OperationReport write = vfio.device.writeControl(0x201);
        assertThat(write.met(VfioRule.CONFIG_RESERVED)).isTrue();
        assertThat(vfio.machine.control()).isEqualTo(0x101);
    }

    @Test
    @Proves("vfio.config.mode")
    void aModeThatIsNotAnnouncedIsDroppedAndLeavesTphOn() {
        vfio.machine.requester = Optional.of(new TphRequesterConfig(true, false, true, StTableLocation.CAPABILITY, 8));
        vfio.enabled(IV, 3);
        for (int mode : new int[] {2, 3, 7}) {
            OperationReport write = vfio.device.writeControl(0x300 | mode);
            assertThat(write.met(VfioRule.CONFIG_MODE)).isTrue();
            assertThat(vfio.machine.control()).isEqualTo(0x301);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1, 1", "false, 3, 1", "true, 3, 3"})
    @Proves("vfio.config.smaller")
    void whoAsksForBothGetsTheSmallerOfRequesterAndRootPort(boolean extended, int completer, int type) {
        vfio.table(extended, StTableLocation.CAPABILITY, 8);
        vfio.machine.rootCompleter = completer;
        vfio.build();
        OperationReport write = vfio.device.writeControl(0x302);
        assertThat(write.value()).isEqualTo(type << 8 | DS);
        assertThat(write.met(VfioRule.CONFIG_SMALLER)).isEqualTo(type == 1);
    }

    @Test
    @Proves("vfio.open-resets")
    void openingAndClosingResetTph() {
        vfio.enabled(IV, 3);
        assertThat(vfio.device.open().met(VfioRule.OPEN_RESETS)).isTrue();
        assertThat(vfio.machine.control()).isZero();
    }

    /** Whoever had the function before may have left it enabled: the kernel's note says nothing of that. */
    @Test
    @Proves("vfio.open-resets")
    void openingTurnsOffWhatWasLeftEnabled() {
        vfio.machine.rootCompleter = 0;
        vfio.build();
        vfio.machine.live.tph().orElseThrow().writeControl(StMode.DEVICE_SPECIFIC, RequesterEnable.EXTENDED);
        assertThat(vfio.machine.function.enabled()).isFalse();
        assertThat(vfio.device.open().ok()).isTrue();
        assertThat(vfio.machine.control()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"LOW_BYTE, 52, 4660", "NO_TAG, 0, 4660", "CLEAR_ENTRY, 0, 0"})
    @Proves("18")
    void rule18LoweringEnableLeaves16BitEntriesToTheHardware(
            LoweredEnablePolicy policy, int sentAt01b, int sentAgainAt11b) {
        vfio.config = new VfioConfig(
                true,
                true,
                VfioDesign.LINUX,
                new VfioChoices(
                        Errno.ENOTTY, Errno.EINVAL, Errno.EINVAL, Errno.EOPNOTSUPP, Errno.EPERM, Errno.ENODEV, policy));
        for (StTableLocation location : new StTableLocation[] {StTableLocation.CAPABILITY, StTableLocation.MSIX}) {
            vfio.table(true, location, 8).enabled(IV, 3);
            assertThat(vfio.st(true, 2, new TagTarget.Literal(0x1234))
                            .operation()
                            .ok())
                    .isTrue();
            assertThat(vfio.st(false, 3, new TagTarget.Literal(0x56))
                            .operation()
                            .ok())
                    .isTrue();
            assertThat(vfio.device.sentTag(2)).isEqualTo(0x1234);
            OperationReport lowered = vfio.device.writeControl(0x101);
            assertThat(lowered.met(UapiRule.ENABLE_LOWERED)).isTrue();
            assertThat(vfio.device.sentTag(2)).isEqualTo(sentAt01b);
            assertThat(vfio.device.sentTag(3)).isEqualTo(0x56);
            vfio.device.writeControl(0x301);
            assertThat(vfio.device.sentTag(2)).isEqualTo(sentAgainAt11b);
            vfio.device.writeControl(0);
            assertThat(vfio.device.sentTag(3)).isZero();
        }
    }

    @Test
    @Proves("22")
    void rule22AWriteToTheMappedMsixTableIsUngoverned() {
        vfio.table(true, StTableLocation.MSIX, 16).enabled(IV, 1);
        OperationReport write = vfio.device.writeMsixDirectly(4, 0x12340000);
        assertThat(write.ok()).isTrue();
        assertThat(write.met(UapiRule.DIRECT_MSIX_WRITE)).isTrue();
        assertThat(write.meaning()).isEqualTo("ungoverned");
        assertThat(vfio.machine.msixTag(4)).isEqualTo(0x1234);
        assertThat(vfio.device.writeMsixDirectly(4, 0xABCD0000).value()).isEqualTo(0xABCD0000L);
        assertThat(vfio.device.writeMsixDirectly(16, 0).errno()).isEqualTo(Errno.EINVAL);
        assertThat(vfio.device.writeMsixDirectly(-1, 0).errno()).isEqualTo(Errno.EINVAL);
    }
}
