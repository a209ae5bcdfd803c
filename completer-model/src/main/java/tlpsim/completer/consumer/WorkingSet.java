package tlpsim.completer.consumer;

/** The lines a core's own data occupies, and which of them it touches: draw {@code i} of a core is a pure function of the seed. */
public interface WorkingSet {
    /** Line number of draw {@code index} of {@code core}. */
    long line(int core, long index);
}
