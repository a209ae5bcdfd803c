package tlpsim.core.vfio;

import java.util.List;

/**
 * One TPH_ST call.
 *
 * @param extended the flag EXTENDED: 16-bit tags if set, 8-bit if clear, for the whole call
 * @param entries  in the order in which they are written
 */
public record TphStRequest(boolean extended, List<TphStEntry> entries) {
    /** Largest batch: the largest table. */
    public static final int MAX_ENTRIES = 2048;

    public TphStRequest {
        entries = List.copyOf(entries);
    }
}
