package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.BrokenRuleException;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Scalar;
import tlpsim.scenarios.schema.Unit;

/**
 * Where packet sizes come from.
 *
 * @param kind       the law
 * @param fixedBytes the size for FIXED, else 0
 * @param cdf        for CDF_PRESET the name of a bundled distribution, for CDF_FILE a file relative to the scenario;
 *                   else empty
 */
@Scalar(
        allowed = "a size such as 1024 B, imix, imix-v4, the name of a size distribution, or cdf:FILE",
        example = "1024 B")
public record PacketSizes(Kind kind, int fixedBytes, String cdf) {
    private static final String FILE_PREFIX = "cdf:";
    private static final int MAX_BYTES = 65536;

    /** The law of sizes. */
    public enum Kind {
        FIXED,
        IMIX,
        IMIX_V4,
        CDF_PRESET,
        CDF_FILE
    }

    public static PacketSizes parse(String text) {
        if (text.equals("imix")) {
            return new PacketSizes(Kind.IMIX, 0, "");
        }
        if (text.equals("imix-v4")) {
            return new PacketSizes(Kind.IMIX_V4, 0, "");
        }
        if (text.startsWith(FILE_PREFIX)) {
            return new PacketSizes(Kind.CDF_FILE, 0, text.substring(FILE_PREFIX.length()));
        }
        if (!text.isEmpty() && Character.isLetter(text.charAt(0))) {
            return new PacketSizes(Kind.CDF_PRESET, 0, text);
        }
        long bytes = Quantity.parse(text, Unit.BYTES);
        if (bytes < 1 || bytes > MAX_BYTES) {
            throw new BrokenRuleException("is outside 1 B to 64 KiB", "");
        }
        return new PacketSizes(Kind.FIXED, (int) bytes, "");
    }

    public String text() {
        return switch (kind) {
            case FIXED -> Quantity.print(fixedBytes, Unit.BYTES);
            case IMIX -> "imix";
            case IMIX_V4 -> "imix-v4";
            case CDF_PRESET -> cdf;
            case CDF_FILE -> FILE_PREFIX + cdf;
        };
    }
}
