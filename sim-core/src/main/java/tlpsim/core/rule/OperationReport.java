package tlpsim.core.rule;

import java.util.List;

/**
 * What one operation did.
 *
 * @param operation the function or call, as its users name it
 * @param errno     {@link Errno#NONE} on success
 * @param value     what it returned; 0 where it returns nothing or failed
 * @param meaning   the value or the effect in words; empty where the value says all
 * @param rules     every rule that was looked at, in that order
 * @param accesses  what it cost
 */
public record OperationReport(
        String operation, Errno errno, long value, String meaning, List<AppliedRule> rules, AccessCount accesses) {
    public OperationReport {
        rules = List.copyOf(rules);
    }

    public boolean ok() {
        return errno == Errno.NONE;
    }

    /** Whether the operation met the rule, with any effect. */
    public boolean met(ControlRule rule) {
        return rules.stream().anyMatch(applied -> applied.rule() == rule);
    }

    /** Whether this rule failed the operation. */
    public boolean refusedBy(ControlRule rule) {
        return rules.stream()
                .anyMatch(applied -> applied.rule() == rule && applied.effect() == AppliedRule.Effect.REFUSED);
    }
}
