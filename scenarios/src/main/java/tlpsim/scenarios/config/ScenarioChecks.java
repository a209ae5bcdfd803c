package tlpsim.scenarios.config;

import java.util.regex.Pattern;

/** Every rule that spans several keys of a scenario. */
final class ScenarioChecks {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

    private ScenarioChecks() {}

    static void check(Checker checker) {
        if (!NAME.matcher(checker.scenario().name()).matches()) {
            checker.conflict(
                    "'" + checker.scenario().name()
                            + "' is no name of a scenario; allowed: letters, digits, '.', '-' and '_', at most 80",
                    "name");
        }
        new PlatformChecks(checker).check();
        new FabricChecks(checker).check();
        new TphChecks(checker).check();
        new GuestChecks(checker).check();
        for (WorkloadConfig workload : checker.scenario().workloads()) {
            new WorkloadChecks(checker, workload).check();
        }
        new NeighbourChecks(checker).check();
        new MemoryChecks(checker).check();
        new ExpectChecks(checker).check();
        new MeasureChecks(checker).check();
    }
}
