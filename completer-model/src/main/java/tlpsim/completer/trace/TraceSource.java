package tlpsim.completer.trace;

/**
 * A stream of memory accesses. An entry is {@code line << 6 | write}, unsigned: the byte address with bit 0 set for a write and bits 1 to 5 clear.
 */
public interface TraceSource extends AutoCloseable {
    /** Bits of an entry below the line number. */
    int LINE_SHIFT = 6;
    /** The bit of an entry that marks a write. */
    long WRITE = 1;

    /**
     * Writes the next entries.
     *
     * @return how many, at most {@code entries.length}; 0 only at the end
     * @throws tlpsim.core.problem.InvalidInputException if the stream is malformed
     */
    int fill(long[] entries);

    @Override
    default void close() {}
}
