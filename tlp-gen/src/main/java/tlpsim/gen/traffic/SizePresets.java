package tlpsim.gen.traffic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;

/** The published mixes that come with tlpsim. */
public final class SizePresets {
    private static final String IMIX_SOURCE = "TRex traffic profiles IMIX_v4 and IMIX_v4_1 as used by FD.io CSIT";
    private static final List<String> IMIX = List.of("imix", "imix-v4-1", "imix-v4", "imix-v6-like");
    private static final List<String> TABLES = List.of(
            "homa-w1",
            "homa-w2",
            "homa-w3",
            "homa-w4",
            "homa-w5",
            "homa-web-server",
            "homa-cache-follower",
            "hpcc-web-search",
            "hpcc-fb-hadoop",
            "hpcc-ali-storage",
            "hpcc-google-rpc",
            "opera-data-mining",
            "opera-web-search",
            "opera-fb-hadoop");

    private SizePresets() {}

    /** All names in a fixed order. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(IMIX);
        names.addAll(TABLES);
        return List.copyOf(names);
    }

    public static boolean exists(String name) {
        return IMIX.contains(name) || TABLES.contains(name);
    }

    /**
     * The preset of a name; reads and checks its table.
     *
     * @param source where the name was given, with line and column (0 where there are none), for the message
     * @throws InvalidInputException for an unknown name, with the nearest one
     */
    public static SizePreset require(String name, String source, int line, int column) {
        if (IMIX.contains(name)) {
            return imix(name);
        }
        if (TABLES.contains(name)) {
            return table(name);
        }
        throw new InvalidInputException(new Problem(
                source,
                line,
                column,
                "no size preset '" + name + "'; allowed: " + String.join(", ", names()),
                NearestName.hint(name, names())));
    }

    private static SizePreset imix(String name) {
        return switch (name) {
            case "imix-v4" -> imix(name, false, new int[] {60, 590, 1514}, new long[] {28, 20, 4}, "TRex IMIX v4");
            case "imix-v6-like" ->
                imix(name, true, new int[] {128, 570, 1280}, new long[] {58, 33, 8}, "mix with the sizes of IPv6");
            default -> imix(name, true, new int[] {64, 570, 1518}, new long[] {28, 16, 4}, "TRex IMIX v4_1");
        };
    }

    private static SizePreset imix(String name, boolean includesFcs, int[] sizes, long[] weights, String title) {
        SizeDistribution distribution = SizeDistribution.weighted(sizes, weights);
        return new SizePreset(name, SizePreset.Kind.PACKETS, includesFcs, distribution, title, IMIX_SOURCE);
    }

    private static SizePreset table(String name) {
        List<String> lines = resource(name + ".csv");
        SizeDistribution distribution = CdfParser.parse(name, lines, CdfOptions.DEFAULT);
        String title = comment(lines, "title");
        return new SizePreset(name, SizePreset.Kind.MESSAGES, false, distribution, title, comment(lines, "source"));
    }

    private static String comment(List<String> lines, String key) {
        String prefix = "# " + key + ": ";
        for (String line : lines) {
            if (line.startsWith(prefix)) {
                return line.substring(prefix.length());
            }
        }
        throw new IllegalStateException("a size table lacks the comment " + key);
    }

    private static List<String> resource(String name) {
        try (InputStream stream = SizePresets.class.getResourceAsStream(name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the built-in table " + name, e);
        }
    }
}
