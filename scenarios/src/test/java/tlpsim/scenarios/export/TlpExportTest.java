package tlpsim.scenarios.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.gen.capture.SidecarWriter;
import tlpsim.gen.capture.TlpCaptureForm;
import tlpsim.gen.capture.TlpCaptureReader;
import tlpsim.gen.capture.TlpTrace;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.EngineConfig;
import tlpsim.scenarios.wiring.Simulation;

class TlpExportTest {
    private static final long START_PS = 20_000_000;
    private static final long END_PS = 40_000_000;
    private static final int LIMIT = 100_000;
    /** Two devices on ports of different speed and length, so that TLPs arrive in another order than they leave. */
    private static final String SCENARIO = """
            name: two-ports
            platform: {preset: epyc-9655, cores: 8, l2: {size: 64 KiB}, llc: {size: 1 MiB}}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: extended}
                - {id: rp1, link: gen3 x8, tph-completer: extended, propagation: 700 ns}
              endpoints:
                - {id: nic0, port: rp0}
                - {id: nic1, port: rp1, address-bits: 32}
            tph: {enable: extended}
            workloads:
              - {id: a, device: nic0, queues: {count: 2, ring: 32}, arrivals: {rate: 20 Gbit/s, sizes: imix}, hints: {all: target}}
              - {id: b, device: nic1, queues: {count: 2, ring: 32}, arrivals: {rate: 10 Gbit/s, sizes: 700 B}, hints: {header: target}}
            """;

    @TempDir
    private Path directory;

    private static CaptureRecorder record(Threading threading, int limit) {
        ScenarioConfig scenario = new ScenarioReader(PresetCatalogue.bundled())
                .read("two-ports", SCENARIO, Path.of(""), List.of())
                .config();
        CaptureRecorder recorder = new CaptureRecorder(limit);
        EngineConfig engine = EngineConfig.of(threading).withTap(recorder);
        try (Simulation simulation =
                new Simulation(scenario, Path.of(""), Column.CONFIGURED, scenario.seed(), engine)) {
            simulation.runUntil(START_PS);
            simulation.beginWindow();
            simulation.runUntil(END_PS);
        }
        return recorder;
    }

    static Stream<List<Object>> formsAndTaps() {
        return Stream.of(TlpCaptureForm.values())
                .flatMap(form -> Stream.of(CaptureTap.values()).map(tap -> List.of(form, tap)));
    }

    @ParameterizedTest
    @MethodSource("formsAndTaps")
    void anExportReadsBackAsTheRecordsOfTheRun(List<Object> formAndTap) throws IOException {
        TlpCaptureForm form = (TlpCaptureForm) formAndTap.get(0);
        CaptureTap tap = (CaptureTap) formAndTap.get(1);
        CaptureRecorder recorder = record(Threading.INLINE, LIMIT);
        Path file = directory.resolve("run.pcap");

        new TlpExport(file, tap, form, recorder).write();

        List<Frame> expected = frames(recorder, tap);
        assertThat(expected).hasSizeGreaterThan(200);
        assertThat(read(file, expected.get(0).timeNs())).isEqualTo(expected);
        TlpTrace trace = TlpTrace.load(file);
        assertThat(trace.size()).isEqualTo(expected.size());
        assertThat(trace.timePs(trace.size() - 1))
                .isEqualTo((expected.get(expected.size() - 1).timeNs()
                                - expected.get(0).timeNs())
                        * 1000);
    }

    /** What a frame holds of a TLP. */
    private record Frame(long timeNs, String header, int wireBytes) {}

    /** From the records, without the code under test: the emitted header unless the path changed it, in the order of the tap's times. */
    private static List<Frame> frames(CaptureRecorder recorder, CaptureTap tap) {
        int timeField = tap == CaptureTap.REQUESTER ? TlpRecordLayout.DEPART_PS : TlpRecordLayout.ARRIVAL_PS;
        List<Integer> order = new ArrayList<>();
        for (int index = 0; index < recorder.size(); index++) {
            order.add(index);
        }
        order.sort(Comparator.comparing(index -> recorder.buffer(index).getLong(recorder.offset(index) + timeField)));
        List<Frame> frames = new ArrayList<>();
        for (int index : order) {
            DirectBuffer records = recorder.buffer(index);
            int offset = recorder.offset(index);
            assertThat(records.getByte(offset + TlpRecordLayout.DELIVERED_BYTES))
                    .isZero();
            long timePs = records.getLong(offset + timeField);
            int header = records.getByte(offset + TlpRecordLayout.EMITTED_BYTES);
            int payload = records.getInt(offset + TlpRecordLayout.PAYLOAD_BYTES);
            frames.add(new Frame(
                    timePs / 1000, bytes(records, offset + TlpRecordLayout.EMITTED, header), header + payload));
        }
        return frames;
    }

