package tlpsim.core.config;

import static tlpsim.core.config.CapabilityChains.hex;
import static tlpsim.core.config.PciConfigLayout.PCI_CFG_SPACE_EXP_SIZE;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCAP2;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_FLAGS;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_NUM_VF;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_BASE_SIZEOF;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CAP;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CTRL;
import static tlpsim.core.tph.PciTphLayout.ST_ENTRY_BYTES;

import java.util.ArrayList;
import java.util.List;
import tlpsim.core.problem.Problem;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.core.tph.TphRequesterConfig;

/** Where the registers of a function break the standard. Real devices do. */
final class ConformanceCheck {
    private static final int TPH_CAPABILITY_RESERVED = ~0x07FF0707;
    private static final int TPH_CONTROL_RESERVED = ~0x307;

    private final DecodedFunction function;
    private final List<Finding> findings = new ArrayList<>();

    private ConformanceCheck(DecodedFunction function) {
        this.function = function;
    }

    static List<Finding> findings(DecodedFunction function) {
        ConformanceCheck check = new ConformanceCheck(function);
        function.pcie().ifPresent(check::pcie);
        function.tph().ifPresent(check::tph);
        function.acs().ifPresent(check::acs);
        function.sriov().ifPresent(check::sriov);
        return check.findings;
    }

    private void pcie(PcieRegisters pcie) {
        int at = pcie.offset() + PCI_EXP_DEVCAP2;
        if (pcie.portType() == PortType.RESERVED) {
            find(pcie.offset() + PCI_EXP_FLAGS, "port type " + pcie.typeCode() + " is reserved");
        }
        TphCompleterSupport completer = pcie.completer().orElse(TphCompleterSupport.NONE);
        if (completer == TphCompleterSupport.RESERVED) {
            find(at, "TPH Completer Supported is 10b, which is reserved; Linux takes it as none");
        } else if (completer != TphCompleterSupport.NONE && !pcie.portType().hasCompleterField()) {
            find(
                    at,
                    "TPH Completer Supported is reserved in a "
                            + pcie.portType().title() + ", but not 0");
        }
        if (pcie.endEndPrefix() && !pcie.extendedFmt()) {
            find(at, "End-End TLP prefixes need the Extended Fmt field, but bit 20 is clear");
        }
        if (pcie.prefixBlocking() && !(pcie.portType().forwards() && pcie.endEndPrefix())) {
            find(
                    pcie.offset() + PciConfigLayout.PCI_EXP_DEVCTL2,
                    "End-End TLP Prefix Blocking is reserved in this function, but set");
        }
    }

    private void tph(TphRegisters tph) {
        int capability = tph.offset() + PCI_TPH_CAP;
        int control = tph.offset() + PCI_TPH_CTRL;
        if (tph.version() != 1) {
            find(tph.offset(), "version of the TPH Requester capability is " + tph.version() + ", must be 1");
        }
        if (!tph.supports(StMode.NO_ST)) {
            find(capability, "No ST mode must be supported, but bit 0 is clear");
        }
        if ((tph.capability() & TPH_CAPABILITY_RESERVED) != 0) {
            find(capability, "reserved bits are set: " + hex(tph.capability() & TPH_CAPABILITY_RESERVED));
        }
        List<Problem> rules = TphRequesterConfig.problems("", tph.hasTagModes(), tph.location(), tph.tableEntries());
        rules.forEach(problem -> find(capability, problem.message()));
        if ((tph.control() & TPH_CONTROL_RESERVED) != 0) {
            find(control, "reserved bits are set: " + hex(tph.control() & TPH_CONTROL_RESERVED));
        }
        if (tph.mode() == StMode.RESERVED) {
            find(control, "ST Mode Select is " + tph.modeField() + ", which is reserved");
        } else if (tph.mode() != StMode.NO_ST && !tph.supports(tph.mode())) {
            find(control, "ST Mode Select is " + tph.modeField() + ", a mode that the function does not support");
        }
        enable(tph, control);
        table(tph, capability);
    }

    private void enable(TphRegisters tph, int control) {
        if (tph.enable() == RequesterEnable.RESERVED) {
            find(control, "TPH Requester Enable is 10b, which is reserved");
        } else if (tph.enable() == RequesterEnable.EXTENDED && !tph.extended()) {
            find(control, "TPH Requester Enable is 11b, but the function is no Extended TPH Requester");
        }
    }

    private void table(TphRegisters tph, int capability) {
        if (tph.location() == StTableLocation.CAPABILITY) {
            int end = tph.offset() + PCI_TPH_BASE_SIZEOF + tph.tableEntries() * ST_ENTRY_BYTES;
            for (CapabilityHeader other : function.chains().extended()) {
                if (other.offset() > tph.offset() && other.offset() < end) {
                    find(capability, "the ST table overlaps the capability at " + hex(other.offset()));
                }
            }
            if (end > PCI_CFG_SPACE_EXP_SIZE) {
                find(capability, "the ST table ends beyond configuration space, at " + hex(end));
            }
        } else if (tph.location() == StTableLocation.MSIX) {
            int vectors = function.msix().map(MsixRegisters::entries).orElse(0);
            if (vectors == 0) {
                find(capability, "the ST table is in the MSI-X table, but there is no MSI-X capability");
            } else if (tph.tableEntries() > vectors) {
                find(capability, "the ST table has " + tph.tableEntries() + " entries in an MSI-X table of " + vectors);
            }
        }
    }

    private void acs(AcsRegisters acs) {
        int without = acs.control() & ~acs.capability() & AcsRegisters.CONTROLS;
        if (without != 0) {
            find(
                    acs.offset() + PciConfigLayout.PCI_ACS_CAP + 2,
                    "ACS Control has what ACS Capability lacks: " + AcsRegisters.names(without));
        }
    }

    private void sriov(SriovRegisters sriov) {
        if (sriov.numVfs() > sriov.totalVfs()) {
            find(
                    sriov.offset() + PCI_SRIOV_NUM_VF,
                    "NumVFs is " + sriov.numVfs() + ", above TotalVFs " + sriov.totalVfs());
        }
    }

    private void find(int offset, String text) {
        findings.add(new Finding(offset, text));
    }
}
