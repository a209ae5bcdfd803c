package tlpsim.gen.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures of real devices, against what independent dissectors made of them. */
@Tag("outside")
class RealCapturesTest {
    private static final Pattern LINE = Pattern.compile("\"source\": \"[^\" ]* (?<file>[^\"]+)\", "
            + "\"frame\": (?<frame>\\d+), .*\"header_hex\": \"(?<header>[0-9a-f]+)\", "
            + "\"tlp_bytes_on_wire\": (?<wire>\\d+), \"tlp_bytes_captured\": (?<captured>\\d+)");

    @TempDir
    private Path folder;

    @Test
    void everyTlpOfEveryNetTlpCaptureHasTheHeaderAndTheLengthsThatDissectorsSaw() throws IOException {
        Map<String, TlpTrace> traces = new LinkedHashMap<>();
        int[] next = {0};
        String current = "";
        for (String line : Files.readAllLines(vectors().resolve("nettlp-tlp.jsonl"))) {
            Matcher expected = LINE.matcher(line);
            assertThat(expected.find()).as(line).isTrue();
            String name = expected.group("file").replace('/', '_');
            if (!traces.containsKey(name)) {
                assertComplete(traces.get(current), next[0]);
                traces.put(name, TlpTrace.load(vectors().resolve("nettlp-pcap").resolve(name)));
                next[0] = 0;
                current = name;
            }
            assertMet(traces.get(name), next[0]++, expected);
        }
        assertComplete(traces.get(current), next[0]);
        assertThat(traces).hasSize(23);
        assertThat(traces.values().stream().mapToInt(TlpTrace::size).sum()).isEqualTo(1537);
    }

    @Test
    void noRealCaptureHoldsOtherFramesAndTimesRise() throws IOException {
        for (Path file : captures()) {
            TlpTrace trace = TlpTrace.load(file);
            assertThat(trace.skippedFrames()).isZero();
            assertThat(trace.timePs(0)).isZero();
            assertThat(trace.timePs(trace.size() - 1)).isPositive();
        }
    }

    @Test
    void everyRealCaptureSurvivesARoundTripThroughBothForms() throws IOException {
        for (Path file : captures()) {
            TlpTrace before = TlpTrace.load(file);
            for (TlpCaptureForm form : TlpCaptureForm.values()) {
                Path copy = folder.resolve(form + ".pcap");
                try (TlpCaptureWriter writer = new TlpCaptureWriter(copy, form)) {
                    for (int i = 0; i < before.size(); i++) {
                        writer.write(
                                before.timePs(i),
                                false,
                                before.buffer(),
                                before.offset(i),
                                before.capturedBytes(i),
                                before.wireBytes(i));
                    }
                    writer.commit();
                }
                assertSame(before, TlpTrace.load(copy));
            }
        }
    }

    @Test
    void thePacketCaptureIsReadAsTraffic() {
        PacketTrace trace = PacketTrace.load(vectors().resolve("pcap").resolve("tcpreplay-test.pcap"));
        byte[] key = new byte[PacketCaptureReader.MAX_FLOW_KEY_BYTES];

        assertThat(trace.size()).isEqualTo(179);
        assertThat(trace.lengthBytes(0)).isEqualTo(93);
        assertThat(trace.timePs(1)).isEqualTo(722_000_000L);
        assertThat(trace.copyFlowKey(0, key)).isEqualTo(12);
        assertThat(HexFormat.of().formatHex(key, 0, 12)).isEqualTo("ac100b0c4a7d1311fc3501bb");
    }

    private static void assertMet(TlpTrace trace, int i, Matcher expected) {
        String header = expected.group("header");
        byte[] bytes = new byte[header.length() / 2];
        trace.buffer().getBytes(trace.offset(i), bytes);
        assertThat(trace.frameNumber(i)).isEqualTo(Long.parseLong(expected.group("frame")));
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(header);
        assertThat(trace.headerBytes(i)).isEqualTo(bytes.length);
        assertThat(trace.wireBytes(i)).isEqualTo(Integer.parseInt(expected.group("wire")));
        assertThat(trace.capturedBytes(i)).isEqualTo(Integer.parseInt(expected.group("captured")));
    }

    private static void assertComplete(TlpTrace trace, int seen) {
        if (trace != null) {
            assertThat(trace.size()).isEqualTo(seen);
        }
    }

    private static void assertSame(TlpTrace before, TlpTrace after) {
        assertThat(after.size()).isEqualTo(before.size());
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.timePs(i)).isEqualTo(before.timePs(i));
            assertThat(after.wireBytes(i)).isEqualTo(before.wireBytes(i));
            assertThat(after.capturedBytes(i)).isEqualTo(before.capturedBytes(i));
            byte[] left = new byte[before.capturedBytes(i)];
            byte[] right = new byte[before.capturedBytes(i)];
            before.buffer().getBytes(before.offset(i), left);
            after.buffer().getBytes(after.offset(i), right);
            assertThat(right).isEqualTo(left);
        }
    }

    private static List<Path> captures() throws IOException {
        try (var files = Files.list(vectors().resolve("nettlp-pcap"))) {
            return files.sorted().toList();
        }
    }

    private static Path vectors() {
        return Path.of(System.getProperty("tlpsim.vectors"));
    }
}
