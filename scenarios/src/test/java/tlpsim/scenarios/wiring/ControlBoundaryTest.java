package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.pipeline.TlpRecordLayout;

/**
 * One operation in each gap between two packets, one run per gap: the hint changes with the first TLP that is formed after it, on the bytes of every TLP, and the run is the same in
 * every threading. A packet's TLPs are formed when it arrives.
 */
final class ControlBoundaryTest {
    private static final long END_PS = 6_000_000;
    /** From here on each packet finds descriptors, and its TLPs are formed as it arrives. */
    private static final long STEADY_PS = 2_500_000;

    private static final String NONE = "none";

    private static final String YAML = """
            name: boundary
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
              enable: ENABLE
              mode: interrupt-vector
              config-access: ACCESS
              mmio-access: ACCESS
              events: [EVENTS]
            workloads:
              - id: rx
                device: nic0
                queues: {count: 2, ring: 64, buffer: 2 KiB, cores: {list: 0-1}}
                arrivals: {rate: 20 Gbit/s, process: constant, sizes: 700 B, flows: {count: 16, zipf: 0}}
                hints: {completion: none, header: target}
                consumer: {per-packet: 150 ns, reads: {header: 64 B, payload: 25 %}}
            measure: {warm-up: 6 us, window: 6 us}
            """;

    /** A header write: when its packet arrived, its queue, and its tag or that it has no hint. */
    private record Tlp(long formedPs, int queue, String hint) {}

    private record Run(List<Tlp> tlps, String digest, List<ControlOutcome> control) {
        List<Tlp> steady() {
            return tlps.stream().filter(tlp -> tlp.formedPs() >= STEADY_PS).toList();
        }

        List<Long> formed() {
            TreeSet<Long> times = new TreeSet<>();
            tlps.forEach(tlp -> times.add(tlp.formedPs()));
            return List.copyOf(times.tailSet(STEADY_PS));
        }
    }

    /** What one operation leaves. */
    private enum Operation {
        WRITE_ST("extended", "write-st, device: nic0, index: 0, core: 3"),
        DISABLE("extended", "disable, device: nic0"),
        ENABLE("off", "enable, device: nic0, enable: extended"),
        ENABLE_8_BIT("off", "enable, device: nic0, enable: 8-bit");

        private final String enabledAtStart;
        private final String text;

        Operation(String enabledAtStart, String text) {
            this.enabledAtStart = enabledAtStart;
            this.text = text;
        }

        DrawnScenario scenario(String location, String access, String at) {
            String event = at.isEmpty() ? "" : "{at: " + at + " ps, op: " + text + "}";
            return DrawnScenario.read(
                    9,
                    YAML.replace("LOCATION", location)
                            .replace("ENABLE", enabledAtStart)
                            .replace("ACCESS", access)
                            .replace("EVENTS", event));
        }
    }

    private static Run run(DrawnScenario scenario, EngineConfig engine) {
        List<Tlp> tlps = new ArrayList<>();
        EngineConfig tapped = new EngineConfig(
                engine.threading(),
                engine.ringSlots(),
                engine.batchRecords(),
                engine.feedbackSlots(),
                engine.gate(),
                Optional.of(() -> (records, offset, outcome) -> {
                    if (records.getByte(offset + TlpRecordLayout.KIND) == AccessKind.HEADER.ordinal()) {
                        tlps.add(tlp(records, offset));
                    }
                }));
        try (Simulation simulation = new Simulation(
                scenario.config(),
                Path.of("."),
                Column.CONFIGURED,
                scenario.config().seed(),
                tapped)) {
            simulation.beginWindow();
            simulation.runUntil(END_PS);
            String digest = String.format(Locale.ROOT, "%016x", simulation.digest());
            return new Run(tlps, digest, simulation.controlRecord().outcomes());
        }
    }

    /** TH is bit 0 of byte 1; ST in byte 6, its upper byte in byte 1 of the prefix (2.2.7.1.1). */
    private static Tlp tlp(UnsafeBuffer records, int offset) {
        int header = offset + TlpRecordLayout.EMITTED;
        boolean prefix = (records.getByte(header) & 0xFF) == 0x90;
        int base = prefix ? header + 4 : header;
        boolean hinted = (records.getByte(base + 1) & 1) != 0;
        int st = records.getByte(base + 6) & 0xFF | (prefix ? (records.getByte(header + 1) & 0xFF) << 8 : 0);
        String hint = hinted ? (prefix ? "16-bit " : "8-bit ") + Integer.toHexString(st) : NONE;
        return new Tlp(
                records.getLong(offset + TlpRecordLayout.INTENDED_PS),
                records.getInt(offset + TlpRecordLayout.QUEUE),
                hint);
    }

