package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.List;
import tlpsim.core.firmware.MemoryType;
import tlpsim.core.kernel.TphCore;
import tlpsim.core.rule.AccessCount;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.StMode;
import tlpsim.scenarios.config.TphEnable;

/** A driver of the host's kernel: it calls the kernel core and sees every tag. */
final class KernelSoftware implements FunctionSoftware {
    /** The operation of a tag that the driver has already: no call. */
    static final String GIVEN_TAG = "given tag";

    private final TracedFunction traced;
    private final TphCore core;
    private final StMode mode;
    private final boolean ungated;

    /** @param ungated no root port is asked, which is not Linux */
    KernelSoftware(TracedFunction traced, StMode mode, boolean ungated) {
        this.traced = traced;
        this.core = traced.core();
        this.mode = mode;
        this.ungated = ungated;
    }

    /** For 16-bit tags the kernel gives the most that function and root port allow; for 8-bit tags the driver names the type. */
    @Override
    public OperationReport enable(TphEnable asked) {
        boolean named = asked == TphEnable.EIGHT_BIT;
        if (ungated) {
            boolean extended = (traced.function().probedCapability() & PciTphLayout.PCI_TPH_CAP_EXT_TPH) != 0;
            int most = extended ? PciTphLayout.PCI_TPH_REQ_EXT_TPH : PciTphLayout.PCI_TPH_REQ_TPH_ONLY;
            return core.enableUngated(traced.function(), mode.bits(), named ? PciTphLayout.PCI_TPH_REQ_TPH_ONLY : most);
        }
        return named
                ? core.enableAs(traced.function(), mode.bits(), PciTphLayout.PCI_TPH_REQ_TPH_ONLY)
                : core.enable(traced.function(), mode.bits());
    }

    @Override
    public OperationReport disable() {
        return core.disable(traced.function());
    }

    @Override
    public Written find(TagRequest request) {
        if (request.kind() != TagRequest.Kind.CORE) {
            OperationReport given =
                    new OperationReport(GIVEN_TAG, Errno.NONE, request.value(), "", List.of(), AccessCount.ZERO);
            return new Written(given, request.value(), true);
        }
        int type = request.extended() ? PciTphLayout.PCI_TPH_REQ_EXT_TPH : PciTphLayout.PCI_TPH_REQ_TPH_ONLY;
        OperationReport found = core.getCpuStAs(traced.function(), MemoryType.VOLATILE, request.value(), type);
        return new Written(found, (int) found.value(), found.ok() && found.value() != 0);
    }

    @Override
    public Written fetch(int index, TagRequest request) {
        return find(request);
    }

    /** A driver that gets no tag leaves the entry as it is. */
    @Override
    public Written write(int entry, TagRequest request) {
        Written found = find(request);
        if (!found.ok()) {
            return found;
        }
        return new Written(core.setStEntry(traced.function(), entry, found.tag()), found.tag(), found.named());
    }

    @Override
    public List<Written> writeAll(List<EntryWish> wishes) {
        List<Written> written = new ArrayList<>();
        wishes.forEach(wish -> written.add(write(wish.entry(), wish.request())));
        return written;
    }

    @Override
    public boolean takesBatches() {
        return false;
    }

    @Override
    public boolean keepsTagsWhileOff() {
        return false;
    }

    @Override
    public TracedFunction function() {
        return traced;
    }
}
