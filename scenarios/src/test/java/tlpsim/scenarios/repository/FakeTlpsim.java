package tlpsim.scenarios.repository;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A jar whose main class has the name of the real one and tells how it was started. */
final class FakeTlpsim {
    private static final String SOURCE = """
            package tlpsim.scenarios.cli;

            public final class Tlpsim {
                public static void main(String[] arguments) throws Exception {
                    System.out.println("flags " + java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
                    System.out.println("directory " + System.getProperty("user.dir"));
                    for (String argument : arguments) {
                        System.out.println("argument <" + argument + ">");
                    }
                    if (arguments.length > 0 && arguments[0].equals("wait")) {
                        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("interrupted")));
                        System.out.println("waiting");
                        Thread.sleep(60_000);
                    }
                    if (arguments.length > 0 && arguments[0].equals("exit")) {
                        System.exit(Integer.parseInt(arguments[1]));
                    }
                }
            }
            """;

    private FakeTlpsim() {}

    /** Compiles into {@code directory} and returns the jar there. */
    static Path jar(Path directory) {
        try {
            Path source = Files.createDirectories(directory.resolve("tlpsim/scenarios/cli"))
                    .resolve("Tlpsim.java");
            Files.writeString(source, SOURCE);
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
                List<String> options = List.of("--release", "17", "-d", directory.toString());
                compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(source))
                        .call();
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JarOutputStream jar = new JarOutputStream(bytes)) {
                jar.putNextEntry(new JarEntry("tlpsim/scenarios/cli/Tlpsim.class"));
                jar.write(Files.readAllBytes(directory.resolve("tlpsim/scenarios/cli/Tlpsim.class")));
            }
            return Files.write(directory.resolve("fake.jar"), bytes.toByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
