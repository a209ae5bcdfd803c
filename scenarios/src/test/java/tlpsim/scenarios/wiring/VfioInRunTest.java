package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.pipeline.AccessKind.COMPLETION;
import static tlpsim.core.pipeline.AccessKind.HEADER;
import static tlpsim.core.pipeline.AccessKind.PAYLOAD;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.Threading;

/** What a user of VFIO is told and what its calls do to the traffic, in the design of the mail and in those that were rejected. */
final class VfioInRunTest {
    private static final long US = 1_000_000;
    /** From the device to the host, at most. */
    private static final long WAY_PS = 2 * US;

    private static final String YAML = """
            name: vfio
            seed: 3
            platform:
              preset: epyc-9655
              cores: 8
              l2: {size: 16 KiB, ways: 4}
              llc: {domain: cluster, cores-per-cluster: 4, size: 128 KiB, ways: 8, slices: 1, hash: xor, io-ways: 2}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: extended}
              endpoints:
                - {id: nic0, port: rp0, mps: 256 B, tph: {st-table: {location: capability, entries: 16}}, vfio: {design: mail}}
            tph: {enable: 8-bit, mode: interrupt-vector, kernel: v17}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 4, ring: 64, buffer: 2 KiB, cores: {list: 0-3}}
                arrivals: {rate: 20 Gbit/s, process: constant, sizes: 256 B, flows: {count: 64, zipf: 0}}
                hints: {completion: none, header: target}
                consumer: {per-packet: 50 ns, reads: {header: 64 B, payload: 0 %}}
            measure: {warm-up: 60 us, window: 60 us}
            """;

    private static final String MOVES = "tph.events=[{at: 10 us, op: set-affinity, workload: rx, queue: 1, core: 6},"
            + " {at: 10 us, op: set-affinity, workload: rx, queue: 2, core: 7}]";

    private static DrawnScenario scenario(String... sets) {
        return DrawnScenario.read(3, YAML, sets);
    }

    private static TappedRun run(String... sets) {
        return TappedRun.of(scenario(sets), 60 * US);
    }

    private static ControlRecord control(DrawnScenario scenario) {
        try (Simulation simulation = new Simulation(
                scenario.config(), Path.of("."), Column.CONFIGURED, 3, EngineConfig.of(Threading.INLINE))) {
            return simulation.controlRecord();
        }
    }

    private static ControlRecord control(String... sets) {
        return control(scenario(sets));
    }

    private static List<String> grants(ControlRecord control) {
        return control.grants().stream()
                .map(grant -> grant.name() + " to " + grant.target() + ": " + grant.sentence())
                .toList();
    }

    private static List<HintOutcome> headers(TappedRun run, long fromPs, long toPs) {
        return run.ends().stream()
                .filter(end -> end.kind() == HEADER && end.arrivalPs() >= fromPs && end.arrivalPs() < toPs)
                .map(TappedRun.End::outcome)
                .toList();
    }

    @Test
    void aTagIsWrittenAndWithheldOrShown() {
        assertThat(grants(control()))
                .containsExactly("rx to host: asked 8-bit, granted 8-bit: the tag is written to the table but not shown"
                        + " (rule 20)");
        assertThat(grants(control("fabric.endpoints.nic0.vfio.unsafe=true")))
                .containsExactly("rx to host: asked 8-bit, granted 8-bit: PH and tag are returned (rule 13)");
        assertThat(headers(run(), WAY_PS, 60 * US)).isNotEmpty().containsOnly(HintOutcome.TAGGED8);
    }

    @Test
    void aDeviceBelowARootPortWithoutCompleterIsNotOfferedTph() {
        assertThat(grants(control("fabric.root-ports.rp0.tph-completer=none")))
                .containsExactly(
                        "rx to host: asked 8-bit, granted off: root port rp0 has no TPH completer (rule 2, -ENOTTY)");
        assertThat(grants(control(
                        "fabric.root-ports.rp0.tph-completer=none",
                        "fabric.endpoints.nic0.vfio.errno-not-offered=-ENODEV")))
                .singleElement()
                .asString()
                .endsWith("(rule 2, -ENODEV)");
        assertThat(headers(run("fabric.root-ports.rp0.tph-completer=none"), WAY_PS, 60 * US))
                .containsOnly(HintOutcome.PLAIN);
    }

    @Test
    void theUngatedDesignIsLabelledWhereverItIsUsed() {
        ControlRecord control = control(
                "fabric.root-ports.rp0.tph-completer=none", "fabric.endpoints.nic0.vfio.design=ungated-peer-to-peer");
        assertThat(control.notLinux()).containsExactly("nic0: ungated peer-to-peer (not Linux)");
        assertThat(grants(control))
                .containsExactly(
                        "rx to host: asked 8-bit, granted 8-bit: root port rp0 was not asked, which is not Linux"
                                + " (rule 25)");
        assertThat(control("tph.gate=none").notLinux())
                .containsExactly(
                        "tph.gate none: ungated peer-to-peer (not Linux)", "nic0: ungated peer-to-peer (not Linux)");
    }

