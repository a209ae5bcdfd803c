package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.scenarios.schema.KeyDeclaration;

/** Rules of neighbours: which cores they have, and how large a popularity table may be. */
final class NeighbourChecks {
    /** A popularity has an entry per line. */
    private static final long MAX_ZIPF_BYTES = 64L << 20;

    private final Checker checker;
    private final ScenarioConfig scenario;

    NeighbourChecks(Checker checker) {
        this.checker = checker;
        this.scenario = checker.scenario();
    }

    void check() {
        for (NeighbourConfig neighbour : scenario.neighbours()) {
            String path = "neighbours." + neighbour.id();
            cores(neighbour, path);
            if (neighbour.pattern() == AccessPattern.ZIPF && neighbour.workingSetBytes() > MAX_ZIPF_BYTES) {
                checker.conflict(
                        "lines with a popularity each are 2^20 at most; allowed with pattern zipf: at most 64 MiB",
                        path + ".working-set",
                        path + ".pattern");
            }
            if (neighbour.pattern() != AccessPattern.ZIPF) {
                checker.unused(
                        path + ".zipf",
                        "pattern " + KeyDeclaration.spelling(neighbour.pattern()) + " has no popularity");
            }
        }
    }

    private void cores(NeighbourConfig neighbour, String path) {
        int cores = scenario.platform().totalCores();
        if (neighbour.cores().max() >= cores) {
            checker.conflict(
                    "core " + neighbour.cores().max() + " does not exist; allowed: 0 to " + (cores - 1),
                    path + ".cores",
                    "platform.cores",
                    "platform.sockets",
                    "platform.preset");
        }
        for (WorkloadConfig workload : scenario.workloads()) {
            taken(
                    neighbour,
                    workload.queues().cores().list(),
                    "consumes queues of " + workload.id(),
                    "workloads." + workload.id() + ".queues.cores.list");
        }
        List<NeighbourConfig> all = scenario.neighbours();
        for (NeighbourConfig other : all.subList(0, all.indexOf(neighbour))) {
            taken(
                    neighbour,
                    other.cores(),
                    "belongs to neighbour " + other.id(),
                    "neighbours." + other.id() + ".cores");
        }
    }

    private void taken(NeighbourConfig neighbour, IndexSet others, String why, String other) {
        for (int position = 0; position < neighbour.cores().size(); position++) {
            int core = neighbour.cores().at(position);
            if (others.contains(core)) {
                checker.conflict(
                        "core " + core + " " + why + "; allowed: cores that do nothing else",
                        "neighbours." + neighbour.id() + ".cores",
                        other);
                return;
            }
        }
    }
}
