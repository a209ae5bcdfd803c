package tlpsim.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_CR;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_RR;
import static tlpsim.core.config.PciConfigLayout.PCI_COMMAND;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCTL;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCTL2;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCTL2_EE_PREFIX_BLOCKING;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_CTRL;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_CTRL_VFE;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_NUM_VF;
import static tlpsim.core.tph.PciTphLayout.PCI_MSIX_ENTRY_VECTOR_CTRL;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_BASE_SIZEOF;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CAP;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CTRL;

import org.junit.jupiter.api.Test;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.rule.Proves;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.core.tph.TphRequesterConfig;

class ConfigSpaceTest {
    private static final int TPH = 0x100;

    private static ConfigSpaceBuilder nic(boolean extended, StTableLocation location, int entries) {
        return ConfigSpaceBuilder.of(PortType.ENDPOINT)
                .identity(0x15B3, 0x1021, 0x020000)
                .link(5, 16)
                .sizes(256, 512)
                .completer(TphCompleterSupport.TPH)
                .prefixes(true, true, 4)
                .tph(new TphRequesterConfig(true, true, extended, location, entries));
    }

    private static ConfigSpace live(ConfigSpaceBuilder builder) {
        return ConfigSpace.of(builder.build(), ReservedEnablePolicy.STORE);
    }

    @Test
    void aBuiltFunctionDecodesAsDescribed() {
        DecodedFunction function =
                live(nic(true, StTableLocation.CAPABILITY, 8).msix(32)).announced();
        assertThat(function.header().vendorId()).isEqualTo(0x15B3);
        assertThat(function.header().classCode()).isEqualTo(0x020000);
        assertThat(function.portType()).contains(PortType.ENDPOINT);
        PcieRegisters pcie = function.pcie().orElseThrow();
        assertThat(pcie.completer()).contains(TphCompleterSupport.TPH);
        assertThat(pcie.extendedFmt()).isTrue();
        assertThat(pcie.endEndPrefix()).isTrue();
        assertThat(pcie.maxEndEndPrefixes()).isEqualTo(4);
        assertThat(pcie.linkGeneration()).hasValue(5);
        assertThat(pcie.linkLanes()).hasValue(16);
        assertThat(pcie.maxPayloadBytes()).hasValue(256);
        assertThat(pcie.maxReadRequestBytes()).hasValue(512);
        assertThat(function.msix().orElseThrow().entries()).isEqualTo(32);
        assertThat(function.tph().orElseThrow().entries()).hasSize(8).containsOnly(0);
        assertThat(function.findings()).isEmpty();
    }

    @Test
    @Proves("tph.capability")
    void capabilityRegistersAreReadOnly() {
        ConfigSpace space = live(nic(true, StTableLocation.CAPABILITY, 8));
        for (int register : new int[] {0x00, 0x08, 0x40, 0x64, TPH, TPH + PCI_TPH_CAP, 0xF00}) {
            int before = space.peek(register, 4);
            space.write(register, 4, ~before);
            assertThat(space.read(register, 4)).as("register %x", register).isEqualTo(before);
            assertThat(space.writableBits(register)).isZero();
        }
    }

    @Test
    @Proves("tph.control")
    void controlTakesModeAndEnableAndDropsReservedBits() {
        ConfigSpace space = live(nic(true, StTableLocation.CAPABILITY, 8));
        space.write(TPH + PCI_TPH_CTRL, 4, -1);
        assertThat(space.read(TPH + PCI_TPH_CTRL, 4)).isEqualTo(0x307);
        assertThat(space.writableBits(TPH + PCI_TPH_CTRL)).isEqualTo(0x307);
        space.write(TPH + PCI_TPH_CTRL + 1, 1, 1);
        assertThat(space.tph().orElseThrow().requesterEnable()).isEqualTo(RequesterEnable.TPH);
        assertThat(space.read(TPH + PCI_TPH_CTRL, 2)).isEqualTo(0x107);
    }

    @Test
    @Proves("tph.enable.hardwired")
    void aFunctionWithoutExtendedHardwiresBit9() {
        ConfigSpace space = live(nic(false, StTableLocation.CAPABILITY, 8));
        space.write(TPH + PCI_TPH_CTRL, 4, 0x301);
        assertThat(space.read(TPH + PCI_TPH_CTRL, 4)).isEqualTo(0x101);
        space.write(TPH + PCI_TPH_CTRL, 4, 0x200);
        assertThat(space.read(TPH + PCI_TPH_CTRL, 4)).isZero();
    }

