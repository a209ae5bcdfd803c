package tlpsim.scenarios.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import tlpsim.scenarios.launch.JvmFlags;

class JvmFlagsTest {
    @Test
    void theBuildWritesItsOnePropertyIntoTheResource() {
        assertThat(String.join(" ", JvmFlags.required())).isEqualTo(System.getProperty("tlpsim.jvm.flags"));
        assertThat(JvmFlags.production()).contains("-Dagrona.disable.bounds.checks=true");
    }

    @Test
    void testsRunWithTheFlagsAndWithBoundsChecksOn() {
        assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments()).containsAll(JvmFlags.required());
        assertThat(UnsafeBuffer.SHOULD_BOUNDS_CHECK).isTrue();
    }

    @Test
    void aWorkerStartsWithTheFlags() throws IOException, InterruptedException {
        assertThat(startProbe(JvmFlags.required())).isEqualTo(AgronaProbe.ANSWER);
    }

    @Test
    void aWorkerDoesNotStartWithoutThem() throws IOException, InterruptedException {
        assertThat(startProbe(List.of())).contains("jdk.internal.misc").doesNotContain(AgronaProbe.ANSWER);
    }

    private static String startProbe(List<String> flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), AgronaProbe.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }
}
