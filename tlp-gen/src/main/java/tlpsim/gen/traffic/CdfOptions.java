package tlpsim.gen.traffic;

import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/**
 * How a table of sizes is meant, where the file does not say it in a comment.
 *
 * @param unitBytes what the numbers of the first column count, 1 to 2^20 bytes (1460 for full TCP segments)
 */
public record CdfOptions(Interpolation interpolation, int unitBytes) {
    public static final CdfOptions DEFAULT = new CdfOptions(Interpolation.AUTO, 1);
    static final int MAX_UNIT_BYTES = 1 << 20;

    public CdfOptions {
        if (unitBytes < 1 || unitBytes > MAX_UNIT_BYTES) {
            throw new InvalidInputException(
                    new Problem("sizes", 0, 0, "unit is " + unitBytes + " bytes; allowed: 1 to " + MAX_UNIT_BYTES, ""));
        }
    }
}
