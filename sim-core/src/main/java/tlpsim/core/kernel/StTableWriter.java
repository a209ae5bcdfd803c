package tlpsim.core.kernel;

import tlpsim.core.kernel.MsixAccess.VectorState;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.StTableLocation;

/** {@code pcie_tph_set_st_entry}: one entry, inside a window in which the function sends no TPH. Callers hold the function's lock. */
final class StTableWriter {
    private final KernelConfig kernel;
    private final TphWindowListener windows;

    StTableWriter(KernelConfig kernel, TphWindowListener windows) {
        this.kernel = kernel;
        this.windows = windows;
    }

    OperationReport set(TphFunction function, int index, int tag, OperationLog log) {
        boolean refused = function.tphOffset() == 0 || !function.enabled();
        if (log.breaks(KernelRule.SET_ST_ENABLED, refused, enabledDetail(function))) {
            return log.failed(Errno.EINVAL);
        }
        if (function.mode() == PciTphLayout.PCI_TPH_ST_NS_MODE) {
            log.applied(KernelRule.SET_ST_NO_ST_MODE, "nothing written");
            return log.done(0, "nothing written: No ST mode");
        }
        setRequesterEnable(function, PciTphLayout.PCI_TPH_REQ_DISABLE);
        function.window(true);
        windows.begin(function);
        log.applied(KernelRule.SET_ST_WINDOW, "Requester Enable 00b while the entry is written");
        Errno errno = write(function, index, tag, log);
        if (errno == Errno.NONE) {
            setRequesterEnable(function, restoredType(function, log));
        } else {
            function.writeTph(PciTphLayout.PCI_TPH_CTRL, 0);
            function.markDisabled();
            log.applied(KernelRule.SET_ST_ERROR_DISABLES, "TPH disabled");
        }
        function.window(false);
        windows.end(function, errno == Errno.NONE);
        return errno == Errno.NONE
                ? log.done(0, "entry " + index + " = " + standing(function, tag))
                : log.failed(errno);
    }

    /** What the entry holds after the write. */
    private static String standing(TphFunction function, int tag) {
        boolean extended = (function.probedCapability() & PciTphLayout.PCI_TPH_CAP_EXT_TPH) != 0;
        return extended || tag <= 0xFF
                ? hex(tag)
                : hex(tag & 0xFF) + ", not " + hex(tag) + ": without Extended TPH an entry has no upper byte";
    }

    private static String enabledDetail(TphFunction function) {
        if (function.tphOffset() == 0) {
            return "no TPH Requester capability";
        }
        return function.enabled() ? "enabled" : "not enabled";
    }

    private int restoredType(TphFunction function, OperationLog log) {
        boolean repaired = kernel.has(KernelFix.RESTORE_TYPE);
        int type = repaired ? function.requesterType() : function.mode() & 3;
        log.applied(
                KernelRule.SET_ST_RESTORE,
                RequesterTypes.bits(type) + (repaired ? ", the type that was enabled" : ", the mode's number"));
        return type;
    }

    private static void setRequesterEnable(TphFunction function, int type) {
        int control = function.readTph(PciTphLayout.PCI_TPH_CTRL) & ~PciTphLayout.PCI_TPH_CTRL_REQ_EN_MASK;
        function.writeTph(PciTphLayout.PCI_TPH_CTRL, control | type << PciTphLayout.REQ_EN_SHIFT);
    }

    private Errno write(TphFunction function, int index, int tag, OperationLog log) {
        StTableLocation location = StTableLocation.of(function.capabilityRegister(kernel) >>> PciTphLayout.LOC_SHIFT);
        boolean nowhere = location != StTableLocation.CAPABILITY && location != StTableLocation.MSIX;
        if (log.breaks(KernelRule.SET_ST_LOCATION, nowhere, "location " + location.words())) {
            return Errno.EINVAL;
        }
        return location == StTableLocation.MSIX
                ? writeMsix(function, index, tag, log)
                : writeCapability(function, index, tag, log);
    }

    private Errno writeCapability(TphFunction function, int index, int tag, OperationLog log) {
        int size = tableSize(function, kernel);
        boolean outside = index < 0 || index >= size;
        if (log.breaks(KernelRule.SET_ST_BOUNDS, outside, "index " + index + " of " + size)) {
            return Errno.ENXIO;
        }
        function.writeEntry(index, tag);
        return Errno.NONE;
    }

    private Errno writeMsix(TphFunction function, int index, int tag, OperationLog log) {
        if (log.breaks(KernelRule.SET_ST_MSI_CONFIG, !kernel.pciMsi(), "CONFIG_PCI_MSI=" + yesNo(kernel.pciMsi()))) {
            return Errno.ENODEV;
        }
        MsixAccess msix = function.msix();
        boolean refused = !msix.enabled() || msix.vector(index) != VectorState.READY;
        String detail =
                msix.enabled() ? "index " + index + ": " + msix.vector(index).words() : "MSI-X is off";
        if (log.breaks(KernelRule.SET_ST_VECTOR, refused, detail)) {
            return Errno.ENXIO;
        }
        int kept = function.msixControlCopy(index) & ~PciTphLayout.PCI_MSIX_ENTRY_CTRL_ST;
        function.writeMsixControl(index, kept | tag << PciTphLayout.MSIX_ST_SHIFT);
        function.flushMsix(index);
        log.applied(KernelRule.SET_ST_MSIX, "Vector Control " + index + " written and read back");
        return Errno.NONE;
    }

    /** Entries of a table in the capability, else 0, with the accesses of {@code pcie_tph_get_st_table_size}. */
    static int tableSize(TphFunction function, KernelConfig kernel) {
        int register = function.capabilityRegister(kernel);
        if (StTableLocation.of(register >>> PciTphLayout.LOC_SHIFT) != StTableLocation.CAPABILITY) {
            return 0;
        }
        register = function.capabilityRegister(kernel);
        return ((register & PciTphLayout.PCI_TPH_CAP_ST_MASK) >>> PciTphLayout.PCI_TPH_CAP_ST_SHIFT) + 1;
    }

    static String hex(int value) {
        return "0x" + Integer.toHexString(value);
    }

    static String yesNo(boolean is) {
        return is ? "y" : "n";
    }
}
