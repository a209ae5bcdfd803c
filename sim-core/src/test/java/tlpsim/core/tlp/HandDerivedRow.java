package tlpsim.core.tlp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One row of {@code hand-derived-tph.md}. */
record HandDerivedRow(String id, String hex, Map<String, String> fields, String writtenBy) {
    static List<HandDerivedRow> all() {
        List<HandDerivedRow> rows = new ArrayList<>();
        for (String line : WireText.lines("hand-derived-tph.md")) {
            String[] cells = line.split("\\|");
            if (cells.length != 6 || cells[1].isBlank() || cells[1].strip().equals("id") || cells[1].contains("---")) {
                continue;
            }
            Map<String, String> fields = new LinkedHashMap<>();
            for (String pair : cells[3].strip().split(" ")) {
                String[] keyAndValue = pair.split("=");
                fields.put(keyAndValue[0], keyAndValue[1]);
            }
            rows.add(new HandDerivedRow(cells[1].strip(), cells[2].strip(), fields, cells[4].strip()));
        }
        return rows;
    }

    boolean flit() {
        return "flit".equals(fields.get("mode"));
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    TlpKind kind() {
        return TlpKind.valueOf(fields.getOrDefault("kind", "RESERVED"));
    }

    /** Hexadecimal. */
    int number(String key) {
        return (int) longNumber(key);
    }

    long longNumber(String key) {
        return Long.parseUnsignedLong(fields.getOrDefault(key, "0"), 16);
    }

    int lengthDw() {
        return Integer.parseInt(fields.getOrDefault("len", "1"));
    }

    /** Hints mean something: stated, or TH=1 on a request, or a valid HV. */
    boolean hints() {
        if (has("hints")) {
            return fields.get("hints").equals("yes");
        }
        return number("th") == 1 || (number("hv") & 1) == 1;
    }

    int stField() {
        return has("stfield") ? number("stfield") : number("st");
    }

    int phField() {
        return has("phfield") ? number("phfield") : number("ph");
    }

    List<Integer> words(String key) {
        List<Integer> words = new ArrayList<>();
        if (has(key)) {
            for (String word : fields.get(key).split(",")) {
                words.add(Integer.parseUnsignedInt(word, 16));
            }
        }
        return words;
    }

    @Override
    public String toString() {
        return id;
    }
}
