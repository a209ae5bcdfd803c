package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.completer.peer.PeerCounter;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.rule.DmaBufRule;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.UapiRule;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.vfio.PeerTagUse.Fate;

/** What becomes of the tags of writes to a peer that takes its dma-buf back. */
final class RevocationTest {
    private static final long US = 1_000_000;
    /** From the device to the peer, at most. */
    private static final long WAY_PS = 2 * US;

    private static final String YAML = """
            name: revocation
            seed: 3
            platform:
              preset: epyc-9655
              cores: 8
              l2: {size: 16 KiB, ways: 4}
              llc: {domain: cluster, cores-per-cluster: 4, size: 128 KiB, ways: 8, slices: 1, hash: xor, io-ways: 2}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: extended}
              switches:
                - {id: sw0, port: rp0, link: gen5 x16}
              endpoints:
                - {id: nic0, port: sw0, link: gen5 x16, mps: 256 B, tph: {extended: true, st-table: {location: none}, modes: [device-specific, interrupt-vector]}}
                - {id: acc0, port: sw0, link: gen5 x16, kind: peer, tph-completer: extended, dma-buf: {st: 0x11, st-ext: 0xa11}, memory: {cache: 64 KiB, ways: 4, bandwidth: 100 GB/s}, st-semantics: operation}
            tph: {enable: extended, mode: device-specific}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 4, ring: 64, buffer: 2 KiB, cores: {list: 0-3}}
                arrivals: {rate: 20 Gbit/s, process: constant, sizes: 256 B, flows: {count: 64, zipf: 0}}
                targets: [{queues: 0-3, payload: acc0}]
                consumer: {per-packet: 50 ns, reads: {header: 64 B, payload: 0 %}}
            measure: {warm-up: 60 us, window: 80 us}
            """;

    private static DrawnScenario scenario(String tags, String... sets) {
        List<String> all = new java.util.ArrayList<>(List.of(sets));
        all.add("tph.events=[{at: 20 us, op: revoke-dma-buf, peer: acc0, remap-after: 10 us, requery-latency: 20 us"
                + tags + "}]");
        return DrawnScenario.read(3, YAML, all.toArray(String[]::new));
    }

    private static TappedRun run(DrawnScenario scenario) {
        return TappedRun.of(scenario, 80 * US);
    }

    /** Tags of writes to the peer that arrive in a span: {@code 16:a11}, {@code 8:11}, {@code -}; each once. */
    private static List<String> tags(TappedRun run, long fromPs, long toPs) {
        return run.ends().stream()
                .filter(end -> end.kind() == AccessKind.HEADER && end.arrivalPs() >= fromPs && end.arrivalPs() < toPs)
                .map(RevocationTest::tag)
                .distinct()
                .toList();
    }

    private static String tag(TappedRun.End end) {
        byte[] bytes = HexFormat.of().parseHex(end.emitted());
        TlpFlyweight tlp = new TlpFlyweight();
        tlp.wrap(new UnsafeBuffer(bytes), 0, bytes.length, end.isFlit());
        return !tlp.hasHints() ? "-" : (tlp.isExtendedSt() ? "16:" : "8:") + Integer.toHexString(tlp.st());
    }

    private static long fate(TappedRun run, Fate fate) {
        return run.counts().peers()[0][PeerCounter.FATES + fate.ordinal()];
    }

    private static long arrived(TappedRun run, long fromPs, long toPs) {
        return run.ends().stream()
                .filter(end -> end.kind() == AccessKind.HEADER)
                .filter(end -> end.arrivalPs() > fromPs && end.arrivalPs() <= toPs)
                .count();
    }

    private static List<ControlOutcome> outcomes(DrawnScenario scenario) {
        try (Simulation simulation = new Simulation(
                scenario.config(),
                java.nio.file.Path.of("."),
                Column.CONFIGURED,
                3,
                EngineConfig.of(Threading.INLINE))) {
            return simulation.controlRecord().outcomes();
        }
    }

