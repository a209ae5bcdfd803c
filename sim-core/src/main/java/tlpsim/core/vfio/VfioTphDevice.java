package tlpsim.core.vfio;

import tlpsim.core.kernel.RequesterTypes;
import tlpsim.core.kernel.TphCore;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.UapiRule;
import tlpsim.core.rule.VfioRule;
import tlpsim.core.tph.PciTphLayout;

/** A function that a user holds through VFIO. Calls on one device exclude each other. */
public final class VfioTphDevice {
    private final TphFunction function;
    private final TphCore kernel;
    private final VfioConfig config;
    private final StEntryView table;
    private final ShadowTables shadows = new ShadowTables();

    public VfioTphDevice(TphFunction function, TphCore kernel, VfioConfig config) {
        this.function = function;
        this.kernel = kernel;
        this.config = config;
        this.table = new StEntryView(function);
    }

    public TphFunction function() {
        return function;
    }

    public VfioConfig config() {
        return config;
    }

    /** Opening resets TPH: also what the kernel did not enable but found enabled. */
    public synchronized OperationReport open() {
        return turnOff("open");
    }

    /** Closing resets as {@link #open} does. */
    public synchronized OperationReport close() {
        return turnOff("close");
    }

    private OperationReport turnOff(String operation) {
        OperationLog log = function.begin(operation);
        log.absorb(kernel.disable(function));
        if (isLeftEnabled()) {
            function.accesses().configWrite();
            function.config().write32(function.tphOffset() + PciTphLayout.PCI_TPH_CTRL, 0);
        }
        log.applied(VfioRule.OPEN_RESETS, "TPH is off");
        return log.done(0, "TPH is off");
    }

    private boolean isLeftEnabled() {
        if (function.tphOffset() == 0 || !function.config().present()) {
            return false;
        }
        function.accesses().configRead();
        int control = function.config().read32(function.tphOffset() + PciTphLayout.PCI_TPH_CTRL);
        return (control & PciTphLayout.PCI_TPH_CTRL_REQ_EN_MASK) != 0;
    }

    /** Whether TPH is offered; the value is the largest requester type, 0 with an error where it is not. */
    public OperationReport probe() {
        OperationLog log = function.begin("probe TPH_ST");
        int most = TphOffer.of(function, kernel, config.design(), log);
        return most == 0
                ? log.failed(config.choices().errnoNotOffered())
                : log.done(most, "offered, at most " + RequesterTypes.bits(most));
    }

    /** A dword of configuration space as the user reads it; {@code offset} is a multiple of 4 below 4,096. */
    public synchronized int readConfig(int offset) {
        return isHidden()
                ? new VirtualConfigSpace(function).read32(offset)
                : function.config().read32(offset);
    }

    /** Whether the capability exists and does not show. */
    public boolean isHidden() {
        OperationLog unused = function.begin("look");
        return function.tphOffset() != 0 && TphOffer.of(function, kernel, config.design(), unused) == 0;
    }

    /** The user's write to Control. It cannot fail; the value is what the register then reads. */
    public synchronized OperationReport writeControl(int value) {
        OperationLog log = function.begin("write Control");
        int most = TphOffer.of(function, kernel, config.design(), log);
        if (most == 0) {
            log.applied(VfioRule.CONFIG_HIDDEN, "the write is dropped");
            return log.done(0, "dropped: the capability does not show");
        }
        int mode = value & PciTphLayout.PCI_TPH_CTRL_MODE_SEL_MASK;
        int asked = (value & PciTphLayout.PCI_TPH_CTRL_REQ_EN_MASK) >>> PciTphLayout.REQ_EN_SHIFT;
        log.applied(
                UapiRule.ENABLE_IN_CONFIG_SPACE,
                RequesterTypes.mode(mode) + ", " + RequesterTypes.bits(asked) + " asked");
        if (asked == 2) {
            log.applied(VfioRule.CONFIG_RESERVED, "the write is dropped");
            return read(log, "dropped: 10b is reserved");
        }
        if (asked == 0) {
            log.absorb(kernel.disable(function));
            return read(log, "disabled");
        }
        if ((function.probedCapability() & 7 & 1 << mode) == 0) {
            log.applied(VfioRule.CONFIG_MODE, RequesterTypes.mode(mode) + " is not announced: the write is dropped");
            return read(log, "dropped: mode not announced");
        }
        int granted = Math.min(asked, most);
        if (granted != asked) {
            log.applied(VfioRule.CONFIG_SMALLER, RequesterTypes.bits(granted) + " granted");
        }
        if (config.design().shadowTables() && shadows.contradicts(granted)) {
            log.applied(UapiRule.REJECTED_DESIGNS, "cross-check: the tables hold the other width only; write dropped");
            return read(log, "dropped: cross-check of the shadow tables");
        }
        return enable(mode, granted, log);
    }

