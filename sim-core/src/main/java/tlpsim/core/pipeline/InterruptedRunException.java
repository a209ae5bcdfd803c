package tlpsim.core.pipeline;

/** The user interrupted the run. */
public final class InterruptedRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InterruptedRunException() {
        super("interrupted", null, false, false);
    }
}
