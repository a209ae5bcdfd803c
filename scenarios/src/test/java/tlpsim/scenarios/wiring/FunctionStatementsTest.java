package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.scenarios.result.CounterSnapshot;

/** What the comments of the bundled scenarios of functions and guests claim, over short windows. */
final class FunctionStatementsTest {
    private static final String MIGRATION = "sriov-vcpu-migration";
    private static final String SHORT = "measure={warm-up: 150 us, window: 600 us}";

    private static BundledRun migration(String policy) {
        String[] sets = new String[5];
        for (int guest = 0; guest < 4; guest++) {
            sets[guest] = "guests.vm" + guest + "." + policy;
        }
        sets[4] = SHORT;
        return BundledRun.of(MIGRATION, sets);
    }

    private static BundledRun rciep(String set) {
        return BundledRun.of("rciep", set, "measure={warm-up: 150 us, window: 100 us}");
    }

    private static double ownL2Percent(BundledRun run) {
        CounterSnapshot window = run.window();
        long all = 0;
        for (int outcome = 0; outcome < ReadOutcomeLayout.COUNT; outcome++) {
            all += Reads.ofDeviceData(window, outcome);
        }
        return 100.0 * Reads.ofDeviceData(window, ReadOutcomeLayout.READ_L2) / all;
    }

    @Test
    void theLongerTheHypervisorTakesTheLessIsReadFromTheCoresOwnCaches() {
        double never = ownL2Percent(migration("on-migration=none"));
        double late = ownL2Percent(migration("update-latency=200 us"));
        double atOnce = ownL2Percent(migration("update-latency=0 us"));

        assertThat(never).isLessThan(0.8 * late);
        assertThat(late).isLessThan(0.95 * atOnce);
        assertThat(ownL2Percent(BundledRun.of(MIGRATION, "tph.enable=off", SHORT)))
                .isLessThan(0.1 * never);
    }

    @Test
    void anIntegratedEndpointHasNothingOfItsEnable() {
        double below = ownL2Percent(rciep("fabric.endpoints.acc0.port=rp0"));
        double integrated = ownL2Percent(rciep("fabric.endpoints.acc0.port=root-complex"));

        assertThat(integrated).isLessThan(0.05 * below);
        assertThat(ownL2Percent(rciep("tph.kernel=merged"))).isEqualTo(integrated);
        assertThat(ownL2Percent(rciep("tph.enable=off"))).isEqualTo(integrated);
    }

    @Test
    void theyGiveTheSameInEveryThreading() {
        SameRun.underADrawnEngine(BundledRun.scenario(MIGRATION, "measure={warm-up: 10 us, window: 260 us}"), 5);
        SameRun.underADrawnEngine(BundledRun.scenario("rciep", "measure={warm-up: 10 us, window: 15 us}"), 6);
    }
}
