package tlpsim.scenarios.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlpsim.scenarios.schema.BrokenRuleException;
import tlpsim.scenarios.schema.Scalar;

/**
 * How exactly caches are simulated.
 *
 * @param log2 one set in {@code 2^log2} is simulated; 0 = all are
 */
@Scalar(allowed = "exact, or sampled(k) for one set in 2^k, k from 1 to 6", example = "exact")
public record Fidelity(int log2) {
    public static final Fidelity EXACT = new Fidelity(0);

    private static final Pattern SAMPLED = Pattern.compile("sampled\\(\\s*(\\d{1,3})\\s*\\)");
    private static final int MAX_LOG2 = 6;

    public static Fidelity parse(String text) {
        if (text.equals("exact")) {
            return EXACT;
        }
        Matcher sampled = SAMPLED.matcher(text);
        if (!sampled.matches()) {
            throw new BrokenRuleException("is not exact or sampled(k)", "");
        }
        int log2 = Integer.parseInt(sampled.group(1));
        if (log2 < 1 || log2 > MAX_LOG2) {
            throw new BrokenRuleException("has k outside 1 to " + MAX_LOG2, "");
        }
        return new Fidelity(log2);
    }

    public boolean isExact() {
        return log2 == 0;
    }

    public String text() {
        return isExact() ? "exact" : "sampled(" + log2 + ")";
    }
}