    @Test
    void withoutATableTheUserMustSeeTheTagToPlaceIt() {
        String[] sets = {
            "fabric.endpoints.nic0.tph.st-table={location: none}", "tph.mode=device-specific",
        };
        assertThat(grants(control(sets)))
                .containsExactly("rx to host: asked 8-bit, granted 8-bit without a tag: no table and no access"
                        + " (rule 20, -EOPNOTSUPP)");
        assertThat(headers(run(sets), WAY_PS, 60 * US)).containsOnly(HintOutcome.PH_ONLY);

        List<String> unsafe = new ArrayList<>(Arrays.asList(sets));
        unsafe.add("fabric.endpoints.nic0.vfio.unsafe=true");
        assertThat(headers(run(unsafe.toArray(new String[0])), WAY_PS, 60 * US)).containsOnly(HintOutcome.TAGGED8);
    }

    @Test
    void aRawTagNeedsTheUnsafeParameterAndLiteralAccess() {
        String raw = "workloads.rx.steer.header=fixed 0x21";
        assertThat(grants(control(raw)))
                .containsExactly("rx to host: asked 8-bit, granted 8-bit without a tag: the unsafe parameter is off"
                        + " (rule 21, -EPERM)");
        assertThat(grants(control(raw, "fabric.endpoints.nic0.vfio={unsafe: true}")))
                .singleElement()
                .asString()
                .contains("literal access is off (rule 21, -EPERM)");
        assertThat(grants(control(raw, "fabric.endpoints.nic0.vfio={unsafe: true, literal: true}")))
                .containsExactly("rx to host: asked 8-bit, granted 8-bit: PH and tag are returned (rule 13)");
    }

    @Test
    void entriesBeyondTheTableAreToldPerQueueAndDoNotSpoilTheBatch() {
        assertThat(grants(control("fabric.endpoints.nic0.tph.st-table.entries=3")))
                .containsExactly(
                        "rx[0-2] to host: asked 8-bit, granted 8-bit: the tag is written to the table but not shown"
                                + " (rule 20)",
                        "rx[3] to host: asked 8-bit, granted 8-bit without a tag: the table has no entry for them"
                                + " (kernel.set-st.bounds, -ENXIO)");
    }

