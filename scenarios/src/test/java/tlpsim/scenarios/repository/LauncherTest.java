package tlpsim.scenarios.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tlpsim.scenarios.launch.JvmFlags;
import tlpsim.scenarios.repository.Checkout.Outcome;

/** The launcher's own logic: Maven and the program are stand-ins, so that a start takes a fraction of a second. */
class LauncherTest {
    @TempDir
    private static Path shared;

    private static Path jar;

    @TempDir
    private Path temporary;

    private Checkout checkout;

    @BeforeAll
    static void compile() {
        jar = FakeTlpsim.jar(shared);
    }

    @BeforeEach
    void checkOut() throws IOException {
        checkout = Checkout.fake(temporary, jar);
    }

    @Test
    void theFirstStartBuildsAndTheSecondDoesNot() throws Exception {
        Outcome first = checkout.run("first");
        Outcome second = checkout.run("second");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).contains("argument <first>").doesNotContain("output of the build");
        assertThat(first.err()).contains("output of the build");
        assertThat(second.out()).contains("argument <second>");
        assertThat(second.err()).isEmpty();
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void theProgramGetsTheFlagsOfTheProject() throws Exception {
        String out = checkout.set("TLPSIM_JAVA_OPTS", "-Xmx64m -Dmine=1").run().out();
        assertThat(out)
                .contains(JvmFlags.required())
                .contains(JvmFlags.production())
                .contains("-Xmx64m", "-Dmine=1");
    }

