package tlpsim.completer.memory;

import java.util.Arrays;

/** Lines outside the chosen sets that are simulated all the same, because their group has too few lines to have enough in those sets. */
final class AdoptedLineTable {
    /** Lines. */
    static final int MOST = 1 << 10;

    /** Twice as many slots as there may be lines. */
    private static final int SLOTS = 2 * MOST;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long NO_LINE = -1;

    private final long[] lines = new long[SLOTS];
    private final long[] numbers = new long[SLOTS];
    private final long end;
    private long next;

    /** @param first number that an adopted line may have @param end of these numbers */
    AdoptedLineTable(long first, long end) {
        this.next = first;
        this.end = Math.min(end, first + MOST);
        Arrays.fill(lines, NO_LINE);
    }

    private int slot(long line) {
        int slot = (int) (line * GOLDEN >>> 40) & SLOTS - 1;
        while (lines[slot] != line && lines[slot] != NO_LINE) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }

    boolean holds(long line) {
        return lines[slot(line)] == line;
    }

    /** @return the number under which caches know a line that is held */
    long number(long line) {
        return numbers[slot(line)];
    }

    /** Takes a line that is not held. @return whether there was room */
    boolean adopt(long line) {
        if (next >= end) {
            return false;
        }
        int slot = slot(line);
        lines[slot] = line;
        numbers[slot] = next++;
        return true;
    }
}
