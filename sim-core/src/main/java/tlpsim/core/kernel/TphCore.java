package tlpsim.core.kernel;

import tlpsim.core.firmware.MemoryType;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.StTableLocation;

/**
 * The PCI/TPH core of Linux. Each call is one kernel function; calls on one function exclude each other, calls on different functions do not.
 */
public final class TphCore {
    /** The requester type follows from function and root port. */
    private static final int ANY_TYPE = -1;

    private final KernelConfig kernel;
    private final StTableWriter writer;
    private final CpuTagQuery query;

    public TphCore(KernelConfig kernel, CpuUids uids, TphWindowListener windows) {
        this.kernel = kernel;
        this.writer = new StTableWriter(kernel, windows);
        this.query = new CpuTagQuery(kernel, uids);
    }

    public KernelConfig config() {
        return kernel;
    }

    /** {@code pcie_enable_tph}; the value is the type enabled. */
    public OperationReport enable(TphFunction function, int mode) {
        return enable(function, mode, ANY_TYPE, true);
    }

    /** The variant that names the requester type: 1 or 3. */
    public OperationReport enableAs(TphFunction function, int mode, int type) {
        return enable(function, mode, type, true);
    }

    /** Not Linux: as {@link #enableAs}, without a look at the root port. For the what-if of ungated peer-to-peer. */
    public OperationReport enableUngated(TphFunction function, int mode, int type) {
        return enable(function, mode, type, false);
    }

    private OperationReport enable(TphFunction function, int mode, int asked, boolean gated) {
        synchronized (function) {
            OperationLog log = function.begin("pcie_enable_tph");
            if (isStub(log)) {
                return log.failed(Errno.EINVAL);
            }
            if (log.breaks(KernelRule.ENABLE_NOTPH, kernel.notph(), notphDetail())) {
                return log.failed(Errno.EINVAL);
            }
            boolean absent = function.tphOffset() == 0;
            if (log.breaks(KernelRule.ENABLE_NO_CAPABILITY, absent, capabilityDetail(function))) {
                return log.failed(Errno.EINVAL);
            }
            boolean busy = function.enabled();
            if (log.breaks(KernelRule.ENABLE_BUSY, busy, busy ? "enabled already" : "not enabled")) {
                return log.failed(Errno.EBUSY);
            }
            int masked = mode & PciTphLayout.PCI_TPH_CTRL_MODE_SEL_MASK;
            int modes = function.capabilityRegister(kernel)
                    & (PciTphLayout.PCI_TPH_CAP_ST_NS
                            | PciTphLayout.PCI_TPH_CAP_ST_IV
                            | PciTphLayout.PCI_TPH_CAP_ST_DS);
            boolean unknown = (modes & 1 << masked) == 0;
            if (log.breaks(KernelRule.ENABLE_MODE, unknown, RequesterTypes.mode(masked) + modeDetail(unknown))) {
                return log.failed(Errno.EINVAL);
            }
            int type = grant(function, asked, gated, log);
            if (type == PciTphLayout.PCI_TPH_REQ_DISABLE) {
                return log.failed(Errno.EINVAL);
            }
            return start(function, masked, type, log);
        }
    }

    private OperationReport start(TphFunction function, int asked, int type, OperationLog log) {
        int mode = asked;
        if (kernel.nostmode()) {
            boolean known = kernel.has(KernelFix.NOSTMODE);
            log.applied(KernelRule.ENABLE_NOSTMODE, known ? "No ST instead" : "not known by this kernel");
            mode = known ? PciTphLayout.PCI_TPH_ST_NS_MODE : asked;
        }
        int control = function.readTph(PciTphLayout.PCI_TPH_CTRL);
        control &= ~(PciTphLayout.PCI_TPH_CTRL_MODE_SEL_MASK | PciTphLayout.PCI_TPH_CTRL_REQ_EN_MASK);
        function.writeTph(PciTphLayout.PCI_TPH_CTRL, control | mode | type << PciTphLayout.REQ_EN_SHIFT);
        log.applied(
                KernelRule.ENABLE_ONE_WRITE,
                RequesterTypes.mode(mode) + " and " + RequesterTypes.bits(type) + " at once");
        function.markEnabled(mode, type);
        return log.done(type, RequesterTypes.mode(mode) + ", Requester Enable " + RequesterTypes.bits(type));
    }