    @Test
    void theOldTagIsSentUntilTheImporterHasAskedAgainAndIsStaleFromTheInvalidationOn() {
        TappedRun run = run(scenario(", st: 0x12, st-ext: 0xa12"));

        assertThat(tags(run, WAY_PS, 50 * US)).containsExactly("16:a11");
        assertThat(tags(run, 50 * US + WAY_PS, 80 * US)).containsExactly("16:a12");
        long stale = run.ends().stream()
                .filter(end ->
                        end.kind() == AccessKind.HEADER && end.arrivalPs() > 20 * US && tag(end).equals("16:a11"))
                .count();
        assertThat(stale).isGreaterThanOrEqualTo(arrived(run, 20 * US, 50 * US));
        assertThat(fate(run, Fate.STALE)).isEqualTo(stale);
        assertThat(run.counts().peers()[0][PeerCounter.WRONG_OPERATIONS]).isEqualTo(stale);
        assertThat(fate(run, Fate.INTACT) + stale).isEqualTo(arrived(run, -1, 80 * US));
    }

    @Test
    void aTagThatIsGivenOutAgainIsRightFromTheMappingOn() {
        TappedRun run = run(scenario(""));

        assertThat(tags(run, 0, 80 * US)).containsExactly("16:a11");
        assertThat(fate(run, Fate.STALE)).isEqualTo(arrived(run, 20 * US, 30 * US));
    }

    @ParameterizedTest
    @CsvSource({
        "', st: 0x12', either, 8:12",
        "', st: 0x12', preferred, -",
        "', withdraw: true', either, -",
        "', st-ext: 0x12', preferred, 16:12"
    })
    void theImporterAsksForThePreferredNamespaceThenTheOtherIfItMay(String tags, String namespace, String after) {
        TappedRun run = run(scenario(tags, "workloads.rx.targets.0.namespace=" + namespace));

        assertThat(tags(run, WAY_PS, 50 * US)).containsExactly("16:a11");
        assertThat(tags(run, 50 * US + WAY_PS, 80 * US)).containsExactly(after);
        assertThat(fate(run, Fate.WRONG_NAMESPACE)).isZero();
        assertThat(fate(run, Fate.STRIPPED)).isZero();
    }

