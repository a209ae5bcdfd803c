package tlpsim.core.vfio;

import tlpsim.core.kernel.RequesterTypes;
import tlpsim.core.kernel.TphCore;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.UapiRule;
import tlpsim.core.tph.PciTphLayout;

/** The opt-in: whether a device is offered TPH at all, and up to which requester type. */
final class TphOffer {
    private TphOffer() {}

    /** The largest type that the user can enable, 0 where TPH is not offered. Rules 1, 2 and 3. */
    static int of(TphFunction function, TphCore kernel, VfioDesign design, OperationLog log) {
        boolean absent = function.tphOffset() == 0;
        String capability = absent ? "no TPH Requester capability" : "TPH Requester capability";
        if (log.breaks(UapiRule.NO_CAPABILITY, absent, capability)) {
            return 0;
        }
        boolean built = kernel.config().pcieTph();
        if (log.breaks(KernelRule.STUB, !built, "CONFIG_PCIE_TPH=" + (built ? "y" : "n"))) {
            return 0;
        }
        boolean notph = kernel.config().notph();
        if (log.breaks(KernelRule.ENABLE_NOTPH, notph, notph ? "pci=notph is given" : "no pci=notph")) {
            return 0;
        }
        if (design.ungatedPeerToPeer()) {
            log.applied(UapiRule.REJECTED_DESIGNS, "not Linux: the root port is not looked at");
            boolean extended = (function.probedCapability() & PciTphLayout.PCI_TPH_CAP_EXT_TPH) != 0;
            return extended ? PciTphLayout.PCI_TPH_REQ_EXT_TPH : PciTphLayout.PCI_TPH_REQ_TPH_ONLY;
        }
        OperationReport supported = kernel.supported(function);
        int most = (int) supported.value();
        if (supported.met(KernelRule.ENABLE_RCIEP)) {
            log.applied(UapiRule.RCIEP_EXEMPT, "an RCiEP: at most " + RequesterTypes.bits(most));
            return most;
        }
        String detail = "root port " + function.rootPort().name() + ": at most " + RequesterTypes.bits(most);
        return log.breaks(UapiRule.ROOT_PORT_GATE, most == 0, detail) ? 0 : most;
    }
}
