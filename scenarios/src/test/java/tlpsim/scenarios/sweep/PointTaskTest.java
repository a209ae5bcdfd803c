package tlpsim.scenarios.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.scenarios.result.InterruptSwitch;
import tlpsim.scenarios.store.RunBytes;
import tlpsim.scenarios.store.StoredRun;

/** A task answers for whatever goes wrong with its run, so that a sweep goes on. */
class PointTaskTest {
    private static StoredRun run(PointTask task, String runId) {
        return RunBytes.read(PointTask.run(task.bytes(runId), 1, new InterruptSwitch()));
    }

    @Test
    void aScenarioThatCannotBeReadAnyMoreIsAFailedRunUnderTheIdOfItsTask() {
        PointTask task = new PointTask("some/where/x.yaml", "name: [", Path.of(""), List.of(), "");
        StoredRun run = run(task, "aa01");

        assertThat(run.runId()).isEqualTo("aa01");
        assertThat(run.isDone()).isFalse();
        assertThat(run.scenario()).isEqualTo("x.yaml");
        assertThat(run.failure().orElseThrow()).contains("some/where/x.yaml:1");
    }

    @Test
    void bytesThatAreNoTaskAreRefused() {
        assertThatThrownBy(() -> PointTask.run("x".getBytes(StandardCharsets.UTF_8), 1, new InterruptSwitch()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no task");
    }
}
