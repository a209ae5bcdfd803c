package tlpsim.scenarios.repository;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A checkout of its own in which a test starts the launcher. Its path holds a space. */
final class Checkout {
    private static final Path PROJECT = Path.of(System.getProperty("tlpsim.root"));
    private static final List<String> MODULES =
            List.of("sim-core", "tlp-gen", "completer-model", "scenarios", "benchmarks");
    /** What the launcher may find on PATH, apart from Java and Maven. */
    private static final List<String> TOOLS = List.of(
            "sh",
            "cat",
            "cksum",
            "cp",
            "date",
            "find",
            "flock",
            "grep",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "sort");

    /** How a start ended. */
    record Outcome(int exitCode, String out, String err) {}

    final Path root;
    final Path bin;
    private final Path temporary;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private Checkout(Path temporary) throws IOException {
        this.temporary = temporary;
        root = Files.createDirectories(temporary.resolve("a checkout"));
        bin = Files.createDirectories(temporary.resolve("bin"));
        Files.copy(PROJECT.resolve("tlpsim"), root.resolve("tlpsim"), StandardCopyOption.COPY_ATTRIBUTES);
        copyTree(PROJECT.resolve(".mvn"), root.resolve(".mvn"));
        Files.copy(PROJECT.resolve("pom.xml"), root.resolve("pom.xml"));
        for (String module : MODULES) {
            Files.createDirectories(root.resolve(module));
            Files.copy(
                    PROJECT.resolve(module).resolve("pom.xml"),
                    root.resolve(module).resolve("pom.xml"));
        }
    }

    /** One that the real Maven builds from the project's real sources. */
    static Checkout real(Path temporary) throws IOException {
        Checkout checkout = new Checkout(temporary);
        for (String module : MODULES) {
            Path sources = PROJECT.resolve(module).resolve("src/main");
            if (Files.isDirectory(sources)) {
                copyTree(sources, checkout.root.resolve(module).resolve("src/main"));
            }
        }
        String repository = System.getProperty("maven.repo.local", "");
        if (!repository.isEmpty()) {
            checkout.environment.put("TLPSIM_MAVEN_ARGS", "-Dmaven.repo.local=" + repository);
        }
        checkout.environment.put("MAVEN_OPTS", System.getenv().getOrDefault("MAVEN_OPTS", ""));
        checkout.environment.put("PATH", System.getenv("PATH"));
        checkout.environment.put("JAVA_HOME", System.getProperty("java.home"));
        return checkout;
    }

    /** One with a single source and a Maven that only pretends: a start takes a fraction of a second. */
    static Checkout fake(Path temporary, Path jar) throws IOException {
        Checkout checkout = new Checkout(temporary);
        checkout.write("sim-core/src/main/java/One.java", "1");
        for (String tool : TOOLS) {
            checkout.addTool(tool);
        }
        Path maven = checkout.bin.resolve("mvn");
        Files.copy(Checkout.class.getResourceAsStream("fake-mvn.sh"), maven);
        maven.toFile().setExecutable(true, false);
        checkout.set("PATH", checkout.bin.toString());
        checkout.set("JAVA_HOME", System.getProperty("java.home"));
        checkout.set("TLPSIM_JVM_DIRS", "");
        checkout.set("FAKE_CALLS", checkout.calls().toString());
        checkout.set("FAKE_JAR", jar.toString());
        checkout.set(
                "FAKE_FLAGS",
                PROJECT.resolve("scenarios/target/classes/tlpsim/jvm-flags.properties")
                        .toString());
        return checkout;
    }

    Checkout set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    void unset(String variable) {
        environment.remove(variable);
    }

    Path write(String file, String text) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            return Files.writeString(root.resolve(file), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** How often the pretended Maven built. */
    int builds() throws IOException {
        return Files.exists(calls()) ? Files.readAllLines(calls()).size() : 0;
    }

    /** The name of the build that runs, or "" before the first. */
    String current() throws IOException {
        Path current = root.resolve(".tlpsim/current");
        return Files.exists(current) ? Files.readString(current).strip() : "";
    }

    /** The names of all directories that builds have left. */
    List<String> buildDirectories() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(".tlpsim"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("build-"))
                    .sorted()
                    .toList();
        }
    }

    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve("tlpsim").toString()));
        command.addAll(List.of(arguments));
        return start(temporary, command);
    }

    Process start(Path directory, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("HOME", System.getProperty("user.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return await(start(arguments));
    }

    static Outcome await(Process process) throws IOException, InterruptedException {
        StringBuilder err = new StringBuilder();
        Thread drain = new Thread(() -> err.append(read(process.getErrorStream())));
        drain.start();
        String out = read(process.getInputStream());
        drain.join();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new Outcome(process.waitFor(), out, err.toString());
    }

    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path calls() {
        return temporary.resolve("calls");
    }

    /** A script rather than a link: JUnit warns of each link that leads out of a temporary directory. */
    private void addTool(String tool) throws IOException {
        for (String directory : List.of("/usr/bin", "/bin")) {
            Path program = Path.of(directory, tool);
            if (Files.isExecutable(program)) {
                Path script = Files.writeString(bin.resolve(tool), "#!/bin/sh\nexec " + program + " \"$@\"\n");
                script.toFile().setExecutable(true, false);
                return;
            }
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
