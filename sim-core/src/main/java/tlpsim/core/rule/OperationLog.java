package tlpsim.core.rule;

import java.util.ArrayList;
import java.util.List;
import tlpsim.core.rule.AppliedRule.Effect;

/** Writes down one operation while it runs. Not thread safe; one per call. */
public final class OperationLog {
    private final String operation;
    private final AccessCounter counter;
    private final AccessCount before;
    private final List<AppliedRule> rules = new ArrayList<>();

    /** @param counter counts the accesses of this operation, and perhaps of others before it */
    public OperationLog(String operation, AccessCounter counter) {
        this.operation = operation;
        this.counter = counter;
        this.before = counter.total();
    }

    /** Notes a check and says whether it is broken; the caller then ends with {@link #failed}. */
    public boolean breaks(ControlRule rule, boolean broken, String detail) {
        rules.add(new AppliedRule(rule, broken ? Effect.REFUSED : Effect.PASSED, detail));
        return broken;
    }

    public void applied(ControlRule rule, String detail) {
        rules.add(new AppliedRule(rule, Effect.APPLIED, detail));
    }

    /** Takes over the rules of an operation that was a step of this one. */
    public void absorb(OperationReport step) {
        rules.addAll(step.rules());
    }

    public OperationReport failed(Errno errno) {
        return new OperationReport(operation, errno, 0, "", rules, cost());
    }

    public OperationReport done(long value, String meaning) {
        return new OperationReport(operation, Errno.NONE, value, meaning, rules, cost());
    }

    private AccessCount cost() {
        return counter.total().minus(before);
    }
}
