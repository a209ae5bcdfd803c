package tlpsim.completer.memory;

import java.util.Arrays;

/**
 * The lines that were written back to memory since the log was last cleared, in order. Whoever knows the time empties it after each operation; where nobody
 * does, it is not kept.
 */
public final class WriteBackLog {
    private static final int FIRST_CAPACITY = 256;

    private long[] lines = new long[0];
    private int count;
    private int spreadBits;

    /** From now on lines are kept. */
    void keep() {
        lines = new long[FIRST_CAPACITY];
    }

    /** Of lines that are numbered without gaps only one in {@code 2^log2} exists: their numbers are spread over all. */
    void spread(int log2) {
        spreadBits = log2;
    }

    void add(long line) {
        if (lines.length == 0) {
            return;
        }
        if (count == lines.length) {
            lines = Arrays.copyOf(lines, 2 * count);
        }
        lines[count++] = line << spreadBits;
    }

    public int count() {
        return count;
    }

    public long line(int index) {
        return lines[index];
    }

    public void clear() {
        count = 0;
    }
}
