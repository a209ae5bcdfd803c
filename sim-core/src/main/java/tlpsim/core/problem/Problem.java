package tlpsim.core.problem;

/**
 * One mistake in what a user gave: where it stands, what was given, what is allowed.
 *
 * @param source  file name as the user typed it, or {@code --set}, or {@code <stdin>}
 * @param line    1-based line, or 0 where the source has no lines
 * @param column  1-based column, or 0 where the source has no columns
 * @param message the rule that is broken, with the given value and what is allowed: one sentence
 * @param hint    the nearest right spelling or the next step; empty where there is none
 */
public record Problem(String source, int line, int column, String message, String hint) {

    /** One line as editors and compilers print it: {@code file:line:column: message (hint)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(source);
        if (line > 0) {
            text.append(':').append(line);
            if (column > 0) {
                text.append(':').append(column);
            }
        }
        text.append(": ").append(message);
        if (!hint.isEmpty()) {
            text.append(" (").append(hint).append(')');
        }
        return text.toString();
    }
}
