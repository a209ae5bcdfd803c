package tlpsim.scenarios.cli;

/** Exit codes of every command. */
public final class ExitCode {
    /** Done, and all expectations met. */
    public static final int OK = 0;
    /** The tool or a run failed. */
    public static final int FAILED = 1;
    /** Usage or invalid input. */
    public static final int INVALID = 2;
    /** An expectation, threshold or objective is not met, or {@code compare} says worse. */
    public static final int NOT_MET = 3;
    /** Inconclusive or not steady. */
    public static final int INCONCLUSIVE = 4;
    /** Interrupted; partial results are kept. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
