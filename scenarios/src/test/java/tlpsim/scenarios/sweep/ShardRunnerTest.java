package tlpsim.scenarios.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.random.RandomStream;

class ShardRunnerTest {
    /** Answers each task with itself. */
    private static final TaskRunner ECHO =
            (tasks, sink) -> tasks.forEachRemaining(task -> sink.accept(new RunAnswer(task.runId(), task.content())));

    private static List<RunTask> tasks(int count) {
        RandomStream ids = RandomStream.of(1, "ids");
        List<RunTask> tasks = new ArrayList<>();
        for (int task = 0; task < count; task++) {
            tasks.add(new RunTask(String.format(Locale.ROOT, "%016x", ids.bitsAt(task)), new byte[] {1}));
        }
        return tasks;
    }

    @Test
    void everyTaskIsInOneShardAndSharesAreEven() {
        List<RunTask> tasks = tasks(4000);
        List<String> answered = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            int before = answered.size();
            new ShardRunner(ShardRunner.Shard.parse(number + "/4"), ECHO)
                    .run(tasks.iterator(), answer -> answered.add(answer.runId()));
            assertThat(answered.size() - before).isBetween(880, 1120);
        }
        assertThat(answered)
                .containsExactlyInAnyOrderElementsOf(
                        tasks.stream().map(RunTask::runId).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0/4", "5/4", "1/0", "a/b", "1/4/2", "-1/4", "99999999/99999999"})
    void whatIsNoShardIsRefused(String text) {
        assertThatThrownBy(() -> ShardRunner.Shard.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("for example 2/4");
    }
}
