package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tlpsim.completer.trace.TraceSource;
import tlpsim.completer.trace.TraceSpec;

/** {@code cache replay} gives the counts on which independent simulators agree (outside material, cache/goldens.json). */
@Tag("outside")
class CacheCommandGoldensTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Stream<Golden> all() throws IOException {
        JsonNode root = MAPPER.readTree(Path.of(System.getProperty("tlpsim.vectors"), "cache", "goldens.json")
                .toFile());
        List<Golden> goldens = new ArrayList<>();
        for (String group : List.of("goldens", "goldens_way_restricted", "goldens_large")) {
            root.get(group).forEach(node -> goldens.add(new Golden(node)));
        }
        return goldens.stream();
    }

    static Stream<Golden> someOfEachCache() throws IOException {
        List<Golden> goldens = all().toList();
        return Stream.iterate(0, i -> i < 175, i -> i + 7)
                .map(goldens::get)
                .filter(golden -> golden.accesses() <= 1_000_000);
    }

    record Golden(JsonNode node) {
        String trace() {
            JsonNode trace = node.get("trace");
            return "gen:" + trace.get("spec").asText() + ",seed="
                    + trace.get("seed").asText() + ",w=" + trace.get("W").asText() + ",n="
                    + trace.get("n").asText();
        }

        long accesses() {
            return node.get("trace").get("n").asLong();
        }

        @Override
        public String toString() {
            return trace() + " through " + node.get("caches");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void countsOfAGeneratedTrace(Golden golden) throws IOException {
        verify(golden, golden.trace(), InputStream.nullInputStream());
    }

    @ParameterizedTest
    @MethodSource("someOfEachCache")
    void countsOfTheSameTraceAsDinText(Golden golden) throws IOException {
        verify(golden, "-", new ByteArrayInputStream(din(golden)));
    }

    private static byte[] din(Golden golden) {
        StringBuilder text = new StringBuilder();
        long[] entries = new long[1000];
        try (TraceSource source = TraceSpec.parse(golden.trace()).open()) {
            for (int count = source.fill(entries); count > 0; count = source.fill(entries)) {
                for (int i = 0; i < count; i++) {
                    text.append(entries[i] & 1)
                            .append(' ')
                            .append(Long.toHexString(entries[i] & ~1L))
                            .append('\n');
                }
            }
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void verify(Golden golden, String trace, InputStream input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                input,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        List<String> arguments = new ArrayList<>(List.of("cache", "replay", trace, "--json"));
        golden.node().get("caches").forEach(cache -> arguments.addAll(List.of("--cache", cache.asText())));

        int code = Tlpsim.run(console, arguments.toArray(String[]::new));

        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        JsonNode result = MAPPER.readTree(out.toByteArray());
        assertThat(result.get("fnv")).isEqualTo(golden.node().get("trace").get("fnv"));
        assertThat(result.get("writes")).isEqualTo(golden.node().get("trace").get("writes"));
        for (Map.Entry<String, JsonNode> counter : golden.node().get("golden").properties()) {
            assertThat(result.get(counter.getKey()).asLong())
                    .as(counter.getKey())
                    .isEqualTo(counter.getValue().asLong());
        }
    }
}
