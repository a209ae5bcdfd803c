package tlpsim.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.config.PciConfigLayout.PCI_MSIX_FLAGS;
import static tlpsim.core.config.PciConfigLayout.PCI_MSIX_FLAGS_ENABLE;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_CTRL;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_CTRL_VFE;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_NUM_VF;

import org.junit.jupiter.api.Test;
import tlpsim.core.config.ConfigSpace;
import tlpsim.core.config.ConfigSpaceBuilder;
import tlpsim.core.config.PortType;
import tlpsim.core.firmware.DsmMethod;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphCompleterSupport;

/** The kernel core over configuration space as it is imported or built: the same registers for both. */
final class LiveFunctionTest {
    private static ConfigSpaceBuilder nic(StTableLocation location) {
        return ConfigSpaceBuilder.of(PortType.ENDPOINT)
                .tph(MachineFixture.requester(true, location, 8))
                .msix(16)
                .sriov(4, 1, 1, 0x1018);
    }

    private static ConfigSpace space(ConfigSpaceBuilder registers) {
        return ConfigSpace.of(registers.build(), ReservedEnablePolicy.STORE);
    }

    private static TphFunction function(LiveFunction live) {
        LiveFunction port = LiveFunction.asFound(
                space(ConfigSpaceBuilder.of(PortType.ROOT_PORT).completer(TphCompleterSupport.EXTENDED)));
        return new TphFunction("nic", live.config(), live.msix(), RootPort.of("rp0", port.config(), DsmMethod.ABSENT));
    }

    @Test
    void anAccessBehindTheEndGivesOnesAndAWriteThereDoesNothing() {
        LiveFunction live = LiveFunction.asFound(space(nic(StTableLocation.CAPABILITY)));
        live.config().write32(4096, 1);
        live.config().write16(-2, 1);
        assertThat(live.config().read32(4096)).isEqualTo(-1);
        assertThat(live.config().read16(4096)).isEqualTo(0xFFFF);
        assertThat(live.space().reads()).isZero();
        assertThat(live.space().writes()).isZero();
    }

    @Test
    void theDriverOfADescribedFunctionHasTurnedMsixOnInItsRegister() {
        LiveFunction live = LiveFunction.driven(nic(StTableLocation.MSIX).build(), 3);
        int at = live.space().announced().msix().orElseThrow().offset() + PCI_MSIX_FLAGS;
        assertThat(live.space().peek(at, 2) & PCI_MSIX_FLAGS_ENABLE).isNotZero();
        assertThat(live.msix().vector(2)).isEqualTo(MsixAccess.VectorState.READY);
        assertThat(live.msix().vector(3)).isEqualTo(MsixAccess.VectorState.NO_IRQ);
        live.liveMsix().orElseThrow().enabled(false);
        assertThat(live.space().peek(at, 2) & PCI_MSIX_FLAGS_ENABLE).isZero();
        assertThat(live.msix().enabled()).isFalse();
    }

    @Test
    void aFunctionAsFoundHasMsixAsItsRegisterSays() {
        ConfigSpace space = space(nic(StTableLocation.MSIX));
        assertThat(LiveFunction.asFound(space).msix().enabled()).isFalse();
        int at = space.announced().msix().orElseThrow().offset() + PCI_MSIX_FLAGS;
        space.write(at, 2, PCI_MSIX_FLAGS_ENABLE);
        ConfigSpace imported = ConfigSpace.of(space.image(), ReservedEnablePolicy.STORE);
        LiveFunction found = LiveFunction.asFound(imported);
        assertThat(found.msix().enabled()).isTrue();
        assertThat(found.msix().vector(15)).isEqualTo(MsixAccess.VectorState.READY);
        assertThat(found.msix().vector(16)).isEqualTo(MsixAccess.VectorState.NO_IRQ);
    }

    @Test
    void theKernelEnablesAVirtualFunctionWithoutAnEffectOnItsPhysicalFunction() {
        ConfigSpace physical = space(nic(StTableLocation.CAPABILITY));
        int sriov = physical.announced().sriov().orElseThrow().offset();
        physical.write(sriov + PCI_SRIOV_NUM_VF, 2, 2);
        physical.write(sriov + PCI_SRIOV_CTRL, 2, PCI_SRIOV_CTRL_VFE);
        TphCore core = new TphCore(KernelConfig.of(KernelVersionPolicy.V17), cpu -> cpu, TphWindowListener.NONE);
        LiveFunction first = LiveFunction.asFound(physical.virtualFunction(0));
        TphFunction function = function(first);
        assertThat(core.enable(function, MachineFixture.IV).value()).isEqualTo(3);
        assertThat(core.setStEntry(function, 5, 0x4711).ok()).isTrue();
        assertThat(first.tph().orElseThrow().control()).isEqualTo(0x301);
        assertThat(first.tph().orElseThrow().steeringTag(5)).isEqualTo(0x4711);
        assertThat(physical.tph().orElseThrow().control()).isZero();
        assertThat(physical.virtualFunction(1).tph().orElseThrow().steeringTag(5))
                .isZero();
    }
}