    @Test
    void argumentsDirectoryAndExitCodePassThrough() throws Exception {
        Outcome outcome = checkout.run("exit", "3", "two words", "*", "");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.out()).contains("argument <two words>", "argument <*>", "argument <>");
        assertThat(outcome.out()).contains("directory " + temporary.toRealPath());
    }

    @Test
    void itStartsThroughSymbolicLinksAndFromPath() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), checkout.root.resolve("tlpsim"));
        Path second = Files.createSymbolicLink(checkout.bin.resolve("tlpsim"), Path.of("../link"));
        for (String command : List.of(link.toString(), second.toString(), "./link")) {
            Outcome outcome = Checkout.await(checkout.start(temporary, List.of(command, "linked")));
            assertThat(outcome.out()).as(command + outcome.err()).contains("argument <linked>");
        }
        Outcome named = Checkout.await(checkout.start(temporary, List.of(checkout.bin + "/sh", "-c", "tlpsim named")));
        assertThat(named.out()).as(named.err()).contains("argument <named>");
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void aChangedANewAndADeletedSourceAreBuiltAgain() throws Exception {
        checkout.run();
        Path source = checkout.write("sim-core/src/main/java/One.java", "1");
        assertThat(checkout.run().err()).contains("sources have changed");
        assertThat(checkout.builds()).isEqualTo(2);
        checkout.write("scenarios/src/main/resources/two.yaml", "2");
        checkout.run();
        assertThat(checkout.builds()).isEqualTo(3);
        Files.move(source, source.resolveSibling("Other.java"));
        checkout.run();
        assertThat(checkout.builds()).isEqualTo(4);
        checkout.write("scenarios/src/test/java/ATest.java", "3");
        checkout.run();
        assertThat(checkout.builds()).isEqualTo(4);
    }

    @Test
    void aFailedBuildSaysSoAndKeepsTheOneBefore() throws Exception {
        checkout.run();
        String before = checkout.current();
        checkout.write("sim-core/src/main/java/One.java", "BROKEN");
        Outcome failed = checkout.run("after");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains("[ERROR] BROKEN", "the build failed", "TLPSIM_USE_STALE=1");
        assertThat(checkout.current()).isEqualTo(before);
        assertThat(checkout.buildDirectories()).containsExactly(before);

        Outcome stale = checkout.set("TLPSIM_USE_STALE", "1").run("after");
        assertThat(stale.out()).contains("argument <after>");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void aFirstBuildThatFailsOffersNothingOlder() throws Exception {
        checkout.write("sim-core/src/main/java/One.java", "BROKEN");
        Outcome failed = checkout.run();
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("the build failed").doesNotContain("TLPSIM_USE_STALE");
        checkout.write("sim-core/src/main/java/One.java", "mended");
        assertThat(checkout.run().exitCode()).isZero();
    }

    @Test
    void anInterruptedBuildKeepsTheOneBefore() throws Exception {
        checkout.run();
        String before = checkout.current();
        checkout.write("sim-core/src/main/java/One.java", "changed");
        Process building = checkout.set("FAKE_SECONDS", "30").start();
        awaitBuilds(2);
        building.toHandle().destroy();
        assertThat(Checkout.await(building).exitCode()).isEqualTo(143);
        assertThat(checkout.current()).isEqualTo(before);
        assertThat(checkout.buildDirectories()).containsExactly(before);
        checkout.unset("FAKE_SECONDS");
        assertThat(checkout.run("again").out()).contains("argument <again>");
        assertThat(checkout.current()).isNotEqualTo(before);
    }

    @Test
    void aKilledBuildIsRemovedByTheNext() throws Exception {
        Process building = checkout.set("FAKE_SECONDS", "3").start();
        awaitBuilds(1);
        building.destroyForcibly().waitFor();
        checkout.unset("FAKE_SECONDS");
        assertThat(checkout.run("again").out()).contains("argument <again>");
        assertThat(checkout.buildDirectories()).containsExactly(checkout.current());
    }

    @Test
    void twoFirstStartsAtOnceBuildOnce() throws Exception {
        checkout.set("FAKE_SECONDS", "1");
        startTwice();
    }

    @Test
    void twoFirstStartsAtOnceBuildOnceWithoutFlock() throws Exception {
        Files.delete(checkout.bin.resolve("flock"));
        checkout.set("FAKE_SECONDS", "1");
        startTwice();
        assertThat(checkout.root.resolve(".tlpsim/lock.d")).doesNotExist();
    }

    @Test
    void aLockWhoseOwnerDiedIsTakenOver() throws Exception {
        Files.delete(checkout.bin.resolve("flock"));
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        checkout.write(".tlpsim/lock.d/owner", dead.pid() + "\n");
        assertThat(checkout.run().exitCode()).isZero();
    }

    @Test
    void aBuildThatRunsOutlivesTwoLaterBuilds() throws Exception {
        Process running = checkout.start("wait");
        try (BufferedReader out = running.inputReader()) {
            awaitLine(out, "waiting");
            String build = checkout.current();
            for (String text : List.of("2", "3", "4")) {
                checkout.write("sim-core/src/main/java/One.java", text);
                checkout.run();
            }
            assertThat(checkout.buildDirectories()).contains(build).hasSize(3);
            running.toHandle().destroy();
            awaitLine(out, "interrupted");
            running.waitFor();
            checkout.write("sim-core/src/main/java/One.java", "5");
            checkout.run();
            assertThat(checkout.buildDirectories()).doesNotContain(build).hasSize(2);
        }
    }

    @Test
    void withoutAJdkItSaysWhatIsMissing() throws Exception {
        checkout.unset("JAVA_HOME");
        Outcome outcome = checkout.run();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("needs a JDK 17 or newer", "JAVA_HOME");
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void anOldJdkIsPassedOverAndNamed() throws Exception {
        Path old = temporary.resolve("jdk 8");
        javaHome(old, "1.8.0_402");
        checkout.set("JAVA_HOME", old.toString());
        assertThat(checkout.run().err()).contains("needs a JDK 17 or newer", old + " is version 8.0_402");
        Path homes = Path.of(System.getProperty("java.home")).getParent();
        Outcome outcome = checkout.set("TLPSIM_JVM_DIRS", homes.toString()).run("found");
        assertThat(outcome.out()).as(outcome.err()).contains("argument <found>");
    }

    @Test
    void aRuntimeWithoutACompilerRunsButDoesNotBuild() throws Exception {
        Path runtime = temporary.resolve("runtime");
        javaHome(runtime, "25.0.1");
        Outcome refused = checkout.set("JAVA_HOME", runtime.toString()).run();
        assertThat(refused.err()).contains("needs a JDK", runtime + " is a runtime without a compiler");
        checkout.set("JAVA_HOME", System.getProperty("java.home")).run();
        assertThat(checkout.set("JAVA_HOME", runtime.toString()).run("x").out()).startsWith("runtime 25");
    }

    @Test
    void withoutMavenItSaysWhatIsMissing() throws Exception {
        Files.delete(checkout.bin.resolve("mvn"));
        Outcome outcome = checkout.run();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("needs Maven 3.8 or newer", "no 'mvn' on PATH");
    }

    @Test
    void anOldMavenIsNamed() throws Exception {
        assertThat(checkout.set("FAKE_VERSION", "3.6.3").run().err()).contains("needs Maven 3.8 or newer", "3.6.3");
    }

    private void startTwice() throws Exception {
        Process one = checkout.start("one");
        Process two = checkout.start("two");
        Outcome first = Checkout.await(one);
        Outcome second = Checkout.await(two);
        assertThat(first.out()).as(first.err()).contains("argument <one>");
        assertThat(second.out()).as(second.err()).contains("argument <two>");
        assertThat(first.err() + second.err()).contains("another start is building");
        assertThat(checkout.builds()).isEqualTo(1);
    }

    private void awaitBuilds(int builds) throws Exception {
        while (checkout.builds() < builds) {
            Thread.sleep(10);
        }
    }

    private static void awaitLine(BufferedReader out, String line) throws IOException {
        String read = out.readLine();
        while (read != null && !read.equals(line)) {
            read = out.readLine();
        }
        assertThat(read).isEqualTo(line);
    }

    /** A Java home that tells its version and runs nothing. */
    private static void javaHome(Path home, String version) throws IOException {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(java, "#!/bin/sh\necho runtime " + version + "\n");
        java.toFile().setExecutable(true, false);
    }
}
