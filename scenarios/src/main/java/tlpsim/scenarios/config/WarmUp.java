package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.BrokenRuleException;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Scalar;
import tlpsim.scenarios.schema.Unit;

/**
 * The time before the measured window.
 *
 * @param auto   until every active ring has turned three times and the rates are stationary
 * @param timePs the fixed time where {@code auto} is false, else 0
 */
@Scalar(allowed = "auto, or a time such as 2 ms", example = "auto")
public record WarmUp(boolean auto, long timePs) {

    public static WarmUp parse(String text) {
        if (text.equals("auto")) {
            return new WarmUp(true, 0);
        }
        long timePs = Quantity.parse(text, Unit.PICOSECONDS);
        if (timePs < 0) {
            throw new BrokenRuleException("is below 0", "");
        }
        return new WarmUp(false, timePs);
    }

    public String text() {
        return auto ? "auto" : Quantity.print(timePs, Unit.PICOSECONDS);
    }
}