    private OperationReport enable(int mode, int granted, OperationLog log) {
        int former = function.requesterType();
        if (former != granted || function.mode() != mode) {
            if (function.enabled()) {
                log.absorb(kernel.disable(function));
            }
            log.absorb(
                    config.design().ungatedPeerToPeer()
                            ? kernel.enableUngated(function, mode, granted)
                            : kernel.enableAs(function, mode, granted));
            lowered(former, granted, log);
        }
        if (config.design().shadowTables() && function.enabled()) {
            shadows.apply(function, kernel, granted, log);
            for (int index : shadows.wideIndices()) {
                table.markWide(index, granted == PciTphLayout.PCI_TPH_REQ_EXT_TPH);
            }
        }
        return read(log, "Requester Enable " + RequesterTypes.bits(function.requesterType()));
    }

    private void lowered(int former, int granted, OperationLog log) {
        boolean lowered = former == PciTphLayout.PCI_TPH_REQ_EXT_TPH && granted == PciTphLayout.PCI_TPH_REQ_TPH_ONLY;
        if (lowered && table.hasWide()) {
            log.applied(
                    UapiRule.ENABLE_LOWERED, config.choices().loweredEnable().words());
            if (config.choices().loweredEnable() == LoweredEnablePolicy.CLEAR_ENTRY) {
                table.clearWide();
            }
        }
    }

    private OperationReport read(OperationLog log, String meaning) {
        int control = function.config().read32(function.tphOffset() + PciTphLayout.PCI_TPH_CTRL);
        return log.done(Integer.toUnsignedLong(control), meaning);
    }

    /** TPH_ST. */
    public synchronized TphStReport tphSt(TphStRequest request) {
        return new TphStCall(function, kernel, config, table, shadows).run(request);
    }

    /** Rule 22: the user writes a Vector Control word of the table that it has mapped. */
    public synchronized OperationReport writeMsixDirectly(int index, int vectorControl) {
        OperationLog log = function.begin("write mapped MSI-X table");
        if (index < 0 || index >= function.msix().entries()) {
            return log.failed(Errno.EINVAL);
        }
        function.accesses().mmioWrite();
        function.msix().writeVectorControl(index, vectorControl);
        log.applied(UapiRule.DIRECT_MSIX_WRITE, "ungoverned: entry " + index);
        return log.done(Integer.toUnsignedLong(function.msix().readVectorControl(index)), "ungoverned");
    }

    /** The tag that the function sends for an entry as things stand, with rule 18; 0 while it sends none. */
    public synchronized int sentTag(int index) {
        int type = function.requesterType();
        if (type == 0 || function.inUpdateWindow() || function.mode() == PciTphLayout.PCI_TPH_ST_NS_MODE) {
            return 0;
        }
        int tag = table.tag(index);
        if (type == PciTphLayout.PCI_TPH_REQ_EXT_TPH) {
            return tag;
        }
        boolean unsent = table.isWide(index) && config.choices().loweredEnable() == LoweredEnablePolicy.NO_TAG;
        return unsent ? 0 : tag & 0xFF;
    }
}
