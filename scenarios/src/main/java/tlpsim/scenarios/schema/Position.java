package tlpsim.scenarios.schema;

import tlpsim.core.problem.Problem;

/**
 * Where a value stands.
 *
 * @param source the file as the user named it, {@code --set PATH=VALUE}, or the origin of a default
 * @param line   1-based, 0 where the source has no lines
 * @param column 1-based, 0 where the source has no columns
 */
public record Position(String source, int line, int column) {

    /** A place in a source without lines. */
    public static Position of(String source) {
        return new Position(source, 0, 0);
    }

    public Problem problem(String message, String hint) {
        return new Problem(source, line, column, message, hint);
    }
}
