package tlpsim.core.config;

import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_CTRL_VFE;

/**
 * The SR-IOV extended capability of a physical function (section 9.3.3).
 *
 * @param control    SR-IOV Control, 16 bits
 * @param offsetVf   First VF Offset
 * @param stride     VF Stride
 * @param vfDeviceId device id of the VFs
 */
public record SriovRegisters(
        int offset, int control, int totalVfs, int numVfs, int offsetVf, int stride, int vfDeviceId) {
    public boolean enabled() {
        return (control & PCI_SRIOV_CTRL_VFE) != 0;
    }
}
