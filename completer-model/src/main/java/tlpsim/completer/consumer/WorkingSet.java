package tlpsim.completer.consumer;

/** The lines a core's own data occupies, and which of them it touches: draw {@code i} of a core is a pure function of the seed. */
public interface WorkingSet {
    /** Line number of draw {@code index} of {@code core}. */
    long line(int core, long index);

    /** How many lines are used more often than {@code line}, which is one of the core's; 0 where all are used alike. */
    default long rank(int core, long line) {
        return 0;
    }
}
