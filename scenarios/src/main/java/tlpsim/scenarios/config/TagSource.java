package tlpsim.scenarios.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlpsim.scenarios.schema.BrokenRuleException;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Scalar;
import tlpsim.scenarios.schema.Unit;

/**
 * Which tag the driver asks for on behalf of a queue.
 *
 * @param kind  the rule
 * @param value the raw tag for FIXED, the distance in cores for OFFSET, else 0
 */
@Scalar(
        allowed = "core, cluster, socket, none (PH without a tag), fixed TAG, or offset N (the tag of the core N"
                + " further)",
        example = "core")
public record TagSource(Kind kind, int value) {
    private static final Pattern FORM = Pattern.compile("(fixed|offset) +(0x[0-9a-fA-F]{1,4}|\\d{1,5})");

    /** The rule: the consumer's own core, its cluster, its socket, no tag, a raw tag, or a wrong core on purpose. */
    public enum Kind {
        CORE,
        CLUSTER,
        SOCKET,
        NONE,
        FIXED,
        OFFSET
    }

    public static TagSource parse(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            long value = Quantity.parse(form.group(2), Unit.NONE);
            if (value > 0xFFFF) {
                throw new BrokenRuleException("has a number above 65535", "");
            }
            return new TagSource(form.group(1).equals("fixed") ? Kind.FIXED : Kind.OFFSET, (int) value);
        }
        return new TagSource(
                switch (text) {
                    case "core" -> Kind.CORE;
                    case "cluster" -> Kind.CLUSTER;
                    case "socket" -> Kind.SOCKET;
                    case "none" -> Kind.NONE;
                    default -> throw new BrokenRuleException("is no tag source", "");
                },
                0);
    }

    public String text() {
        return switch (kind) {
            case CORE -> "core";
            case CLUSTER -> "cluster";
            case SOCKET -> "socket";
            case NONE -> "none";
            case FIXED -> "fixed 0x" + Integer.toHexString(value);
            case OFFSET -> "offset " + value;
        };
    }
}
