package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.scenarios.config.IndexSet;
import tlpsim.scenarios.config.ResolvedScenario;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.export.CaptureRecorder;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.EngineConfig;
import tlpsim.scenarios.wiring.Simulation;

/** What {@code explain} says about a scenario is what a run of it does: each TLP at the host is held against its flow. */
class ExplainCommandAgreementTest {
    private static final long WINDOW_PS = 20_000_000;
    private static final String NVME = """
            name: disk
            platform: {preset: epyc-9655, cores: 8, l2: {size: 64 KiB}, llc: {size: 1 MiB}}
            fabric:
              root-ports: [{id: rp0, link: gen4 x4, tph-completer: extended}]
              endpoints: [{id: ssd0, port: rp0, kind: nvme, tph: {st-table: {entries: 5}}}]
            tph: {enable: extended}
            workloads:
              - id: io
                device: ssd0
                queues: {count: 2, cores: 0-1}
                arrivals: {rate: max}
                nvme: {media-latency: 1 us, read-share: 50 %}
                hints: {all: target}
                steer: {descriptor: offset 1, payload: core, completion: cluster}
            """;

    static Stream<List<String>> settings() {
        return Stream.of(
                List.of(),
                List.of("tph.enable=off"),
                List.of("tph.enable=extended"),
                List.of("tph.enable=extended", "fabric.root-ports.rp0.tph-completer=tph"),
                List.of("tph.gate=none", "tph.enable=extended", "fabric.root-ports.rp0.tph-completer=tph"),
                List.of("tph.enable=extended", "fabric.root-ports.rp0.prefix.end-end=false"),
                List.of(
                        "tph.gate=none",
                        "tph.enable=extended",
                        "fabric.root-ports.rp0.link=gen6 x8",
                        "fabric.root-ports.rp0.tph-completer=tph"),
                List.of(
                        "tph.enable=extended",
                        "fabric.root-ports.rp0.prefix.end-end=false",
                        "fabric.root-ports.rp0.prefix.extended-fmt=false"),
                List.of("fabric.endpoints.nic0.tph.supported=false"),
                List.of("tph.mode=no-st"),
                List.of("tph.mode=device-specific", "fabric.endpoints.nic0.tph.st-table.location=none"),
                List.of("fabric.endpoints.nic0.tph.st-table.location=capability", "workloads.rx.steer.header=offset 3"),
                List.of("fabric.endpoints.nic0.tph.st-table.entries=1"),
                List.of(
                        "fabric.endpoints.nic0.tph.st-table.entries=3",
                        "workloads.rx.steer.header=cluster",
                        "tph.on-missing-entry=skip"),
                List.of("workloads.rx.steer.completion=fixed 0x41", "workloads.rx.steer.header=socket"),
                List.of("workloads.rx.steer.header=none", "workloads.rx.hints.descriptor=bidirectional"),
                List.of("platform.firmware.tags-8bit.count=1"),
                List.of("platform.firmware.tags-8bit.target=none", "workloads.rx.hints.payload=requester"),
                List.of("fabric.root-ports.rp0.tph-completer=none"),
                List.of("tph.parameters=[notph]"),
                List.of("tph.parameters=[nostmode]", "tph.kernel=posted-v4"),
                List.of("platform.firmware.dsm=fails"),
                List.of("fabric.endpoints.nic0.vfio={design: mail}"),
                List.of("fabric.endpoints.nic0.vfio={design: shadow-tables}"),
                List.of("fabric.endpoints.nic0.vfio={unsafe: true}", "workloads.rx.steer.header=fixed 0x41"),
                List.of(
                        "fabric.endpoints.nic0.vfio={design: mail}",
                        "workloads.rx.driver.model=direct",
                        "tph.mode=device-specific"),
                List.of(
                        "fabric.endpoints.nic0.vfio={unsafe: true}",
                        "workloads.rx.driver.model=direct",
                        "tph.mode=device-specific"),
                List.of(
                        "fabric.endpoints.nic0.vfio={design: ungated-peer-to-peer}",
                        "fabric.root-ports.rp0.tph-completer=none"),
                List.of(
                        "fabric.endpoints.nic0.vfio={design: shadow-tables}",
                        "tph.enable=extended",
                        "fabric.root-ports.rp0.tph-completer=extended",
                        "workloads.rx.targets=[{queues: 0, all: host, host-namespace: 8-bit}]"),
                List.of("tph.gate=none", "fabric.root-ports.rp0.tph-completer=none"),
                List.of("fabric.root-ports.rp0.hints.tph-disable=true", "fabric.endpoints.nic0.address-bits=32"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everyTlpOfAReceivingNicIsAsItsFlowSays(List<String> sets) {
        verify(CliRun.TINY, sets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "write", "mixed"})
    void everyTlpOfAnNvmeDeviceIsAsItsFlowSays(String direction) {
        verify(NVME, List.of("workloads.io.direction=" + direction));
    }

    private static void verify(String scenario, List<String> sets) {
        ResolvedScenario resolved =
                new ScenarioReader(PresetCatalogue.bundled()).read("tiny", scenario, Path.of(""), sets);
        List<ExplainCommandFlow> flows = new ExplainCommandFlows(resolved.config(), resolved.directory()).flows();
        CaptureRecorder recorder = new CaptureRecorder(100_000);
        EngineConfig engine = EngineConfig.of(Threading.INLINE).withTap(recorder);
        long minReturnPs;
        try (Simulation simulation = new Simulation(
                resolved.config(),
                Path.of(""),
                Column.CONFIGURED,
                resolved.config().seed(),
                engine)) {
            simulation.beginWindow();
            simulation.runUntil(WINDOW_PS);
            minReturnPs = simulation.host().minReturnPs();
        }

        assertThat(recorder.size()).isGreaterThan(100);
        for (int index = 0; index < recorder.size(); index++) {
            verify(flows, recorder.buffer(index), recorder.offset(index));
        }
        assertThat(ExplainCommandLink.of(resolved.config()).get(0).minReturnPs())
                .isEqualTo(minReturnPs);
    }

    private static void verify(List<ExplainCommandFlow> flows, DirectBuffer records, int offset) {
        TlpFlyweight tlp = new TlpFlyweight();
        boolean flit = (records.getByte(offset + TlpRecordLayout.FLAGS) & TlpRecordLayout.FLAG_FLIT) != 0;
        tlp.wrap(
                records,
                offset + TlpRecordLayout.EMITTED,
                records.getByte(offset + TlpRecordLayout.EMITTED_BYTES),
                flit);
        String kind = AccessKind.ofCode(records.getByte(offset + TlpRecordLayout.KIND))
                .label();
        int queue = records.getInt(offset + TlpRecordLayout.QUEUE);
        ExplainCommandFlow flow = flows.stream()
                .filter(each -> each.kind().equals(kind)
                        && IndexSet.parse(each.queues()).contains(queue))
                .findFirst()
                .orElseThrow();
        assertThat(HintOutcome.ofCode(records.getByte(offset + TlpRecordLayout.OUTCOME))
                        .label())
                .as(kind + " of queue " + queue)
                .isEqualTo(flow.outcome());
        if (queue == flow.sample().queue()) {
            assertThat(tlp.hasHints() ? tlp.st() : -1)
                    .as(kind + " of queue " + queue)
                    .isEqualTo(flow.sample().tag());
        }
    }
}
