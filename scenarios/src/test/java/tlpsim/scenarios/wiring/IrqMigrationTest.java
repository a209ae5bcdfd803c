package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.scenarios.result.CounterSnapshot;

/** What the scenario says of interrupts that move to other cores. */
final class IrqMigrationTest {
    private static BundledRun run(String... sets) {
        String[] all = java.util.Arrays.copyOf(sets, sets.length + 1);
        all[sets.length] = "measure={warm-up: 150 us, window: 300 us}";
        return BundledRun.of("irq-migration", all);
    }

    private static double ownL2Percent(BundledRun run) {
        CounterSnapshot window = run.window();
        long own = Reads.ofDeviceData(window, ReadOutcomeLayout.READ_L2);
        long all = 0;
        for (int outcome = 0; outcome < ReadOutcomeLayout.COUNT; outcome++) {
            all += Reads.ofDeviceData(window, outcome);
        }
        return 100.0 * own / all;
    }

    private static long drops(BundledRun run) {
        return run.window().devices()[0][DeviceCounter.RESTART_DROPS];
    }

    @Test
    void staleTagsCostTheNewCoresTheirCacheAndTheUpdateCostsPacketsOnlyWhereItRestarts() {
        BundledRun stale = run("workloads.rx.driver={model: none}");
        BundledRun bnxt = run();
        BundledRun gentle = run("workloads.rx.driver.restart-time=0 us");
        BundledRun atOnce = run("workloads.rx.driver={model: simple}");

        assertThat(drops(bnxt)).isPositive();
        assertThat(drops(stale)).isZero();
        assertThat(drops(gentle)).isZero();
        assertThat(drops(atOnce)).isZero();
        assertThat(ownL2Percent(stale)).isLessThan(0.75 * ownL2Percent(gentle));
        assertThat(ownL2Percent(gentle)).isLessThanOrEqualTo(ownL2Percent(atOnce));
    }
}