    private static String bytes(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static List<Frame> read(Path file, long firstNs) {
        List<Frame> frames = new ArrayList<>();
        try (TlpCaptureReader reader = TlpCaptureReader.open(file)) {
            while (reader.next()) {
                assertThat(reader.capturedBytes()).isEqualTo(reader.headerBytes());
                frames.add(new Frame(
                        firstNs + reader.timePs() / 1000,
                        bytes(reader.buffer(), reader.offset(), reader.headerBytes()),
                        reader.wireBytes()));
            }
            assertThat(reader.skippedFrames()).isZero();
        }
        return frames;
    }

    @Test
    void theSidecarHasALinePerFrameWithTheFieldsOfItsHeader() throws IOException {
        CaptureRecorder recorder = record(Threading.INLINE, LIMIT);
        TlpExport export =
                new TlpExport(directory.resolve("run.pcap"), CaptureTap.COMPLETER, TlpCaptureForm.RAW, recorder);

        String message = export.write();

        List<String> lines = Files.readAllLines(export.sidecar());
        assertThat(lines).hasSize(recorder.size() + 1).first().isEqualTo(SidecarWriter.COLUMNS);
        assertThat(lines)
                .anyMatch(line -> line.matches(
                        "\\d+,\\d+,completer,[01],payload,2,\\d+,16-bit,1,1,0x1[0-9a-f]{8},\\d+,tagged16"));
        assertThat(lines)
                .anyMatch(line -> line.matches("\\d+,\\d+,completer,[23],payload,,,,0,0,0x[0-9a-f]{1,8},\\d+,plain"));
        assertThat(lines).anyMatch(line -> line.matches("\\d+,\\d+,completer,[01],descriptor,2,\\d+,16-bit,1,1,.*"));
        for (int index = 0; index < recorder.size(); index++) {
            long arrivalPs = recorder.buffer(index).getLong(recorder.offset(index) + TlpRecordLayout.ARRIVAL_PS);
            assertThat(lines.get(index + 1)).startsWith(index + 1 + "," + arrivalPs + ",completer,");
        }
        assertThat(message)
                .isEqualTo(recorder.size() + " TLPs written to " + export.file() + " and " + export.sidecar());
    }

    @Test
    void theWindowHoldsWhatArrivesInIt() {
        CaptureRecorder recorder = record(Threading.INLINE, LIMIT);

        for (int index = 0; index < recorder.size(); index++) {
            assertThat(recorder.buffer(index).getLong(recorder.offset(index) + TlpRecordLayout.ARRIVAL_PS))
                    .isBetween(START_PS, END_PS - 1);
        }
    }

    @ParameterizedTest
    @EnumSource(CaptureTap.class)
    void theFilesAreTheSameInEveryThreading(CaptureTap tap) throws IOException {
        Path inline = directory.resolve("inline.pcap");
        Path pipelined = directory.resolve("pipelined.pcap");
        TlpExport first = new TlpExport(inline, tap, TlpCaptureForm.NETTLP, record(Threading.INLINE, LIMIT));
        TlpExport second = new TlpExport(pipelined, tap, TlpCaptureForm.NETTLP, record(Threading.PIPELINED, LIMIT));

        first.write();
        second.write();

        assertThat(pipelined).hasSameBinaryContentAs(inline);
        assertThat(second.sidecar()).hasSameBinaryContentAs(first.sidecar());
    }

    @Test
    void aLimitKeepsTheFirstTlpsAndSaysSo() throws IOException {
        CaptureRecorder all = record(Threading.INLINE, LIMIT);
        CaptureRecorder some = record(Threading.INLINE, 5);
        TlpExport export = new TlpExport(directory.resolve("run.pcap"), CaptureTap.COMPLETER, TlpCaptureForm.RAW, some);

        assertThat(export.write()).endsWith(", the first of " + all.size() + " in the window (--capture-limit)");
        assertThat(frames(some, CaptureTap.COMPLETER))
                .isEqualTo(frames(all, CaptureTap.COMPLETER).subList(0, 5));
    }

    @Test
    void aWindowThatIsRepeatedReplacesTheOneBefore() {
        CaptureRecorder recorder = record(Threading.INLINE, 7);
        assertThat(recorder.size()).isEqualTo(7);

        recorder.beginWindow();

        assertThat(recorder.size()).isZero();
        assertThat(recorder.seen()).isZero();
    }

    @Test
    void columnsAndReplicatesOtherThanTheFirstAreNotShown() {
        ScenarioConfig scenario = new ScenarioReader(PresetCatalogue.bundled())
                .read("two-ports", SCENARIO, Path.of(""), List.of())
                .config();
        CaptureRecorder recorder = new CaptureRecorder(LIMIT);
        EngineConfig engine = EngineConfig.of(Threading.INLINE).withTap(recorder);
        try (Simulation off = new Simulation(scenario, Path.of(""), Column.HINTS_OFF, scenario.seed(), engine);
                Simulation other =
                        new Simulation(scenario, Path.of(""), Column.CONFIGURED, scenario.seed() + 1, engine)) {
            off.beginWindow();
            off.runUntil(START_PS);
            other.beginWindow();
            other.runUntil(START_PS);
        }

        assertThat(recorder.seen()).isZero();
    }
}
