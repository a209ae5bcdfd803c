package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.pipeline.TlpRecordLayout;

/** A control-plane operation in every gap between two TLPs: the run is the same in every threading, with every ring and batch. */
final class ControlGapTest {
    private static final long END_PS = 12_000_000;
    private static final int DRAWN_GAPS = 20;

    private static final String YAML = """
            name: gaps
            seed: 9
            platform:
              preset: epyc-9655
              cores: 4
              l2: {size: 16 KiB, ways: 4}
              llc: {domain: cluster, cores-per-cluster: 2, size: 128 KiB, ways: 8, slices: 1, hash: xor, io-ways: 2}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: extended}
              endpoints:
                - {id: nic0, port: rp0, mps: 256 B, tph: {st-table: {location: LOCATION, entries: 16}}}
            tph:
              enable: extended
              mode: interrupt-vector
              config-access: ACCESS
              mmio-access: ACCESS
              events: [EVENTS]
            workloads:
              - id: rx
                device: nic0
                queues: {count: 2, ring: 32, buffer: 2 KiB, cores: {list: 0-1}}
                arrivals: {rate: 20 Gbit/s, process: poisson, sizes: 700 B, flows: {count: 16, zipf: 0}}
                hints: {completion: target-priority, header: target}
                driver: {model: bnxt, update-latency: 0 us, restart-time: 200 ns}
                consumer: {per-packet: 150 ns, reads: {header: 64 B, payload: 25 %}}
            measure: {warm-up: 12 us, window: 12 us}
            """;

    private static DrawnScenario scenario(String location, String access, String events) {
        return DrawnScenario.read(
                9, YAML.replace("LOCATION", location).replace("ACCESS", access).replace("EVENTS", events));
    }

    /** Runs all of it as the measured window. */
    private static String run(DrawnScenario scenario, EngineConfig engine) {
        try (Simulation simulation = simulation(scenario, engine)) {
            simulation.beginWindow();
            simulation.runUntil(END_PS);
            return String.format(Locale.ROOT, "%016x", simulation.digest());
        }
    }

    private static Simulation simulation(DrawnScenario scenario, EngineConfig engine) {
        return new Simulation(
                scenario.config(),
                Path.of("."),
                Column.CONFIGURED,
                scenario.config().seed(),
                engine);
    }

    /** When TLPs leave the device, without events. */
    private static List<Long> departures(String location) {
        TreeSet<Long> departures = new TreeSet<>();
        EngineConfig engine = new EngineConfig(
                Threading.INLINE,
                1024,
                32,
                1024,
                Gate.OPEN,
                Optional.of(() -> (records, offset, outcome) ->
                        departures.add(records.getLong(offset + TlpRecordLayout.DEPART_PS))));
        run(scenario(location, "1 ns", ""), engine);
        return List.copyOf(departures);
    }

    /** One event per gap, at a drawn time within it. */
    private static List<String> events(String location, Random random) {
        List<Long> departures = departures(location);
        List<String> events = new ArrayList<>();
        for (int gap = 1; gap < departures.size(); gap++) {
            long from = departures.get(gap - 1);
            long atPs = from + 1 + random.nextInt((int) (departures.get(gap) - from));
            String what = random.nextInt(4) == 0
                    ? "set-affinity, workload: rx, queue: " + random.nextInt(2) + ", core: " + random.nextInt(4)
                    : "write-st, device: nic0, index: " + random.nextInt(2) + ", core: " + random.nextInt(4);
            events.add("{at: " + atPs + " ps, op: " + what + "}");
        }
        assertThat(events).hasSizeGreaterThan(100);
        return events;
    }

    private static List<EngineConfig> engines(Random random) {
        List<EngineConfig> engines = new ArrayList<>();
        for (Threading threading : new Threading[] {Threading.INLINE, Threading.PIPELINED, Threading.SPREAD}) {
            for (int ring : new int[] {1, 2, 1024}) {
                for (int batch : new int[] {1, 7, 64}) {
                    engines.add(new EngineConfig(threading, ring, batch, ring, new YieldingGate(random.nextLong(), 4)));
                }
            }
        }
        return engines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"msi-x", "capability"})
    void anOperationInEveryGapOfOneRun(String location) {
        Random random = new Random(location.hashCode());
        String events = String.join(", ", events(location, random));
        for (String access : new String[] {"0 ns", "3 ns"}) {
            DrawnScenario scenario = scenario(location, access, events);
            String expected = run(scenario, EngineConfig.of(Threading.INLINE));
            for (EngineConfig engine : engines(random)) {
                assertThat(run(scenario, engine)).as(engine.toString()).isEqualTo(expected);
            }
        }
    }

    @Test
    void oneOperationAloneInEachOfManyGaps() {
        Random random = new Random(1);
        List<String> events = events("capability", random);
        TreeSet<String> digests = new TreeSet<>();
        for (int draw = 0; draw < DRAWN_GAPS; draw++) {
            DrawnScenario scenario = scenario("capability", "40 ns", events.get(random.nextInt(events.size())));
            String expected = run(scenario, EngineConfig.of(Threading.INLINE));
            digests.add(expected);
            List<EngineConfig> engines = engines(random);
            for (int engine = draw % 4; engine < engines.size(); engine += 4) {
                assertThat(run(scenario, engines.get(engine)))
                        .as(engines.get(engine).toString())
                        .isEqualTo(expected);
            }
        }
        // The operations do change runs, each another way.
        assertThat(digests).hasSizeGreaterThan(DRAWN_GAPS / 2);
    }
}