    @Test
    @Proves("tph.enable.hardwired")
    void anImageCannotSetWhatTheFunctionHardwires() {
        byte[] dump = nic(false, StTableLocation.CAPABILITY, 8).build().toByteArray();
        dump[TPH + PCI_TPH_CTRL] = 2;
        dump[TPH + PCI_TPH_CTRL + 1] = 3;
        ConfigSpace space = ConfigSpace.of(ConfigImage.of(dump), ReservedEnablePolicy.STORE);
        assertThat(space.read(TPH + PCI_TPH_CTRL, 4)).isEqualTo(0x102);
        space.write(TPH + PCI_TPH_CTRL, 4, 0x101);
        assertThat(space.read(TPH + PCI_TPH_CTRL, 4)).isEqualTo(0x101);
        space.write(TPH + PCI_TPH_CTRL, 4, 0);
        assertThat(space.read(TPH + PCI_TPH_CTRL, 4)).isZero();
        assertThat(space.announced().tph().orElseThrow().control()).isEqualTo(0x302);
    }

    @Test
    @Proves("tph.enable.reserved")
    void theReservedEnableFollowsThePolicy() {
        ConfigImage image = nic(true, StTableLocation.NONE, 0).build();
        ConfigSpace storing = ConfigSpace.of(image, ReservedEnablePolicy.STORE);
        storing.write(TPH + PCI_TPH_CTRL, 4, 0x200);
        assertThat(storing.read(TPH + PCI_TPH_CTRL, 4)).isEqualTo(0x200);
        ConfigSpace keeping = ConfigSpace.of(image, ReservedEnablePolicy.KEEP_FORMER);
        keeping.write(TPH + PCI_TPH_CTRL, 4, 0x101);
        keeping.write(TPH + PCI_TPH_CTRL, 4, 0x202);
        assertThat(keeping.read(TPH + PCI_TPH_CTRL, 4)).isEqualTo(0x102);
    }

    @Test
    @Proves("tph.table")
    void tableEntriesAreWritableWithinTheSizeOnly() {
        ConfigSpace space = live(nic(true, StTableLocation.CAPABILITY, 3));
        for (int entry = 0; entry < 6; entry++) {
            space.write(TPH + PCI_TPH_BASE_SIZEOF + 2 * entry, 2, 0xA1B0 + entry);
        }
        assertThat(space.read(TPH + PCI_TPH_BASE_SIZEOF, 4)).isEqualTo(0xA1B1A1B0);
        assertThat(space.read(TPH + PCI_TPH_BASE_SIZEOF + 4, 4)).isEqualTo(0xA1B2);
        assertThat(space.read(TPH + PCI_TPH_BASE_SIZEOF + 8, 4)).isZero();
        assertThat(space.steeringTable().orElseThrow().steeringTag(2)).isEqualTo(0xA1B2);
    }

    @Test
    @Proves({"msix.st-lower", "msix.st-upper"})
    void vectorControlHoldsTheUpperByteOnlyIfTheLocationIsMsixAndTheFunctionExtended() {
        assertThat(vectorControl(live(nic(true, StTableLocation.MSIX, 8).msix(8))))
                .isEqualTo(0xFFFF0001);
        assertThat(vectorControl(live(nic(false, StTableLocation.MSIX, 8).msix(8))))
                .isEqualTo(0x00FF0001);
        assertThat(vectorControl(live(nic(true, StTableLocation.CAPABILITY, 8).msix(8))))
                .isEqualTo(1);
    }

    private static int vectorControl(ConfigSpace space) {
        space.writeTable(3, PCI_MSIX_ENTRY_VECTOR_CTRL, -1);
        return space.readTable(3, PCI_MSIX_ENTRY_VECTOR_CTRL);
    }

