package tlpsim.scenarios.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tlpsim.scenarios.repository.Checkout.Outcome;

/** The launcher with the real Maven on the real sources. */
@Tag("ci")
class LauncherBuildTest {
    private static final String NOBODY = "65534";

    @TempDir
    private Path temporary;

    @Test
    void aCheckoutBuildsRunsAndSurvivesABrokenSource() throws Exception {
        Checkout checkout = Checkout.real(temporary);
        Outcome first = checkout.run("--version");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).startsWith("tlpsim ").hasLineCount(1);
        assertThat(checkout.run("--version").err()).isEmpty();
        assertThat(checkout.root.resolve("sim-core/target")).doesNotExist();
        String before = checkout.current();

        Path source = checkout.root.resolve("sim-core/src/main/java/tlpsim/core/problem/Problem.java");
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis()));
        assertThat(checkout.run("--version").err()).contains("sources have changed");
        assertThat(checkout.current()).isNotEqualTo(before);

        checkout.write("sim-core/src/main/java/tlpsim/core/problem/Broken.java", "class Broken {");
        Outcome broken = checkout.run("--version");
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.err()).contains("Broken.java", "the build failed", "TLPSIM_USE_STALE=1");
        Outcome stale = checkout.set("TLPSIM_USE_STALE", "1").run("--version");
        assertThat(stale.out()).isEqualTo(first.out());
    }

    @Test
    void aReadOnlyCheckoutRunsOnceItIsBuilt() throws Exception {
        Checkout checkout = Checkout.fake(temporary, FakeTlpsim.jar(Files.createDirectories(temporary.resolve("jar"))));
        makeReadOnly(temporary);
        assertThat(runUnprivileged(checkout).err()).contains("cannot be written to and holds no build");
        setPermissions(checkout.root, "rwxr-xr-x");
        setPermissions(temporary, "rwxr-xr-x");
        assertThat(checkout.run().exitCode()).isZero();

        makeReadOnly(temporary);
        Outcome built = runUnprivileged(checkout);
        assertThat(built.out()).as(built.err()).contains("argument <read-only>");
        assertThat(built.err()).isEmpty();

        setPermissions(checkout.root.resolve("pom.xml"), "rw-r--r--");
        Files.setLastModifiedTime(checkout.root.resolve("pom.xml"), FileTime.fromMillis(0));
        Outcome stale = runUnprivileged(checkout);
        assertThat(stale.out()).contains("argument <read-only>");
        assertThat(stale.err()).contains("cannot be written to; running what was built");
        setPermissions(checkout.root, "rwxr-xr-x");
    }

    /** Permissions do not bind root: it starts the launcher as another user. */
    private static Outcome runUnprivileged(Checkout checkout) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("/usr/bin/setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        }
        command.addAll(List.of(checkout.root.resolve("tlpsim").toString(), "read-only"));
        return Checkout.await(checkout.start(Path.of("/"), command));
    }

    private static void makeReadOnly(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(file -> !Files.isSymbolicLink(file)).toList()) {
                boolean executable = Files.isDirectory(file) || Files.isExecutable(file);
                setPermissions(file, executable ? "r-xr-xr-x" : "r--r--r--");
            }
        }
    }

    private static void setPermissions(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
