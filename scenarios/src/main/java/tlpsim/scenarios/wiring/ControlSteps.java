package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.List;
import tlpsim.core.kernel.TracedAccess;

/** What software does to a device one step after the other, with a clock: each access takes its time and has its effect at its end. */
final class ControlSteps {
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

    /** Accesses that write an entry: without TPH from the first configuration write to the last. */
    void window(List<TracedAccess> accesses) {
        int first = steps.size();
        access(accesses);
        if (steps.size() > first) {
            withoutTphPs +=
                    steps.get(steps.size() - 1).atPs() - steps.get(first).atPs();
        }
    }

    void queueTag(int index, int tag) {
        steps.add(ControlStep.queueTag(nowPs, index, tag));
    }

    void queueIndex(int index, int entry) {
        steps.add(ControlStep.queueIndex(nowPs, index, entry));
    }
}