    private static EngineConfig inline() {
        return EngineConfig.of(Threading.INLINE);
    }

    private static EngineConfig drawn(Random random) {
        Threading[] threadings = {Threading.INLINE, Threading.PIPELINED, Threading.SPREAD};
        int[] rings = {1, 2, 1024};
        int[] batches = {1, 7, 64};
        int ring = rings[random.nextInt(3)];
        Gate gate = new YieldingGate(random.nextLong(), 4);
        return new EngineConfig(
                threadings[random.nextInt(3)], ring, batches[random.nextInt(3)], ring, gate, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void theHintChangesWithTheFirstTlpThatIsFormedAfterTheOperation(Operation operation) {
        Random random = new Random(operation.ordinal());
        List<Long> formed =
                run(operation.scenario("msi-x", "0 ns", ""), inline()).formed();
        assertThat(formed).hasSizeGreaterThan(10);
        String before = hintOf(run(operation.scenario("msi-x", "0 ns", ""), inline()), 0);
        for (int gap = 1; gap < formed.size(); gap++) {
            long from = formed.get(gap - 1);
            long at = from + 1 + random.nextInt((int) (formed.get(gap) - from));
            DrawnScenario scenario = operation.scenario("msi-x", "0 ns", Long.toString(at));
            Run run = run(scenario, inline());
            for (Tlp tlp : run.steady()) {
                boolean touched = tlp.queue() == 0 || operation != Operation.WRITE_ST;
                if (tlp.queue() == 0 && tlp.formedPs() < at) {
                    assertThat(tlp.hint())
                            .as("%s at %d: %s", operation, at, tlp)
                            .isEqualTo(before);
                }
                if (touched && tlp.formedPs() >= at) {
                    after(operation, tlp, before, at);
                }
            }
            assertThat(run(scenario, drawn(random)).digest()).isEqualTo(run.digest());
        }
    }

    private static void after(Operation operation, Tlp tlp, String before, long at) {
        String form = switch (operation) {
            case WRITE_ST, ENABLE -> "16-bit ";
            case ENABLE_8_BIT -> "8-bit ";
            case DISABLE -> NONE;
        };
        assertThat(tlp.hint())
                .as("%s at %d: %s", operation, at, tlp)
                .startsWith(form)
                .isNotEqualTo(before);
    }

    private static String hintOf(Run run, int queue) {
        List<String> hints = run.tlps().stream()
                .filter(tlp -> tlp.queue() == queue)
                .map(Tlp::hint)
                .distinct()
                .toList();
        assertThat(hints).hasSize(1);
        return hints.get(0);
    }

    /** Old tag up to the clear of Requester Enable, nothing while the entry is written, the new tag from its restore on; the other queue keeps its own. */
    @ParameterizedTest
    @ValueSource(strings = {"msi-x", "capability"})
    void noTlpOfTheWindowHasAHintAndThoseOnBothSidesHave(String location) {
        Random random = new Random(location.hashCode());
        Operation write = Operation.WRITE_ST;
        Run without = run(write.scenario(location, "90 ns", ""), inline());
        List<Long> formed = without.formed();
        String[] old = {hintOf(without, 0), hintOf(without, 1)};
        int inWindow = 0;
        for (int gap = 1; gap < formed.size() - 4; gap++) {
            long at = formed.get(gap - 1) + 1 + random.nextInt((int) (formed.get(gap) - formed.get(gap - 1)));
            DrawnScenario scenario = write.scenario(location, "90 ns", Long.toString(at));
            Run run = run(scenario, inline());
            ControlOutcome outcome = run.control().get(0);
            long clear = outcome.endPs() - outcome.withoutTphPs();
            assertThat(clear)
                    .as("the first read and the clear take an access each")
                    .isEqualTo(at + 2 * 90_000);
            for (Tlp tlp : run.steady()) {
                boolean window = tlp.formedPs() >= clear && tlp.formedPs() < outcome.endPs();
                inWindow += window ? 1 : 0;
                if (window) {
                    assertThat(tlp.hint()).as("write at %d: %s", at, tlp).isEqualTo(NONE);
                } else if (tlp.queue() == 0 && tlp.formedPs() >= outcome.endPs()) {
                    assertThat(tlp.hint())
                            .as("write at %d: %s", at, tlp)
                            .startsWith("16-bit ")
                            .isNotEqualTo(old[0]);
                } else {
                    assertThat(tlp.hint()).as("write at %d: %s", at, tlp).isEqualTo(old[tlp.queue()]);
                }
            }
            assertThat(run(scenario, drawn(random)).digest()).isEqualTo(run.digest());
        }
        assertThat(inWindow).isGreaterThan(5);
    }
}
