package tlpsim.scenarios.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tlpsim.core.problem.NearestName;

/** The words of a line behind its keyword: first those in fixed order, then flags and {@code key=value} in any order. */
final class LineArguments {
    private final ScriptLine line;
    private final Set<String> letNames;
    private final List<ScriptWord> rest;
    private final Set<String> known = new TreeSet<>();

    /** @param letNames the names of {@code let} lines so far */
    LineArguments(ScriptLine line, Set<String> letNames) {
        this.line = line;
        this.letNames = letNames;
        this.rest = new ArrayList<>(line.words().subList(1, line.words().size()));
    }

    ScriptLine line() {
        return line;
    }

    boolean isEmpty() {
        return rest.isEmpty();
    }

    /** The next word; {@code what} says what belongs there. */
    ScriptWord word(String what) {
        if (rest.isEmpty()) {
            throw line.bad(line.endColumn(), line.keyword().text() + ": " + what + " is missing", "");
        }
        return rest.remove(0);
    }

    /** Whether the next word begins so; it stays. */
    boolean nextBegins(String start) {
        return !rest.isEmpty() && rest.get(0).text().startsWith(start);
    }

    boolean flag(String name) {
        known.add(name);
        return rest.removeIf(word -> word.text().equals(name));
    }

    /** The value of {@code key=value}, with its own column. */
    Optional<ScriptWord> option(String key) {
        known.add(key + "=");
        for (ScriptWord word : rest) {
            if (word.text().startsWith(key + "=")) {
                rest.remove(word);
                int skipped = key.length() + 1;
                return Optional.of(new ScriptWord(word.text().substring(skipped), word.column() + skipped));
            }
        }
        return Optional.empty();
    }

    /** Takes all words that are left. */
    List<ScriptWord> takeRest() {
        List<ScriptWord> all = List.copyOf(rest);
        rest.clear();
        return all;
    }

    /** Nothing may be left. */
    void end() {
        if (rest.isEmpty()) {
            return;
        }
        ScriptWord left = rest.get(0);
        String given =
                left.text().contains("=") ? left.text().substring(0, left.text().indexOf('=') + 1) : left.text();
        String allowed = known.isEmpty() ? "nothing more" : String.join(", ", known);
        throw line.bad(
                left,
                line.keyword().text() + ": '" + given + "' has no place here; allowed: " + allowed,
                NearestName.hint(given, known));
    }

    int number(String what, int min, int max) {
        return (int) literal(word(what), what, min, max);
    }

    int option(String key, int fallback, int min, int max) {
        Optional<ScriptWord> given = option(key);
        return given.isPresent() ? (int) literal(given.get(), key, min, max) : fallback;
    }

    <T> T option(String key, T fallback, Map<String, T> choices) {
        Optional<ScriptWord> given = option(key);
        return given.isPresent() ? choose(given.get(), key, choices) : fallback;
    }

    <T> T choose(ScriptWord word, String what, Map<String, T> choices) {
        T chosen = choices.get(word.text());
        if (chosen == null) {
            throw line.bad(
                    word,
                    what + ": '" + word.text() + "'; allowed: " + String.join(", ", choices.keySet()),
                    NearestName.hint(word.text(), choices.keySet()));
        }
        return chosen;
    }

    /** A number, or the value of an operation before. */
    Operand operand(ScriptWord word, String what, long min, long max) {
        if (!word.text().startsWith("$")) {
            return new Operand(line, word, null, literal(word, what, min, max), min, max);
        }
        String name = word.text().substring(1);
        if (!name.isEmpty() && !letNames.contains(name)) {
            throw line.bad(
                    word,
                    what + ": no line 'let " + name + "' stands before this one",
                    NearestName.hint(name, letNames));
        }
        return new Operand(line, word, name, 0, min, max);
    }

    long literal(ScriptWord word, String what, long min, long max) {
        try {
            long value = Long.decode(word.text());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw line.bad(word, what + ": '" + word.text() + "' is not a number; allowed: " + range(min, max), "");
        }
        throw line.bad(word, what + ": " + word.text() + "; allowed: " + range(min, max), "");
    }

    private static String range(long min, long max) {
        return min + " to " + max;
    }
}
