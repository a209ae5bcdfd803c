package tlpsim.scenarios.control;

import java.util.ArrayList;
import java.util.List;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/**
 * A line with at least one word.
 *
 * @param source the script as the user named it
 * @param number counts from 1
 * @param text   without comment and outer blanks
 */
record ScriptLine(String source, int number, String text, List<ScriptWord> words) {

    /** The lines that hold words; everything from a {@code #} on is a comment. */
    static List<ScriptLine> linesOf(String source, String script) {
        List<ScriptLine> lines = new ArrayList<>();
        String[] texts = script.split("\n", -1);
        for (int i = 0; i < texts.length; i++) {
            int comment = texts[i].indexOf('#');
            String text = comment < 0 ? texts[i] : texts[i].substring(0, comment);
            List<ScriptWord> words = wordsOf(text);
            if (!words.isEmpty()) {
                lines.add(new ScriptLine(source, i + 1, text.strip(), words));
            }
        }
        return lines;
    }

    private static List<ScriptWord> wordsOf(String text) {
        List<ScriptWord> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at > start) {
                words.add(new ScriptWord(text.substring(start, at), start + 1));
            }
            at++;
        }
        return words;
    }

    ScriptWord keyword() {
        return words.get(0);
    }

    /** The column behind the last word. */
    int endColumn() {
        ScriptWord last = words.get(words.size() - 1);
        return last.column() + last.text().length();
    }

    InvalidInputException bad(int column, String message, String hint) {
        return new InvalidInputException(new Problem(source, number, column, message, hint));
    }

    InvalidInputException bad(ScriptWord word, String message, String hint) {
        return bad(word.column(), message, hint);
    }
}
