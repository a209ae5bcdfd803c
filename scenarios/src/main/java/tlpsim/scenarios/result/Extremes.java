package tlpsim.scenarios.result;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tlpsim.completer.steering.SteeringCounterLayout;
import tlpsim.scenarios.config.DeviceWritesConfig;
import tlpsim.scenarios.config.HitPolicy;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.TagPlacement;
import tlpsim.scenarios.schema.KeyDeclaration;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.RecordCopy;
import tlpsim.scenarios.schema.Unit;
import tlpsim.scenarios.wiring.Column;

/**
 * What the column as configured becomes at the other ends of what is assumed about where a tag puts a line: AMD's sources say L2 and L3, and how often a stash
 * request is accepted nobody says. Writes without a tag do not depend on it, so that hints off is the same.
 *
 * @param configured the assumption of the scenario itself, in words
 * @param others     the other ends; empty where nothing was decided by it
 */
public record Extremes(String configured, List<Extreme> others) {
    private static final String DEVICE_WRITES = "platform.device-writes.";
    private static final int ALL_PPM = 1_000_000;

    /**
     * One other end.
     *
     * @param label  in words
     * @param set    assignments that make it
     * @param result of the columns hints off and as configured
     */
    public record Extreme(String label, List<String> set, ScenarioResult result, Verdict.Answer answer) {}

    private record End(String label, List<Change> changes) {}

    /** @param way components from the device writes to the value */
    private record Change(String assignment, Object value, List<String> way) {
        private static Change of(String assignment, Object value, String... way) {
            return new Change(assignment, value, List.of(way));
        }

        private ScenarioConfig applyTo(ScenarioConfig scenario) {
            List<String> whole = new ArrayList<>(List.of("platform", "deviceWrites"));
            whole.addAll(way);
            return RecordCopy.with(scenario, value, whole.toArray(String[]::new));
        }
    }

    /** Nothing is assumed, or it was not asked for. */
    public static Extremes none() {
        return new Extremes("", List.of());
    }

    /**
     * Simulates the other ends.
     *
     * @param runner makes the runner of a scenario
     */
    public static Extremes of(ScenarioResult result, Function<ScenarioConfig, ScenarioRunner> runner) {
        if (result.interrupted() || !hasTags(result)) {
            return none();
        }
        DeviceWritesConfig writes = result.scenario().platform().deviceWrites();
        List<Extreme> others = new ArrayList<>();
        for (End end : ends(writes)) {
            ScenarioConfig config = result.scenario();
            List<String> set = new ArrayList<>();
            for (Change change : end.changes()) {
                config = change.applyTo(config);
                set.add(DEVICE_WRITES + change.assignment());
            }
            ScenarioResult there = runner.apply(config).runConfigured(result);
            others.add(new Extreme(
                    end.label(), List.copyOf(set), there, Verdict.of(there).answer()));
        }
        return new Extremes(label(writes), others);
    }

    /** Whether the answer is the same at all ends. */
    public boolean holds(Verdict.Answer answer) {
        return others.stream().allMatch(extreme -> extreme.answer() == answer);
    }

    private static boolean hasTags(ScenarioResult result) {
        return result.columns().get(Column.CONFIGURED).stream().anyMatch(window -> {
            long[] steering = window.counts().steering();
            return steering[SteeringCounterLayout.TAGGED]
                            + steering[SteeringCounterLayout.ALIASED]
                            + steering[SteeringCounterLayout.STALE]
                    > 0;
        });
    }

    private static List<End> ends(DeviceWritesConfig writes) {
        return switch (writes.tagPlacement()) {
            case L2 -> List.of(placement(TagPlacement.L3));
            case L3 -> List.of(placement(TagPlacement.L2));
            case STASH -> stash(writes);
            case NONE -> List.of();
        };
    }

    private static End placement(TagPlacement placement) {
        String name = KeyDeclaration.spelling(placement);
        return new End("tags lead to " + name, List.of(Change.of("tag-placement=" + name, placement, "tagPlacement")));
    }

    /** Where no stash is accepted, an L2 that has the line gives it up as to any other write. */
    private static List<End> stash(DeviceWritesConfig writes) {
        List<End> ends = new ArrayList<>();
        if (writes.stashAcceptPpm() > 0) {
            HitPolicy policy = HitPolicy.INVALIDATE_ALLOCATE;
            ends.add(new End(
                    "no stash is accepted",
                    List.of(
                            Change.of("stash-accept=0 %", 0, "stashAcceptPpm"),
                            Change.of(
                                    "on-hit.tagged.target-l2=" + KeyDeclaration.spelling(policy),
                                    policy,
                                    "onHit",
                                    "tagged",
                                    "targetL2"))));
        }
        if (writes.stashAcceptPpm() < ALL_PPM || writes.stashBandwidthBytesPerSecond() > 0) {
            ends.add(new End(
                    "all stashes are accepted",
                    List.of(
                            Change.of("stash-accept=100 %", ALL_PPM, "stashAcceptPpm"),
                            Change.of("stash-bandwidth=0 GB/s", 0L, "stashBandwidthBytesPerSecond"))));
        }
        return ends;
    }

    private static String label(DeviceWritesConfig writes) {
        if (writes.tagPlacement() != TagPlacement.STASH) {
            return "tags lead to " + KeyDeclaration.spelling(writes.tagPlacement());
        }
        long bandwidth = writes.stashBandwidthBytesPerSecond();
        return Quantity.print(writes.stashAcceptPpm(), Unit.PERCENT) + " of stashes are accepted"
                + (bandwidth == 0 ? "" : ", up to " + Quantity.print(bandwidth, Unit.BYTES_PER_SECOND));
    }
}
