package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.pipeline.Threading;
import tlpsim.gen.capture.PacketTrace;
import tlpsim.gen.capture.TlpTrace;
import tlpsim.gen.device.ReplayTrace;
import tlpsim.scenarios.config.ResolvedScenario;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;

/** Recorded traffic runs through the whole pipeline: TLPs of real devices, and packets of a real network. */
@Tag("outside")
class RecordedTrafficTest {
    private static final Path VECTORS = Path.of(System.getProperty("tlpsim.vectors", "."));

    static Stream<Path> tlpCaptures() throws IOException {
        try (Stream<Path> files = Files.list(VECTORS.resolve("nettlp-pcap"))) {
            return files.filter(file -> file.toString().endsWith(".pcap")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("tlpCaptures")
    void everyRequestOfACaptureReachesTheCompleterOnceInEveryThreading(Path capture) {
        ReplayTrace trace = new ReplayTrace(TlpTrace.load(capture));
        ResolvedScenario scenario = read("replay", "{kind: replay}", "replay: {capture: " + capture + "}");
        long[] digests = new long[2];
        for (Threading threading : new Threading[] {Threading.INLINE, Threading.PIPELINED}) {
            try (Simulation simulation = start(scenario, threading)) {
                simulation.runUntil(trace.spanPs() + 1_000_000_000L);
                assertThat(simulation.host().tlps()).isEqualTo(trace.size());
                digests[threading.ordinal()] = simulation.digest();
            }
        }
        assertThat(digests[1]).isEqualTo(digests[0]);
    }

    @Test
    void thePacketsOfACaptureDriveTheNic() {
        Path capture = VECTORS.resolve("pcap/tcpreplay-test.pcap");
        PacketTrace trace = PacketTrace.load(capture);
        ResolvedScenario scenario = read(
                "rx",
                "{}",
                "arrivals: {process: pcap, file: " + capture + ", time-scale: 0.001}, queues: {count: 4, ring: 256}");
        long lastPs = trace.timePs(trace.size() - 1) / 1000;
        try (Simulation simulation = start(scenario, Threading.INLINE)) {
            simulation.runUntil(lastPs + 10_000_000L);
            long[] counters = simulation.devices()[0].counters();
            long bytes = 0;
            for (int packet = 0; packet < trace.size(); packet++) {
                bytes += trace.lengthBytes(packet);
            }
            assertThat(counters[DeviceCounter.OFFERED_UNITS]).isGreaterThanOrEqualTo(trace.size());
            assertThat(counters[DeviceCounter.ACCEPTED_UNITS]).isEqualTo(counters[DeviceCounter.OFFERED_UNITS]);
            assertThat(counters[DeviceCounter.ACCEPTED_BYTES]).isGreaterThanOrEqualTo(bytes);
        }
    }

    private static Simulation start(ResolvedScenario scenario, Threading threading) {
        return new Simulation(
                scenario.config(),
                scenario.directory(),
                Column.CONFIGURED,
                scenario.config().seed(),
                EngineConfig.of(threading));
    }

    private static ResolvedScenario read(String direction, String endpoint, String workload) {
        String kind = endpoint.equals("{}") ? "" : ", kind: replay";
        String text = String.join(
                "\n",
                "name: recorded",
                "platform: {preset: xeon-8480, cores: 8}",
                "fabric:",
                "  root-ports: [{id: rp0, link: gen3 x8}]",
                "  endpoints: [{id: dev0, port: rp0" + kind + "}]",
                "workloads:",
                "  - {id: w, device: dev0, direction: " + direction + ", " + workload + "}",
                "");
        return new ScenarioReader(PresetCatalogue.bundled()).read("recorded.yaml", text, Path.of(""), List.of());
    }
}