    @Test
    void aNamespaceThatComesLaterIsUsed() {
        TappedRun run = run(scenario(
                ", st-ext: 0xa12",
                "fabric.endpoints.acc0.dma-buf={st: 0x11}",
                "workloads.rx.targets.0.namespace=preferred"));

        assertThat(tags(run, WAY_PS, 50 * US)).containsExactly("-");
        assertThat(tags(run, 50 * US + WAY_PS, 80 * US)).containsExactly("16:a12");
        assertThat(fate(run, Fate.STALE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "mlx5"})
    void aDriverWithATableWritesTheNewTagAndSendsNoTphMeanwhileWhichCountsAsStripped(String driver) {
        TappedRun run = run(scenario(
                ", st: 0x12, st-ext: 0xa12",
                "workloads.rx.driver=" + driver,
                "fabric.endpoints.nic0.tph.st-table={location: capability, entries: 64}"));

        assertThat(tags(run, WAY_PS, 50 * US)).containsExactly("16:a11");
        assertThat(tags(run, 50 * US, 80 * US)).contains("16:a12", "-");
        assertThat(fate(run, Fate.STRIPPED))
                .isPositive()
                .isEqualTo(run.ends().stream()
                        .filter(end -> end.kind() == AccessKind.HEADER && tag(end).equals("-"))
                        .count());
        assertThat(fate(run, Fate.WRONG_NAMESPACE)).isZero();
    }

    @Test
    void theImportersVerdictsAreKept() {
        List<ControlOutcome> outcomes = outcomes(scenario(", st: 0x12", "workloads.rx.targets.0.namespace=preferred"));

        assertThat(outcomes).hasSize(2).allMatch(ControlOutcome::isOfDmaBuf);
        assertThat(outcomes.get(0).startPs()).isEqualTo(20 * US);
        assertThat(outcomes.get(0).report().meaning()).isEqualTo("in flight only");
        assertThat(outcomes.get(0).report().met(DmaBufRule.IMPORT_REQUERY)).isTrue();
        assertThat(outcomes.get(1).startPs()).isEqualTo(50 * US);
        assertThat(outcomes.get(1).report().errno()).isEqualTo(Errno.EOPNOTSUPP);
        assertThat(outcomes.get(1).report().refusedBy(DmaBufRule.GET_NAMESPACE)).isTrue();

        List<ControlOutcome> fallback = outcomes(scenario(", st: 0x12"));
        assertThat(fallback.get(1).report().ok()).isTrue();
        assertThat(fallback.get(1).report().meaning()).isEqualTo("8-bit tag, PH 2");
        assertThat(fallback.get(1).report().met(UapiRule.PREFERRED_THEN_ALTERNATE))
                .isTrue();
        assertThat(fallback).hasSize(6);
    }

    @Test
    void whereTagsArePlacesTheLinesAreMisplacedAndNoOperationIsWrong() {
        TappedRun run = run(scenario(", st: 0x12, st-ext: 0xa12", "fabric.endpoints.acc0.st-semantics=placement"));

        assertThat(fate(run, Fate.STALE)).isPositive();
        assertThat(run.counts().peers()[0][PeerCounter.WRONG_OPERATIONS]).isZero();
    }

    /** What the comment of the scenario claims: the number hangs on the time to the re-query, at the packet rate. */
    @Test
    void theBundledScenarioHasOneStaleWriteForEachOfThatTime() {
        for (int latency : new int[] {1, 20, 60}) {
            TappedRun run = TappedRun.of(
                    BundledRun.scenario(
                            "dma-buf-revocation",
                            "measure={warm-up: 10 us, window: 150 us}",
                            "tph.events.0.requery-latency=" + latency + " us"),
                    150 * US);
            // 20 Gbit/s of 1024 bytes are 2.44 packets of four writes per microsecond.
            double expected = (10 + latency) * 20_000 / (1024 * 8.0) * 4;
            assertThat((double) fate(run, Fate.STALE)).isBetween(expected * 0.9, expected * 1.1 + 8);
            assertThat(run.counts().peers()[0][PeerCounter.WRONG_OPERATIONS]).isEqualTo(fate(run, Fate.STALE));
        }
    }

    @Test
    void onlyTheConfiguredColumnHearsOfIt() {
        DrawnScenario with = scenario(", st: 0x12, st-ext: 0xa12");
        DrawnScenario without = DrawnScenario.read(3, YAML);
        for (Column column : List.of(Column.HINTS_OFF, Column.PERFECT_TAGS, Column.IDEAL_BOUND)) {
            assertThat(counts(with, column)).isEqualTo(counts(without, column));
        }
    }

    /** All but the digest, which has the events of the scenario. */
    private static String counts(DrawnScenario scenario, Column column) {
        String text = RunRecord.of(scenario, column, EngineConfig.of(Threading.INLINE))
                .text();
        return text.replaceAll("(?m)^digest .*$", "");
    }

    @ParameterizedTest
    @CsvSource({"PIPELINED, 1, 1", "SPREAD, 2, 7", "INLINE, 1, 1", "PIPELINED, 1024, 64"})
    void everyThreadingRingAndBatchGivesTheSameRun(Threading threading, int ring, int batch) {
        DrawnScenario scenario =
                scenario(", st: 0x12", "fabric.endpoints.nic0.tph.st-table={location: capability, entries: 64}");
        String reference = RunRecord.of(scenario, Column.CONFIGURED, EngineConfig.of(Threading.INLINE))
                .text();
        EngineConfig engine = new EngineConfig(threading, ring, batch, ring, Gate.OPEN);
        assertThat(RunRecord.of(scenario, Column.CONFIGURED, engine).text()).isEqualTo(reference);
    }
}
