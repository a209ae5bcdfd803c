package tlpsim.bench.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The packages of {@code docs/module-map.md}, bottom-up. */
final class ModuleMap {
    private static final Pattern ROW = Pattern.compile("^\\| `(tlpsim\\.[a-z.]+)` \\|", Pattern.MULTILINE);

    private ModuleMap() {}

    static List<String> packages() {
        Path map = Path.of(System.getProperty("tlpsim.root")).resolve("docs/module-map.md");
        try {
            return ROW.matcher(Files.readString(map))
                    .results()
                    .map((MatchResult row) -> row.group(1))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
