package tlpsim.completer.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One line of {@code goldens.txt}. */
record Golden(
        String group,
        String trace,
        long writes,
        String fnv,
        List<ReplayLevelConfig> caches,
        Map<String, Long> counters) {

    static Stream<Golden> all(String group) {
        return lines().stream()
                .filter(line -> !line.startsWith("#"))
                .map(Golden::parse)
                .filter(golden -> golden.group.equals(group));
    }

    private static List<String> lines() {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Golden.class.getResourceAsStream("goldens.txt"), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Golden parse(String line) {
        String[] fields = line.split(";");
        String trace = "gen:" + fields[1] + ",seed=" + fields[2] + ",w=" + fields[3] + ",n=" + fields[4];
        Map<String, Long> counters = new TreeMap<>();
        for (String counter : fields[8].split(" ")) {
            String[] pair = counter.split("=");
            counters.put(pair[0], Long.parseLong(pair[1]));
        }
        List<ReplayLevelConfig> caches = Arrays.stream(fields[7].split(" "))
                .map(ReplayLevelConfig::parse)
                .toList();
        return new Golden(fields[0], trace, Long.parseLong(fields[5]), fields[6], caches, counters);
    }

    @Override
    public String toString() {
        return trace + " through "
                + caches.stream().map(ReplayLevelConfig::label).toList();
    }
}
