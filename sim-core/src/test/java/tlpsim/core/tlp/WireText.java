package tlpsim.core.tlp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Text of the wire format's test resources. */
final class WireText {
    private static final Pattern PAIR = Pattern.compile("\"([^\"]+)\": (\"[^\"]*+\"|-?\\d+|true|false|null)");

    private WireText() {}

    static List<String> lines(String resource) {
        try (InputStream in = WireText.class.getResourceAsStream("/tlp/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static UnsafeBuffer bytes(String hex) {
        return new UnsafeBuffer(HexFormat.of().parseHex(hex.replace(" ", "").toLowerCase()));
    }

    static String hex(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Keys and scalar values of one line of JSON, those of nested objects too, quotes off; the first of equal keys
     * stays.
     */
    static Map<String, String> scalars(String json) {
        Map<String, String> values = new LinkedHashMap<>();
        Matcher matcher = PAIR.matcher(json);
        while (matcher.find()) {
            String value = matcher.group(2);
            values.putIfAbsent(
                    matcher.group(1), value.startsWith("\"") ? value.substring(1, value.length() - 1) : value);
        }
        return values;
    }

    /** The text of the object under a key, braces included; it must not nest. */
    static String object(String json, String key) {
        int start = json.indexOf('{', json.indexOf("\"" + key + "\": {"));
        return json.substring(start, json.indexOf('}', start) + 1);
    }
}
