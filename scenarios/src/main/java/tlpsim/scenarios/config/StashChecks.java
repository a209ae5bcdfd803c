package tlpsim.scenarios.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tlpsim.scenarios.schema.KeyDeclaration;

/** Rules of the objects that a driver asks to have stashed. */
final class StashChecks {
    private final Checker checker;
    private final WorkloadConfig workload;
    private final String path;

    StashChecks(Checker checker, WorkloadConfig workload) {
        this.checker = checker;
        this.workload = workload;
        this.path = "workloads." + workload.id();
    }

    void check() {
        List<StashObjectConfig> objects = workload.behaviour().driver().objects();
        if (objects.isEmpty()) {
            return;
        }
        if (workload.direction() != Direction.RX) {
            checker.conflict(
                    "only receive queues have objects to stash; allowed: direction rx",
                    path + ".driver.objects",
                    path + ".direction");
        }
        checker.unused(path + ".hints", "driver.objects says what carries hints");
        Set<StashObject> seen = EnumSet.noneOf(StashObject.class);
        for (int i = 0; i < objects.size(); i++) {
            object(objects.get(i), path + ".driver.objects." + i, seen);
        }
    }

    private void object(StashObjectConfig object, String at, Set<StashObject> seen) {
        if (!seen.add(object.object())) {
            checker.conflict(
                    "'" + KeyDeclaration.spelling(object.object()) + "' is named twice; allowed: once", at + ".object");
        }
        if (object.object() != StashObject.OFFSET) {
            checker.unused(at + ".at", "the object is named as a whole; allowed: object offset");
            checker.unused(at + ".length", "the object is named as a whole; allowed: object offset");
        } else if (workload.behaviour().headerSplitBytes() > 0) {
            checker.conflict(
                    "an offset counts in a packet that lies in one buffer; allowed: header-split 0 B",
                    at + ".object",
                    path + ".header-split");
        }
    }
}
