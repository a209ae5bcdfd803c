package tlpsim.scenarios.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlpsim.scenarios.schema.BrokenRuleException;
import tlpsim.scenarios.schema.Scalar;

/**
 * A link's speed and width.
 *
 * @param generation 1 to 6
 * @param lanes      1, 2, 4, 8 or 16
 */
@Scalar(allowed = "gen1 to gen6 and x1, x2, x4, x8 or x16, for example gen5 x16", example = "gen5 x16")
public record PcieLinkConfig(int generation, int lanes) {
    private static final Pattern FORM = Pattern.compile("gen(\\d) ?x(\\d{1,2})");

    public static PcieLinkConfig parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new BrokenRuleException("is not a link", "");
        }
        int generation = Integer.parseInt(form.group(1));
        int lanes = Integer.parseInt(form.group(2));
        if (generation < 1 || generation > 6) {
            throw new BrokenRuleException("has no generation that is known", "");
        }
        if (lanes < 1 || lanes > 16 || Integer.bitCount(lanes) != 1) {
            throw new BrokenRuleException("has no width that a link can have", "");
        }
        return new PcieLinkConfig(generation, lanes);
    }

    public String text() {
        return "gen" + generation + " x" + lanes;
    }
}
