package tlpsim.scenarios.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tlpsim.core.pipeline.InterruptedRunException;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.EngineConfig;

class InterruptSwitchTest {
    private static final int REPLICATES = 200;
    private static final String SCENARIO = """
            name: tiny
            platform: {preset: epyc-9655, cores: 8, l2: {size: 64 KiB}, llc: {size: 1 MiB}}
            fabric:
              root-ports: [{id: rp0, link: gen5 x16}]
              endpoints: [{id: nic0, port: rp0}]
            workloads:
              - {id: rx, device: nic0, queues: {count: 2, ring: 32}, arrivals: {rate: 20 Gbit/s}}
            measure: {warm-up: 20 us, window: 50 us, replicates: %d, batches: 2}
            """;

    private static ScenarioConfig scenario(int replicates) {
        return new ScenarioReader(PresetCatalogue.bundled())
                .read("tiny", SCENARIO.formatted(replicates), Path.of(""), List.of())
                .config();
    }

    private static ScenarioResult run(
            int replicates,
            Threading threading,
            InterruptSwitch interrupts,
            Consumer<ScenarioRunner.Progress> progress) {
        return new ScenarioRunner(scenario(replicates), Path.of(""), EngineConfig.of(threading), interrupts, progress)
                .run();
    }

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"INLINE", "PIPELINED"})
    void anInterruptedRunKeepsItsCompleteReplicates(Threading threading) {
        InterruptSwitch interrupts = new InterruptSwitch();

        ScenarioResult result = run(REPLICATES, threading, interrupts, progress -> {
            if (progress.done() == Column.values().length) {
                interrupts.interrupt();
            }
        });

        assertThat(result.interrupted()).isTrue();
        int kept = result.columns().get(Column.CONFIGURED).size();
        assertThat(kept).isBetween(1, REPLICATES - 1);
        assertThat(result.columns())
                .hasSize(Column.values().length)
                .allSatisfy((column, windows) -> assertThat(windows).hasSize(kept));
        ScenarioResult whole = run(1, threading, new InterruptSwitch(), progress -> {});
        for (Column column : Column.values()) {
            assertThat(result.columns().get(column).get(0).digest())
                    .isEqualTo(whole.columns().get(column).get(0).digest());
        }
    }

    @Test
    void withoutACompleteReplicateThereIsNoResult() {
        InterruptSwitch interrupts = new InterruptSwitch();
        interrupts.interrupt();

        assertThatThrownBy(() -> run(1, Threading.INLINE, interrupts, progress -> {}))
                .isInstanceOf(InterruptedRunException.class);
    }
}
