package tlpsim.core.rule;

/**
 * A rule as one operation met it.
 *
 * @param rule   the rule
 * @param effect what it did
 * @param detail the values that it looked at
 */
public record AppliedRule(ControlRule rule, Effect effect, String detail) {
    /** What a rule did to an operation. */
    public enum Effect {
        /** A check that the operation passed. */
        PASSED,
        /** The check that failed the operation. */
        REFUSED,
        /** It shaped what the operation did or returned. */
        APPLIED
    }
}