    @Test
    @Proves("devctl2.blocking")
    void prefixBlockingIsWritableInPortsThatForwardPrefixes() {
        for (PortType type : PortType.values()) {
            for (boolean endEnd : new boolean[] {false, true}) {
                ConfigSpace space = live(ConfigSpaceBuilder.of(type).prefixes(true, endEnd, 4));
                space.write(0x40 + PCI_EXP_DEVCTL2, 2, PCI_EXP_DEVCTL2_EE_PREFIX_BLOCKING);
                int expected = type.forwards() && endEnd ? PCI_EXP_DEVCTL2_EE_PREFIX_BLOCKING : 0;
                assertThat(space.read(0x40 + PCI_EXP_DEVCTL2, 2))
                        .as(type.title())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void acsControlTakesWhatAcsCapabilityAnnounces() {
        ConfigSpace space =
                live(ConfigSpaceBuilder.of(PortType.SWITCH_DOWNSTREAM).acs(PCI_ACS_RR | PCI_ACS_CR));
        space.write(0x106, 2, 0xFFFF);
        assertThat(space.read(0x106, 2)).isEqualTo(PCI_ACS_RR | PCI_ACS_CR);
        assertThat(FunctionDecoder.decode(space.image()).acs().orElseThrow().requestRedirect())
                .isTrue();
    }

    @Test
    void writesOfOneClearStatusBits() {
        byte[] bytes = nic(true, StTableLocation.NONE, 0).build().toByteArray();
        bytes[0x40 + PCI_EXP_DEVCTL + 2] = 0x2F;
        bytes[PCI_COMMAND + 3] = (byte) 0xF9;
        ConfigSpace space = ConfigSpace.of(ConfigImage.of(bytes), ReservedEnablePolicy.STORE);
        space.write(0x40 + PCI_EXP_DEVCTL + 2, 2, 0x0005);
        assertThat(space.read(0x40 + PCI_EXP_DEVCTL + 2, 2)).isEqualTo(0x2A);
        space.write(PCI_COMMAND + 2, 2, 0xFFFF);
        assertThat(space.read(PCI_COMMAND + 2, 2)).isEqualTo(0x0010);
    }

    @Test
    void softwaresAccessesAreCountedAndTheDevicesAreNot() {
        ConfigSpace space = live(nic(true, StTableLocation.MSIX, 8).msix(8));
        space.read(TPH, 4);
        space.read(TPH + PCI_TPH_CTRL, 1);
        space.write(TPH + PCI_TPH_CTRL, 4, 0x101);
        space.writeTable(0, PCI_MSIX_ENTRY_VECTOR_CTRL, 0);
        space.readTable(0, PCI_MSIX_ENTRY_VECTOR_CTRL);
        space.tph().orElseThrow().control();
        space.steeringTable().orElseThrow().steeringTag(1);
        space.peek(TPH, 4);
        assertThat(space.reads()).isEqualTo(2);
        assertThat(space.writes()).isEqualTo(1);
        assertThat(space.tableReads()).isEqualTo(1);
        assertThat(space.tableWrites()).isEqualTo(1);
    }

    @Test
    @Proves("tph.control")
    void aFunctionLevelResetClearsControlsAndTables() {
        ConfigSpace space = live(nic(true, StTableLocation.CAPABILITY, 8).msix(4));
        space.write(TPH + PCI_TPH_CTRL, 4, 0x301);
        space.write(TPH + PCI_TPH_BASE_SIZEOF, 2, 0x1234);
        space.writeTable(1, PCI_MSIX_ENTRY_VECTOR_CTRL, 0);
        space.write(0x40 + PCI_EXP_DEVCTL, 2, 0x8000);
        assertThat(space.read(TPH + PCI_TPH_CTRL, 4)).isZero();
        assertThat(space.read(TPH + PCI_TPH_BASE_SIZEOF, 4)).isZero();
        assertThat(space.readTable(1, PCI_MSIX_ENTRY_VECTOR_CTRL)).isEqualTo(1);
        assertThat(space.read(0x40 + PCI_EXP_DEVCTL, 2)).isEqualTo(0x2810);
        assertThat(space.read(TPH + PCI_TPH_CAP, 4)).isNotZero();
    }

    @Test
    @Proves("tph.sr-iov")
    void virtualFunctionsShareCapabilityValuesAndHaveTheirOwnControlAndTables() {
        ConfigSpace physical = live(
                nic(true, StTableLocation.CAPABILITY, 8).msix(4).acs(PCI_ACS_RR).sriov(8, 1, 1, 0x1018));
        int sriov = physical.announced().sriov().orElseThrow().offset();
        assertThat(physical.virtualFunctions()).isZero();
        physical.write(TPH + PCI_TPH_CTRL, 4, 0x302);
        physical.write(TPH + PCI_TPH_BASE_SIZEOF, 2, 0x77);
        physical.write(sriov + PCI_SRIOV_NUM_VF, 2, 2);
        physical.write(sriov + PCI_SRIOV_CTRL, 2, PCI_SRIOV_CTRL_VFE);
        assertThat(physical.virtualFunctions()).isEqualTo(2);

        ConfigSpace first = physical.virtualFunction(0);
        assertThat(first.announced().findings()).isEmpty();
        assertThat(first.announced().sriov()).isEmpty();
        assertThat(first.read(0, 4)).isEqualTo(-1);
        assertThat(first.read(TPH + PCI_TPH_CAP, 4)).isEqualTo(physical.peek(TPH + PCI_TPH_CAP, 4));
        assertThat(first.read(TPH + PCI_TPH_CTRL, 4)).isZero();
        assertThat(first.read(TPH + PCI_TPH_BASE_SIZEOF, 4)).isZero();
        first.write(TPH + PCI_TPH_CTRL, 4, 0x101);
        first.write(TPH + PCI_TPH_BASE_SIZEOF, 2, 0x42);
        assertThat(physical.virtualFunction(1).peek(TPH + PCI_TPH_BASE_SIZEOF, 4))
                .isZero();
        assertThat(physical.peek(TPH + PCI_TPH_CTRL, 4)).isEqualTo(0x302);
        assertThat(physical.peek(TPH + PCI_TPH_BASE_SIZEOF, 2)).isEqualTo(0x77);
        assertThat(physical.virtualFunction(0).msixTable().orElseThrow().entries())
                .isEqualTo(4);
    }

    @Test
    void numVfsIsFixedWhileVfsAreEnabledAndNeverAboveTotalVfs() {
        ConfigSpace physical = live(nic(true, StTableLocation.NONE, 0).sriov(8, 1, 1, 0x1018));
        int sriov = physical.announced().sriov().orElseThrow().offset();
        physical.write(sriov + PCI_SRIOV_NUM_VF, 2, 9);
        assertThat(physical.read(sriov + PCI_SRIOV_NUM_VF, 2)).isZero();
        physical.write(sriov + PCI_SRIOV_NUM_VF, 2, 8);
        physical.write(sriov + PCI_SRIOV_CTRL, 2, PCI_SRIOV_CTRL_VFE);
        physical.write(sriov + PCI_SRIOV_NUM_VF, 2, 4);
        assertThat(physical.read(sriov + PCI_SRIOV_NUM_VF, 2)).isEqualTo(8);
        physical.write(sriov + PCI_SRIOV_CTRL, 2, 0);
        assertThat(physical.virtualFunctions()).isZero();
    }

    @Test
    void anImageOfTheLiveFunctionStartsAnEqualOne() {
        ConfigSpace space = live(nic(true, StTableLocation.CAPABILITY, 8));
        space.write(TPH + PCI_TPH_CTRL, 4, 0x302);
        space.write(TPH + PCI_TPH_BASE_SIZEOF + 4, 2, 0x1234);
        ConfigSpace copy = ConfigSpace.of(space.image(), ReservedEnablePolicy.STORE);
        assertThat(copy.tph().orElseThrow().requesterEnable()).isEqualTo(RequesterEnable.EXTENDED);
        assertThat(copy.steeringTable().orElseThrow().steeringTag(2)).isEqualTo(0x1234);
    }

    @Test
    void accessesMustBeAlignedAndInside() {
        ConfigSpace space = live(nic(true, StTableLocation.NONE, 0));
        assertThatThrownBy(() -> space.read(0x41, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> space.write(4096, 4, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Proves("tph.location.msix")
    void aTableThatDoesNotFitItsMsixTableIsRefused() {
        assertThatThrownBy(() -> nic(true, StTableLocation.MSIX, 64).msix(32).build())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("does not fit an MSI-X table of 32");
    }
}