    /** The type to enable, 0 where none can be. */
    private int grant(TphFunction function, int asked, boolean gated, OperationLog log) {
        boolean extended = (function.capabilityRegister(kernel) & PciTphLayout.PCI_TPH_CAP_EXT_TPH) != 0;
        int most = extended ? PciTphLayout.PCI_TPH_REQ_EXT_TPH : PciTphLayout.PCI_TPH_REQ_TPH_ONLY;
        log.applied(KernelRule.ENABLE_REQUESTER, "the function offers " + RequesterTypes.bits(most));
        boolean exempt = function.isRootComplexIntegratedEndpoint() && kernel.has(KernelFix.RCIEP_EXEMPT);
        if (exempt) {
            log.applied(KernelRule.ENABLE_RCIEP, "no root port is looked at");
        } else if (gated) {
            int completer = completerType(function, log);
            most = Math.min(most, completer);
            String detail = "root port " + RequesterTypes.bits(completer) + ", smaller: " + RequesterTypes.bits(most);
            if (log.breaks(KernelRule.ENABLE_COMPLETER, most == 0, detail)) {
                return 0;
            }
        }
        if (asked == ANY_TYPE) {
            return most;
        }
        boolean type = asked == PciTphLayout.PCI_TPH_REQ_TPH_ONLY || asked == PciTphLayout.PCI_TPH_REQ_EXT_TPH;
        String detail = "asked " + RequesterTypes.bits(asked) + ", at most " + RequesterTypes.bits(most);
        return log.breaks(KernelRule.ENABLE_EXPLICIT, !type || asked > most, detail) ? 0 : asked;
    }

    /** {@code get_rp_completer_type}. */
    private int completerType(TphFunction function, OperationLog log) {
        int bits = function.rootPort().completerBits(function.accesses());
        if (bits == RootPort.UNREADABLE) {
            log.applied(
                    KernelRule.COMPLETER_UNREADABLE,
                    "root port " + function.rootPort().name() + " counts as 00b");
            return 0;
        }
        if (bits == 2) {
            boolean folded = kernel.has(KernelFix.FOLD_RESERVED);
            log.applied(KernelRule.COMPLETER_RESERVED, folded ? "10b counts as 00b" : "10b counts as 2");
            return folded ? 0 : bits;
        }
        return bits;
    }

    /** {@code pcie_disable_tph}; it cannot fail. */
    public OperationReport disable(TphFunction function) {
        synchronized (function) {
            OperationLog log = function.begin("pcie_disable_tph");
            if (function.tphOffset() == 0 || !function.enabled()) {
                log.applied(KernelRule.DISABLE_IDLE, function.tphOffset() == 0 ? "no capability" : "not enabled");
                return log.done(0, "nothing done");
            }
            function.writeTph(PciTphLayout.PCI_TPH_CTRL, 0);
            function.markDisabled();
            log.applied(KernelRule.DISABLE_CLEARS, "Control 0");
            return log.done(0, "disabled");
        }
    }

    /** {@code pcie_tph_set_st_entry}; {@code tag} is 0 to 0xFFFF. */
    public OperationReport setStEntry(TphFunction function, int index, int tag) {
        synchronized (function) {
            OperationLog log = function.begin("pcie_tph_set_st_entry");
            return isStub(log) ? log.failed(Errno.EINVAL) : writer.set(function, index, tag, log);
        }
    }

    /** {@code pcie_tph_get_cpu_st} in the namespace of the enabled type; the value is the tag. */
    public OperationReport getCpuSt(TphFunction function, MemoryType memoryType, int cpu) {
        return getCpuStAs(function, memoryType, cpu, function.requesterType());
    }

    /** The variant that names the requester type, enabled or not: 1 for the 8-bit tag, 3 for the 16-bit tag. */
    public OperationReport getCpuStAs(TphFunction function, MemoryType memoryType, int cpu, int type) {
        synchronized (function) {
            OperationLog log = function.begin("pcie_tph_get_cpu_st");
            return isStub(log) ? log.failed(Errno.EINVAL) : query.query(function, memoryType, cpu, type, log);
        }
    }

