package tlpsim.core.config;

import static tlpsim.core.config.PciConfigLayout.PCI_ACS_CR;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_DT;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_EC;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_RR;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_SV;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_TB;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_UF;

/**
 * The ACS extended capability (section 7.7.11).
 *
 * @param capability ACS Capability, 16 bits
 * @param control    ACS Control, 16 bits
 */
public record AcsRegisters(int offset, int capability, int control) {
    /** The bits of both registers that have the same place and name. */
    static final int CONTROLS = 0x7F;

    private static final int[] BITS = {
        PCI_ACS_SV, PCI_ACS_TB, PCI_ACS_RR, PCI_ACS_CR, PCI_ACS_UF, PCI_ACS_EC, PCI_ACS_DT
    };
    private static final String[] NAMES = {
        "SrcValid", "TransBlk", "ReqRedir", "CmpltRedir", "UpstreamFwd", "EgressCtrl", "DirectTrans"
    };

    /** P2P Request Redirect is in force: requests to peers go up to the root complex. */
    public boolean requestRedirect() {
        return (control & PCI_ACS_RR) != 0;
    }

    /** Names of set bits as lspci spells them, apart by blanks; {@code none} where there are none. */
    public static String names(int register) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < BITS.length; i++) {
            if ((register & BITS[i]) != 0) {
                text.append(text.isEmpty() ? "" : " ").append(NAMES[i]);
            }
        }
        return text.isEmpty() ? "none" : text.toString();
    }
}
