package tlpsim.scenarios.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;

/** Typed reading of one JSON object that a user wrote; every mistake names the key, the value and what is allowed. */
final class TlpCommandFields {
    private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private final ObjectNode node;
    private final String source;
    private final int line;

    TlpCommandFields(ObjectNode node, String source, int line) {
        this.node = node;
        this.source = source;
        this.line = line;
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    JsonNode get(String key) {
        return node.get(key);
    }

    /** The object under a key. */
    TlpCommandFields child(String key) {
        JsonNode value = node.get(key);
        if (value instanceof ObjectNode object) {
            return new TlpCommandFields(object, source, line);
        }
        throw bad(key + ": an object expected, given " + value, "");
    }

    TlpCommandFields wrap(ObjectNode object) {
        return new TlpCommandFields(object, source, line);
    }

    int integer(String key, int fallback, int max) {
        return (int) unsigned(key, fallback, max);
    }

    /** A number, or a string that is one, decimal or with 0x; returned as its 64 bits. */
    long unsigned(String key, long fallback, long max) {
        if (!has(key)) {
            return fallback;
        }
        BigInteger value = number(key, node.get(key));
        BigInteger limit = max == -1 ? MAX_UNSIGNED : BigInteger.valueOf(max);
        if (value.signum() < 0 || value.compareTo(limit) > 0) {
            throw bad(key + ": " + value + " is out of range; allowed: 0 to " + limit, "");
        }
        return value.longValue();
    }

    private BigInteger number(String key, JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.bigIntegerValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? BigInteger.ONE : BigInteger.ZERO;
        }
        String text = value.isTextual() ? value.textValue() : "";
        try {
            boolean hex = text.startsWith("0x") || text.startsWith("0X");
            return hex ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
        } catch (NumberFormatException notANumber) {
            throw bad(key + ": a number expected, or a string such as \"0x1f\"; given " + value, "");
        }
    }

    boolean flag(String key) {
        return unsigned(key, 0, 1) == 1;
    }

    String text(String key, String fallback) {
        if (!has(key)) {
            return fallback;
        }
        JsonNode value = node.get(key);
        if (!value.isTextual()) {
            throw bad(key + ": a string expected, given " + value, "");
        }
        return value.textValue();
    }

    byte[] hex(String key) {
        String text = text(key, "");
        try {
            return TlpCommandText.parseHex(text, source, line);
        } catch (InvalidInputException notHex) {
            throw bad(key + ": hexadecimal bytes expected, given '" + text + "'", "");
        }
    }

    /** A function's number, from {@code key} (a number) or {@code nameKey} ("bb:dd.f"). */
    int functionId(String key, String nameKey) {
        if (has(key) || !has(nameKey)) {
            return integer(key, 0, 0xFFFF);
        }
        String name = text(nameKey, "");
        String[] parts = name.split("[:.]");
        try {
            int bus = Integer.parseInt(parts[0], 16);
            int device = Integer.parseInt(parts[1], 16);
            int function = Integer.parseInt(parts[2], 16);
            if ((bus & ~0xFF) == 0 && (device & ~0x1F) == 0 && (function & ~7) == 0 && parts.length == 3) {
                return bus << 8 | device << 3 | function;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notAnId) {
            throw bad(
                    nameKey + ": bus:device.function in hexadecimal expected, given '" + name + "'",
                    "for example 3a:00.1");
        }
        throw bad(nameKey + ": '" + name + "' is out of range; allowed: ff:1f.7", "");
    }

    /** Refuses keys that no reader knows. */
    void requireKnown(List<String> known) {
        List<Problem> problems = new ArrayList<>();
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problems.add(new Problem(source, line, 0, "unknown key '" + key + "'", NearestName.hint(key, known)));
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    InvalidInputException bad(String message, String hint) {
        return new InvalidInputException(new Problem(source, line, 0, message, hint));
    }
}