    @Test
    void severalMovesAtOnceAreOneCallThatWritesThoseEntries() {
        List<ControlOutcome> outcomes = control(MOVES).outcomes();
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.get(0).cause()).isEqualTo("driver, queues 1,2 moved");
        assertThat(outcomes.get(0).report().operation()).isEqualTo("TPH_ST");
        // Two windows of 3 us each: clear, entry, read, restore at 1 us per access.
        assertThat(outcomes.get(0).withoutTphPs()).isEqualTo(6 * US);
    }

    @Test
    void shadowTablesAreReplayedAsAWholeForEveryChange() {
        String design = "fabric.endpoints.nic0.vfio.design=shadow-tables";
        ControlRecord through = control(MOVES);
        ControlRecord shadow = control(MOVES, design);
        assertThat(shadow.notLinux()).containsExactly("nic0: shadow tables applied at enable time (rejected)");
        assertThat(shadow.outcomes()).hasSize(1);
        ControlOutcome replay = shadow.outcomes().get(0);
        assertThat(replay.report().accesses().configWrites())
                .isGreaterThanOrEqualTo(
                        2 * through.outcomes().get(0).report().accesses().configWrites());
        assertThat(replay.withoutTphPs())
                .isGreaterThan(through.outcomes().get(0).withoutTphPs());
        assertThat(shadow.stalePs().orElseThrow())
                .isGreaterThan(through.stalePs().orElseThrow());

        TappedRun run = run(MOVES, design);
        assertThat(headers(run, WAY_PS, 10 * US)).isNotEmpty().containsOnly(HintOutcome.TAGGED8);
        assertThat(headers(run, 10 * US, 60 * US)).contains(HintOutcome.PLAIN, HintOutcome.TAGGED8);
    }

    @Test
    void shadowTablesAreFilledWhileTphIsOffAndAppliedByEnable() {
        String[] sets = {
            "fabric.endpoints.nic0.vfio.design=shadow-tables",
            "tph.enable=off",
            "tph.events=[{at: 5 us, op: enable, device: nic0}]",
            "tph.config-access=10 ns"
        };
        assertThat(control(sets).outcomes()).extracting(ControlOutcome::cause).containsExactly("event enable");
        assertThat(headers(run(sets), 10 * US, 60 * US)).isNotEmpty().containsOnly(HintOutcome.TAGGED8);
    }

    /** Rule 18: entries of the 16-bit namespace after 11b is lowered to 01b. */
    @ParameterizedTest
    @CsvSource({"low-byte, TAGGED8", "clear-entry, PH_ONLY", "no-tag, PH_ONLY"})
    void loweredEntriesAreUpToTheHardware(String policy, HintOutcome outcome) {
        TappedRun run = run(
                "tph.enable=extended",
                "tph.config-access=10 ns",
                "fabric.endpoints.nic0.vfio.lowered-enable=" + policy,
                "tph.events=[{at: 10 us, op: enable, device: nic0, enable: 8-bit}]");
        assertThat(headers(run, WAY_PS, 10 * US)).isNotEmpty().containsOnly(HintOutcome.TAGGED16);
        assertThat(headers(run, 10 * US + WAY_PS, 60 * US)).isNotEmpty().containsOnly(outcome);
    }

    @Test
    void writeStAndDisableGoThroughTheUserApi() {
        ControlRecord control = control("tph.events=[{at: 5 us, op: write-st, device: nic0, index: 0, core: 5},"
                + " {at: 15 us, op: disable, device: nic0},"
                + " {at: 25 us, op: write-st, device: nic0, index: 0, core: 5}]");
        assertThat(control.outcomes())
                .extracting(outcome -> outcome.report().operation() + " "
                        + outcome.report().errno().returned())
                .containsExactly("TPH_ST 0", "write Control 0", "TPH_ST -EINVAL");
    }

    @Test
    void bothNamespacesLiveSideBySideAt11b() {
        DrawnScenario mixed = BundledRun.scenario("mixed-namespaces");
        assertThat(grants(control(mixed)))
                .containsExactly(
                        "rx[0-3] to host: asked extended, granted extended with 8-bit tags: the tag is written to"
                                + " the table but not shown (rule 20)",
                        "rx[4-7] to host: asked extended, granted extended: the tag is written to the table but not shown"
                                + " (rule 20)",
                        "rx[8-11] to host: asked extended, granted extended with 8-bit tags: the tag is written to"
                                + " the table but not shown (rule 20)",
                        "rx[8-11] to gpu1: asked 16-bit, else 8-bit, granted 8-bit tag 0x2a: gpu1 exports no 16-bit tag"
                                + " (rule 16)");
        assertThat(grants(control(
                        BundledRun.scenario("mixed-namespaces", "fabric.endpoints.nic0.vfio.design=shadow-tables"))))
                .contains(
                        "rx[0-3] to host: asked extended, granted extended without a tag: of the two shadow tables the"
                                + " other one is applied, as a rejected design has it (rule 25)");
    }

    @Test
    void aPhThatIsValidByItselfKeepsTheOtherNamespaceFromBeingAsked() {
        assertThat(grants(control(BundledRun.scenario(
                        "case-1-heterogeneous-peers", "fabric.endpoints.nic0.vfio.design=ph-valid-bit"))))
                .contains("rx[8-11] to gpu1: asked 16-bit, else 8-bit, granted PH without a tag: its PH is valid by"
                        + " itself, so the other namespace is not asked, as a rejected design has it (rule 25)");
        assertThat(grants(control(BundledRun.scenario("case-1-heterogeneous-peers"))))
                .contains(
                        "rx[8-11] to gpu1: asked 16-bit, else 8-bit, granted 8-bit tag 0x2a: gpu1 exports no 16-bit tag"
                                + " (rule 16)");
    }

    /** Rules 13, 14, 20: a call that fails returns nothing, also not the PH that the peer's exporter gives. */
    @Test
    void whereTheCallForAPeerFailsRequestsToItCarryNoHint() {
        String direct = "workloads.rx.driver={model: direct}";
        assertThat(grants(control(BundledRun.scenario("case-1-heterogeneous-peers", direct))))
                .contains(
                        "rx[4-7] to host: asked extended, granted extended without a tag: the tag is withheld"
                                + " (rule 20, -EOPNOTSUPP)",
                        "rx[4-7] to gpu0: asked 16-bit, else 8-bit, granted no hint: the tag is withheld"
                                + " (rule 20, -EOPNOTSUPP)");
        BundledRun run = BundledRun.of("case-1-heterogeneous-peers", direct);
        assertThat(run.paths("rx[4-7]", PAYLOAD).keySet()).containsExactly("plain -> plain at gpu0");
        assertThat(run.paths("rx[8-11]", PAYLOAD).keySet()).containsExactly("plain -> plain at gpu1");
        assertThat(run.paths("rx[4-7]", COMPLETION).keySet()).allMatch(path -> path.contains("ph-only"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "case-1-heterogeneous-peers",
                "case-2-no-root-port-completer",
                "mixed-namespaces",
                "shadow-tables-vs-write-through"
            })
    void theThreadingDoesNotChangeTheDigest(String name) {
        DrawnScenario scenario =
                BundledRun.scenario(name, "measure={warm-up: 15 us, window: 45 us}", "tph.events=" + events(name));
        RunRecord inline = RunRecord.of(scenario, Column.CONFIGURED, EngineConfig.of(Threading.INLINE));
        RunRecord pipelined = RunRecord.of(scenario, Column.CONFIGURED, EngineConfig.of(Threading.PIPELINED));
        assertThat(pipelined.digest()).isEqualTo(inline.digest());
    }

    private static String events(String name) {
        boolean host = name.equals("shadow-tables-vs-write-through");
        return "[{at: 5 us, op: set-affinity, workload: rx, queue: " + (host ? 31 : 2) + ", core: 0},"
                + " {at: 20 us, op: disable, device: nic0}, {at: 30 us, op: enable, device: nic0}]";
    }
}
