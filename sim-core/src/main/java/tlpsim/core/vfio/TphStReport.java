package tlpsim.core.vfio;

import java.util.List;
import tlpsim.core.rule.OperationReport;

/**
 * What a TPH_ST call gave.
 *
 * @param operation the call; its value is the number of entries taken
 * @param returned  one per entry of a call that succeeded, in order
 */
public record TphStReport(OperationReport operation, List<Returned> returned) {
    public TphStReport {
        returned = List.copyOf(returned);
    }

    /**
     * What the user sees of one entry.
     *
     * @param ph      0 to 3, or {@link #NOT_GIVEN}
     * @param tag     the tag, or {@link #NOT_GIVEN} where it is withheld
     * @param written whether the tag stands in the table
     */
    public record Returned(int index, int ph, int tag, boolean written) {}

    /** A value that does not exist, or is withheld. */
    public static final int NOT_GIVEN = -1;
}
