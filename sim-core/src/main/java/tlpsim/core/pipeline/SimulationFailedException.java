package tlpsim.core.pipeline;

/** An agent failed; the cause says how. */
public final class SimulationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SimulationFailedException(Throwable cause) {
        super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }
}
