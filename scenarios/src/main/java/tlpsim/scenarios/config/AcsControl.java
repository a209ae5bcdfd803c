package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.core.config.PciConfigLayout;

/**
 * One enable bit of ACS Control (PCIe Base Specification 7.7.11.3). Source Validation is not here: no device of the model sends with the ID of another.
 */
public enum AcsControl {
    /** Refuses requests whose AT field is not 00b. */
    TRANSLATION_BLOCKING(PciConfigLayout.PCI_ACS_TB),
    /** Sends peer-to-peer requests up. */
    REQUEST_REDIRECT(PciConfigLayout.PCI_ACS_RR),
    /** Sends completions of peer-to-peer reads up. */
    COMPLETION_REDIRECT(PciConfigLayout.PCI_ACS_CR),
    /** Sends up what came up and whose target lies behind the port itself. */
    UPSTREAM_FORWARDING(PciConfigLayout.PCI_ACS_UF),
    /** Looks at the Egress Control Vector. */
    EGRESS_CONTROL(PciConfigLayout.PCI_ACS_EC),
    /** Lets translated requests turn, whatever redirect and egress control say. */
    DIRECT_TRANSLATED(PciConfigLayout.PCI_ACS_DT);

    private final int bit;

    AcsControl(int bit) {
        this.bit = bit;
    }

    /** In ACS Control, and in ACS Capability. */
    public int bit() {
        return bit;
    }

    /** ACS Control with these bits set. */
    static int register(List<AcsControl> controls) {
        int register = 0;
        for (AcsControl control : controls) {
            register |= control.bit;
        }
        return register;
    }
}
