package tlpsim.core.config;

import static tlpsim.core.config.PciConfigLayout.PCI_ACS_CAP;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_EC;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_EGRESS_CTL_V;
import static tlpsim.core.config.PciConfigLayout.PCI_CFG_SPACE_EXP_SIZE;
import static tlpsim.core.config.PciConfigLayout.PCI_COMMAND;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCAP2_EE_PREFIX;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCTL;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCTL2;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCTL2_EE_PREFIX_BLOCKING;
import static tlpsim.core.config.PciConfigLayout.PCI_HEADER_TYPE_BRIDGE;
import static tlpsim.core.config.PciConfigLayout.PCI_INTERRUPT_LINE;
import static tlpsim.core.config.PciConfigLayout.PCI_MSIX_FLAGS_ENABLE;
import static tlpsim.core.config.PciConfigLayout.PCI_MSIX_FLAGS_MASKALL;
import static tlpsim.core.config.PciConfigLayout.PCI_PRIMARY_BUS;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_CTRL;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_CTRL_ARI;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_CTRL_MSE;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_CTRL_VFE;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_NUM_VF;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_SYS_PGSIZE;

/**
 * What software can change, bit by bit: RW and RW1C masks of every dword; every other bit is read-only or reserved.
 * Registers without a part in TPH (BARs, link control, error masks, vendor capabilities) are read-only here, whatever
 * the device makes of them. The TPH Requester capability keeps its own masks.
 */
final class RegisterMasks {
    /** Interrupt disable, SERR, parity error response, bus master, memory space, I/O space. */
    private static final int COMMAND_RW = 0x0547;

    private static final int COMMAND_RW_OF_VF = 0x0004;
    /** Status bits 15:11 and 8. */
    private static final int STATUS_RW1C = 0xF900 << 16;

    /** Error reporting, Relaxed Ordering, MPS, Extended Tag, No Snoop, MRRS. */
    private static final int DEVCTL_RW = 0x79FF;

    private static final int DEVSTA_RW1C = 0x000F << 16;

    private final int[] writable = new int[PCI_CFG_SPACE_EXP_SIZE / 4];
    private final int[] clearable = new int[PCI_CFG_SPACE_EXP_SIZE / 4];

    private RegisterMasks() {}

    /** @param virtual whether the function is a VF, whose PF holds many controls for it (section 9.3.4) */
    static RegisterMasks of(DecodedFunction function, boolean virtual) {
        RegisterMasks masks = new RegisterMasks();
        masks.header(function.header(), virtual);
        function.pcie().ifPresent(pcie -> masks.pcie(pcie, virtual));
        function.msix()
                .ifPresent(msix -> masks.rw(msix.offset(), (PCI_MSIX_FLAGS_ENABLE | PCI_MSIX_FLAGS_MASKALL) << 16));
        function.acs().ifPresent(masks::acs);
        function.sriov().ifPresent(masks::sriov);
        return masks;
    }

    int writable(int dwordOffset) {
        return writable[dwordOffset >> 2];
    }

    /** Bits that a write of 1 clears. */
    int clearable(int dwordOffset) {
        return clearable[dwordOffset >> 2];
    }

    private void header(DecodedFunction.Header header, boolean virtual) {
        rw(PCI_COMMAND, virtual ? COMMAND_RW_OF_VF : COMMAND_RW);
        rw1c(PCI_COMMAND, STATUS_RW1C);
        if (virtual) {
            return;
        }
        rw(PCI_INTERRUPT_LINE, 0xFF);
        if (header.type() == PCI_HEADER_TYPE_BRIDGE) {
            rw(PCI_PRIMARY_BUS, 0x00FFFFFF);
        }
    }

    private void pcie(PcieRegisters pcie, boolean virtual) {
        rw(pcie.offset() + PCI_EXP_DEVCTL, virtual ? 0 : DEVCTL_RW);
        rw1c(pcie.offset() + PCI_EXP_DEVCTL, DEVSTA_RW1C);
        if (!virtual && pcie.devCtl2().isPresent()) {
            rw(pcie.offset() + PCI_EXP_DEVCTL2, devCtl2(pcie));
        }
    }

    /** Device Control 2: each control where Device Capabilities 2 announces it (section 7.5.3.16). */
    private static int devCtl2(PcieRegisters pcie) {
        int capabilities = pcie.devCap2().orElse(0);
        boolean downward = pcie.portType() == PortType.ROOT_PORT || pcie.portType() == PortType.SWITCH_DOWNSTREAM;
        int mask = (capabilities & 0xF) != 0 ? 0xF : 0;
        mask |= capabilities & 0x10;
        mask |= downward ? capabilities & 0x20 : 0;
        mask |= pcie.portType().isEndpoint() || pcie.portType() == PortType.ROOT_PORT ? 0x40 : 0;
        mask |= pcie.portType().forwards() && (capabilities & 0x40) != 0 ? 0x80 : 0;
        mask |= pcie.portType().isEndpoint() ? 0x300 : 0;
        mask |= (capabilities & 1 << 11) != 0 ? 1 << 10 : 0;
        mask |= (capabilities & 1 << 17) != 0 ? 1 << 12 : 0;
        mask |= (capabilities & 3 << 18) != 0 ? 3 << 13 : 0;
        boolean blocks = pcie.portType().forwards() && (capabilities & PCI_EXP_DEVCAP2_EE_PREFIX) != 0;
        return mask | (blocks ? PCI_EXP_DEVCTL2_EE_PREFIX_BLOCKING : 0);
    }

    private void acs(AcsRegisters acs) {
        rw(acs.offset() + PCI_ACS_CAP, (acs.capability() & AcsRegisters.CONTROLS) << 16);
        if ((acs.capability() & PCI_ACS_EC) != 0) {
            int ports = acs.capability() >>> 8 & 0xFF;
            int left = ports == 0 ? 256 : ports;
            for (int at = acs.offset() + PCI_ACS_EGRESS_CTL_V; left > 0; at += 4, left -= 32) {
                rw(at, left >= 32 ? -1 : (1 << left) - 1);
            }
        }
    }

    private void sriov(SriovRegisters sriov) {
        rw(sriov.offset() + PCI_SRIOV_CTRL, PCI_SRIOV_CTRL_VFE | PCI_SRIOV_CTRL_MSE | PCI_SRIOV_CTRL_ARI);
        rw(sriov.offset() + PCI_SRIOV_NUM_VF, 0xFFFF);
        rw(sriov.offset() + PCI_SRIOV_SYS_PGSIZE, -1);
    }

    private void rw(int dwordOffset, int mask) {
        if (dwordOffset + 4 <= PCI_CFG_SPACE_EXP_SIZE) {
            writable[dwordOffset >> 2] |= mask;
        }
    }

    private void rw1c(int dwordOffset, int mask) {
        if (dwordOffset + 4 <= PCI_CFG_SPACE_EXP_SIZE) {
            clearable[dwordOffset >> 2] |= mask;
        }
    }
}
