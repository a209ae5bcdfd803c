package tlpsim.core.pipeline;

/** No agent could do anything for a long time although none is done: the model is wrong. Carries every component's state. */
public final class StalledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StalledException(String states) {
        super("no progress; state of every component:\n" + states);
    }
}
