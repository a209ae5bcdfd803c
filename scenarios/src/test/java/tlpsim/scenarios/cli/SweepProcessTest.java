package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tlpsim.scenarios.launch.JvmFlags;
import tlpsim.scenarios.store.ResultStore;
import tlpsim.scenarios.store.StoredRuns;

/** Sweeps in processes of their own: killed, interrupted, out of room, two at once. Each time the table in the end is that of an undisturbed one. */
@Tag("ci")
class SweepProcessTest {
    private static final long WAIT_SECONDS = 300;
    private static final int POINTS = 200;
    private static final int FEW = 30;
    private static final int KILOBYTE = 1024;
    /** As far as a file may grow in a test of a full disk: the driver's library, which it unpacks, is smaller. */
    private static final int LIMIT_KILOBYTES = 4096;

    @TempDir
    private Path directory;

    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void writeScenario() throws IOException {
        Files.writeString(directory.resolve("tiny.yaml"), CliRun.TINY);
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    private Path store(String name) {
        return directory.resolve(name + ".db");
    }

    private List<String> sweep(String store, int points, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "sweep",
                directory.resolve("tiny.yaml").toString(),
                "--store",
                store(store).toString()));
        arguments.addAll(List.of("--set", "measure.window=3 us", "--set", "measure.warm-up=1 us", "--replicates", "1"));
        arguments.addAll(List.of("--vary", "seed=1.." + points + ":" + points));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static CliRun run(List<String> arguments) {
        return CliRun.of(arguments.toArray(String[]::new));
    }

    private Process start(String log, List<String> before, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        // A shell that starts a build in the background leaves SIGINT ignored, and its children inherit that.
        command.addAll(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JvmFlags.required());
        command.addAll(
                List.of("-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"), Tlpsim.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve(log + ".out").toFile())
                .redirectError(directory.resolve(log + ".err").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private String text(String file) throws IOException {
        return Files.readString(directory.resolve(file));
    }

    private int done(String store) {
        if (!Files.isRegularFile(store(store))) {
            return 0;
        }
        try (ResultStore open = ResultStore.openExisting(store(store))) {
            return open.studies().stream().mapToInt(ResultStore.Study::done).sum();
        }
    }

    private void awaitDone(Process process, String store, int least) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (done(store) < least) {
            assertThat(process.isAlive()).as("still running").isTrue();
            assertThat(System.nanoTime()).as(least + " runs in time").isLessThan(deadlineNanos);
            Thread.sleep(20);
        }
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS))
                .as("the process ends")
                .isTrue();
        return process.exitValue();
    }

    private String exported(String store) {
        CliRun csv = CliRun.of("results", "export", "--store", store(store).toString());
        CliRun json = CliRun.of(
                "results", "export", "--format", "json", "--store", store(store).toString());
        assertThat(csv.code() + json.code()).as(csv.err() + json.err()).isZero();
        return csv.out() + json.out();
    }

    @Test
    void aKilledSweepGoesOnAndEndsAsAnUndisturbedOne() throws IOException, InterruptedException {
        run(sweep("whole", POINTS));
        String expected = exported("whole");
        for (String workers : List.of("1", "2")) {
            String name = "killed" + workers;
            Process process = start(name, List.of(), sweep(name, POINTS, "--workers", workers));
            awaitDone(process, name, POINTS / 4);
            process.destroyForcibly();
            end(process);
            int kept = done(name);
            CliRun again = run(sweep(name, POINTS, "--workers", workers));

            assertThat(kept).isBetween(POINTS / 4, POINTS - 1);
            assertThat(again.err()).contains(", " + kept + " done before");
            assertThat(exported(name)).isEqualTo(expected);
        }
        List<String> merge = new ArrayList<>(
                List.of("results", "merge", "--store", store("merged").toString()));
        for (int shard = 1; shard <= 4; shard++) {
            String name = "shard" + shard;
            Process process = start(name, List.of(), sweep(name, POINTS, "--shard", shard + "/4"));
            awaitDone(process, name, POINTS / 16);
            process.destroyForcibly();
            end(process);
            run(sweep(name, POINTS, "--shard", shard + "/4"));
            merge.add(store(name).toString());
        }
        assertThat(run(merge).code()).isEqualTo(ExitCode.OK);
        assertThat(exported("merged")).isEqualTo(expected);
    }

    @Test
    void anInterruptKeepsWhatIsDoneAndSaysHowToGoOn() throws IOException, InterruptedException {
        Process process = start("stopped", List.of(), sweep("stopped", FEW, "--workers", "2"));
        awaitDone(process, "stopped", 5);
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        assertThat(end(process)).isEqualTo(ExitCode.INTERRUPTED);

        assertThat(text("stopped.err")).contains("interrupted; the same command does the rest");
        assertThat(done("stopped")).isBetween(5, FEW - 1);
        run(sweep("whole", FEW));
        run(sweep("stopped", FEW));
        assertThat(exported("stopped")).isEqualTo(exported("whole"));
    }

    @Test
    void aFullDiskIsSaidClearlyAndLosesNoFinishedRun() throws IOException, InterruptedException {
        fillUp("full");
        List<String> limited = List.of("bash", "-c", "ulimit -f " + LIMIT_KILOBYTES + "; exec \"$@\"", "bash");
        Process process = start("full", limited, sweep("full", FEW));

        assertThat(end(process)).as(text("full.err")).isEqualTo(ExitCode.FAILED);

        assertThat(text("full.err"))
                .contains("error: " + store("full") + ": the file cannot be read or written (full disk")
                .contains("every run that was finished before is kept")
                .doesNotContain("\tat ");
        int kept = done("full");
        assertThat(kept).isBetween(2, FEW - 1);
        CliRun again = run(sweep("full", FEW));
        assertThat(again.err()).contains(", " + kept + " done before");
        run(sweep("whole", FEW));
        assertThat(exported("full")).isEqualTo(exported("whole"));
    }

    /** Leaves room for some runs below the limit, with a run that belongs to no study. */
    private void fillUp(String store) {
        int blank = (LIMIT_KILOBYTES - 700) * KILOBYTE;
        try (ResultStore open = ResultStore.open(store(store))) {
            open.put(StoredRuns.failed("ballast", " ".repeat(blank)));
        }
    }

    @Test
    void twoProcessesShareAStoreAndTheWork() throws IOException, InterruptedException {
        Process one = start("one", List.of(), sweep("shared", FEW, "--workers", "1"));
        Process two = start("two", List.of(), sweep("shared", FEW, "--workers", "1"));

        assertThat(end(one)).as(text("one.err")).isIn(ExitCode.OK, ExitCode.INCONCLUSIVE);
        assertThat(end(two)).as(text("two.err")).isIn(ExitCode.OK, ExitCode.INCONCLUSIVE);

        assertThat(done("shared")).isEqualTo(FEW);
        run(sweep("whole", FEW));
        assertThat(exported("shared")).isEqualTo(exported("whole"));
    }
}
