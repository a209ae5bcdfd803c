package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tlpsim.scenarios.launch.JvmFlags;

/** A real process, a real SIGINT. Linux only: it looks into /proc to see that the simulation is under way. */
@Tag("ci")
class RunCommandInterruptTest {
    private static final long WAIT_SECONDS = 120;
    private static final String WORKER = "tlpsim-run";

    @TempDir
    private Path directory;

    private Path scenario;
    private Process process;

    @BeforeEach
    void writeScenario() throws IOException {
        scenario = Files.writeString(directory.resolve("tiny.yaml"), CliRun.TINY);
    }

    @AfterEach
    void endProcess() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private void start(String... more) throws IOException {
        // A shell that starts a build in the background leaves SIGINT ignored, and its children inherit that.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JvmFlags.required());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Tlpsim.class.getName()));
        command.addAll(List.of("run", "tiny.yaml", "--out", "out", "--capture", "run.pcap"));
        command.addAll(List.of(more));
        process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("stdout").toFile())
                .redirectError(directory.resolve("stderr").toFile())
                .start();
    }

    private void awaitSimulation() throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!hasWorker()) {
            assertThat(process.isAlive()).as(text("stderr")).isTrue();
            assertThat(System.nanoTime()).as("a simulation in time").isLessThan(deadlineNanos);
            Thread.sleep(20);
        }
    }

    private boolean hasWorker() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return tasks.anyMatch(RunCommandInterruptTest::isWorker);
        }
    }

    private static boolean isWorker(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip().equals(WORKER);
        } catch (IOException gone) {
            return false;
        }
    }

    private int interrupt() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS))
                .as("the process ends")
                .isTrue();
        return process.exitValue();
    }

    private String text(String file) throws IOException {
        return Files.readString(directory.resolve(file), StandardCharsets.UTF_8);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void anInterruptBeforeTheFirstReplicateLeavesNothing() throws IOException, InterruptedException {
        start("--set", "measure.window=1000 s");
        awaitSimulation();

        assertThat(interrupt()).isEqualTo(ExitCode.INTERRUPTED);

        assertThat(text("stderr")).isEqualTo("interrupted: no replicate was complete, nothing is written\n");
        assertThat(text("stdout")).isEmpty();
        assertThat(files()).containsExactly("stderr", "stdout", "tiny.yaml");
    }

    @Test
    void anInterruptedPipelinedRunEndsTheSameWay() throws IOException, InterruptedException {
        start("--set", "measure.window=1000 s", "--threading", "pipelined");
        awaitSimulation();

        assertThat(interrupt()).isEqualTo(ExitCode.INTERRUPTED);

        assertThat(text("stderr")).isEqualTo("interrupted: no replicate was complete, nothing is written\n");
        assertThat(files()).containsExactly("stderr", "stdout", "tiny.yaml");
    }

    @Test
    void anInterruptLaterKeepsWhatIsComplete() throws IOException, InterruptedException {
        start(
                "--json",
                "--set",
                "measure.warm-up=20 us",
                "--set",
                "measure.replicates=1000",
                "--set",
                "measure.window=5 ms");
        awaitSimulation();
        Thread.sleep(5_000);

        assertThat(interrupt()).isEqualTo(ExitCode.INTERRUPTED);

        assertThat(text("stderr"))
                .contains("result written to out/tiny.json", "note: interrupted, run.pcap is not written");
        assertThat(files()).containsExactly("out/tiny.json", "stderr", "stdout", "tiny.yaml");
        JsonNode result = new ObjectMapper().readTree(text("stdout"));
        assertThat(result.path("simulated").path("interrupted").asBoolean()).isTrue();
        assertThat(result.path("simulated")
                        .path("columns")
                        .path("as_configured")
                        .path("replicates")
                        .size())
                .isBetween(1, 999);
        assertThat(new ObjectMapper().readTree(text("out/tiny.json"))).isEqualTo(result);
    }
}
