package tlpsim.scenarios.schema;

/** A text breaks a rule of its grammar. The message is a sentence without its subject: {@code has no unit}. */
public final class BrokenRuleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    /** @param hint the likely right spelling, or empty */
    public BrokenRuleException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
