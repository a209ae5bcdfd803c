package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.BrokenRuleException;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Scalar;
import tlpsim.scenarios.schema.Unit;

/**
 * An offered load.
 *
 * @param kind  what is counted
 * @param value bit/s for BITS, packets or I/Os per second for EVENTS, 0 for MAX
 */
@Scalar(
        allowed = "a data rate such as 100 Gbit/s, packets or I/Os per second such as 10 Mpps or 500 kIOPS, or max",
        example = "10 Gbit/s")
public record OfferedRate(Kind kind, long value) {

    /** What is counted; MAX is as fast as the port (NIC) or the queue depth (NVMe) lets it. */
    public enum Kind {
        MAX,
        BITS,
        EVENTS
    }

    public static OfferedRate parse(String text) {
        if (text.equals("max")) {
            return new OfferedRate(Kind.MAX, 0);
        }
        for (String ending : new String[] {"pps", "IOPS"}) {
            if (text.endsWith(ending)) {
                return events(text.substring(0, text.length() - ending.length()).strip());
            }
        }
        long bits = Quantity.parse(text, Unit.BITS_PER_SECOND);
        if (bits <= 0) {
            throw new BrokenRuleException("is not above 0", "");
        }
        return new OfferedRate(Kind.BITS, bits);
    }

    /** Read as a frequency, whose prefixes are the same: 10 M is 10 MHz. */
    private static OfferedRate events(String number) {
        long perSecond = Quantity.parse(number.matches(".*\\d") ? number + " Hz" : number + "Hz", Unit.HERTZ);
        if (perSecond <= 0) {
            throw new BrokenRuleException("is not above 0", "");
        }
        return new OfferedRate(Kind.EVENTS, perSecond);
    }

    public String text() {
        return switch (kind) {
            case MAX -> "max";
            case BITS -> Quantity.print(value, Unit.BITS_PER_SECOND);
            case EVENTS -> Quantity.print(value, Unit.HERTZ).replace("Hz", "pps");
        };
    }
}
