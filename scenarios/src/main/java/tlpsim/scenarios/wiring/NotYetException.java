package tlpsim.scenarios.wiring;

/** The scenario is valid, but this version cannot run a part of it. The command exits with 1 and names what is missing. */
public final class NotYetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotYetException(String what) {
        super(what, null, false, false);
    }
}
