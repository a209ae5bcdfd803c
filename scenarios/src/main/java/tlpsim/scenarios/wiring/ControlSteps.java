package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.List;
import tlpsim.core.kernel.TracedAccess;
import tlpsim.core.tph.PciTphLayout;

/** What software does to a device one step after the other, with a clock: each access takes its time and has its effect at its end. */
final class ControlSteps {
    private static final long NOT_OFF = -1;

    private final long configAccessPs;
    private final long mmioAccessPs;
    private final List<ControlStep> steps = new ArrayList<>();
    private long nowPs;
    private long withoutTphPs;

    ControlSteps(long configAccessPs, long mmioAccessPs, long startPs) {
        this.configAccessPs = configAccessPs;
        this.mmioAccessPs = mmioAccessPs;
        this.nowPs = startPs;
    }

    /** The clock. */
    long nowPs() {
        return nowPs;
    }

    /** Time between the first and the last write of entry operations since the last call: the function sends no TPH then. */
    long takeWithoutTphPs() {
        long taken = withoutTphPs;
        withoutTphPs = 0;
        return taken;
    }

    List<ControlStep> list() {
        return steps;
    }

    void access(List<TracedAccess> accesses) {
        for (TracedAccess access : accesses) {
            nowPs += access.kind().isConfig() ? configAccessPs : mmioAccessPs;
            if (access.kind().isWrite()) {
                steps.add(ControlStep.register(nowPs, access));
            }
        }
    }

    /** Accesses that write entries: without TPH from a write that clears Requester Enable to the one that sets it, or to the last write. */
    void window(List<TracedAccess> accesses, int controlOffset) {
        int first = steps.size();
        access(accesses);
        long offPs = NOT_OFF;
        for (ControlStep step : steps.subList(first, steps.size())) {
            TracedAccess access = step.access();
            boolean control = access.kind() == TracedAccess.Kind.CONFIG_WRITE && access.at() == controlOffset;
            boolean clears = control && (access.value() & PciTphLayout.PCI_TPH_CTRL_REQ_EN_MASK) == 0;
            if (clears && offPs == NOT_OFF) {
                offPs = step.atPs();
            } else if (control && !clears && offPs != NOT_OFF) {
                withoutTphPs += step.atPs() - offPs;
                offPs = NOT_OFF;
            }
        }
        if (offPs != NOT_OFF) {
            withoutTphPs += steps.get(steps.size() - 1).atPs() - offPs;
        }
    }

    void entryWidth(int entry, boolean extended) {
        steps.add(ControlStep.entryWidth(nowPs, entry, extended));
    }

    void queueTag(int index, int tag) {
        steps.add(ControlStep.queueTag(nowPs, index, tag));
    }

    void peerHint(int queue, long hint) {
        steps.add(ControlStep.peerHint(nowPs, queue, hint));
    }

    void queueIndex(int index, int entry) {
        steps.add(ControlStep.queueIndex(nowPs, index, entry));
    }
}
