package tlpsim.gen.traffic;

import java.util.ArrayList;
import java.util.List;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/**
 * Receive side scaling of a device.
 *
 * @param tableEntries size of the indirection table, a power of two, 1 to 4096; devices have 64 to 512 (128 is usual)
 * @param queues       1 to 4096; queues beyond the table stay idle, as on a device
 */
public record RssConfig(RssFields fields, int tableEntries, int queues) {
    public static final int DEFAULT_TABLE_ENTRIES = 128;
    public static final int MAX_TABLE_ENTRIES = 4096;
    public static final int MAX_QUEUES = 4096;

    public RssConfig {
        List<Problem> problems = new ArrayList<>();
        if (tableEntries < 1 || tableEntries > MAX_TABLE_ENTRIES || Integer.bitCount(tableEntries) != 1) {
            String message = "RSS table has " + tableEntries + " entries; allowed: a power of two, 1 to 4096";
            problems.add(new Problem("rss", 0, 0, message, ""));
        }
        if (queues < 1 || queues > MAX_QUEUES) {
            problems.add(new Problem("rss", 0, 0, "there are " + queues + " queues; allowed: 1 to 4096", ""));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /** Addresses and ports, 128 entries. */
    public static RssConfig of(int queues) {
        return new RssConfig(RssFields.ADDRESSES_AND_PORTS, DEFAULT_TABLE_ENTRIES, queues);
    }
}