    /** {@code pcie_tph_get_st_table_size}; the value is the number of entries in the capability. */
    public OperationReport stTableSize(TphFunction function) {
        synchronized (function) {
            OperationLog log = function.begin("pcie_tph_get_st_table_size");
            int size = function.tphOffset() == 0 ? 0 : StTableWriter.tableSize(function, kernel);
            log.applied(KernelRule.TABLE_SIZE, size + " entries in the capability");
            return log.done(size, "");
        }
    }

    /** {@code pcie_tph_get_st_table_loc}; PCI_TPH_LOC_*, or the bare field on kernels with the quirk. */
    public OperationReport stTableLocation(TphFunction function) {
        synchronized (function) {
            OperationLog log = function.begin("pcie_tph_get_st_table_loc");
            int register = function.tphOffset() == 0 ? 0 : function.capabilityRegister(kernel);
            boolean repaired = kernel.has(KernelFix.TABLE_LOCATION);
            int field = register & PciTphLayout.PCI_TPH_CAP_LOC_MASK;
            log.applied(KernelRule.TABLE_LOCATION, repaired ? "as PCI_TPH_LOC_*" : "the bare field");
            return log.done(
                    repaired ? field : field >>> PciTphLayout.LOC_SHIFT,
                    StTableLocation.of(field >>> PciTphLayout.LOC_SHIFT).words());
        }
    }

    /** The enabled requester type, 0 while disabled. */
    public OperationReport enabledRequesterType(TphFunction function) {
        OperationLog log = function.begin("pcie_tph_enabled_req_type");
        int type = function.requesterType();
        log.applied(KernelRule.REQUESTER_TYPE, RequesterTypes.bits(type));
        return log.done(type, RequesterTypes.bits(type));
    }

    /** Whether TPH could be enabled; the value is the type that it would get, 0 for none. */
    public OperationReport supported(TphFunction function) {
        synchronized (function) {
            OperationLog log = function.begin("pcie_tph_supported");
            boolean possible = kernel.pcieTph() && !kernel.notph() && function.tphOffset() != 0;
            log.applied(KernelRule.SUPPORTED, notphDetail() + ", " + capabilityDetail(function));
            int type = possible ? grant(function, ANY_TYPE, true, log) : 0;
            return log.done(type, type == 0 ? "not supported" : "supported, at most " + RequesterTypes.bits(type));
        }
    }

    /** {@code pci_save_tph_state}; the value is the number of entries. */
    public OperationReport save(TphFunction function) {
        synchronized (function) {
            OperationLog log = function.begin("pci_save_tph_state");
            if (isIdle(function, log)) {
                return log.done(0, "nothing saved");
            }
            return function.saved().save(function, StTableWriter.tableSize(function, kernel), log);
        }
    }

    /** {@code pci_restore_tph_state}, and what restoring MSI-X does to the tags there. */
    public OperationReport restore(TphFunction function) {
        synchronized (function) {
            OperationLog log = function.begin("pci_restore_tph_state");
            if (isIdle(function, log)) {
                TphSavedState.restoreMsix(function, log);
                return log.done(0, "nothing restored");
            }
            return function.saved().restore(function, log);
        }
    }

    private boolean isIdle(TphFunction function, OperationLog log) {
        boolean idle = function.tphOffset() == 0 || !function.enabled();
        log.applied(KernelRule.SAVE_ENABLED, idle ? "not enabled" : "enabled");
        return idle;
    }

    private boolean isStub(OperationLog log) {
        return log.breaks(
                KernelRule.STUB, !kernel.pcieTph(), "CONFIG_PCIE_TPH=" + StTableWriter.yesNo(kernel.pcieTph()));
    }

    private String notphDetail() {
        return kernel.notph() ? "pci=notph is given" : "no pci=notph";
    }

    private static String capabilityDetail(TphFunction function) {
        return function.tphOffset() == 0
                ? "no TPH Requester capability"
                : "TPH Requester capability at " + StTableWriter.hex(function.tphOffset());
    }

    private static String modeDetail(boolean unknown) {
        return unknown ? " is not announced" : " is announced";
    }
}
