package tlpsim.scenarios.config;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import tlpsim.scenarios.schema.BrokenRuleException;
import tlpsim.scenarios.schema.Scalar;

/** The secret key of the Toeplitz hash, 40 bytes. */
@Scalar(allowed = "microsoft, symmetric, or 80 hexadecimal digits", example = "microsoft")
public final class RssKey {
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{80}");
    /** The key of the verification suite in the Windows driver documentation, "RSS hashing types". */
    private static final String MICROSOFT =
            "6d5a56da255b0ec24167253d43a38fb0d0ca2bcbae7b30b477cb2da38030f20c6a42b73bbeac01fa";
    /** 0x6d5a repeated: both directions of a flow hash alike (Woo and Park, 2012). */
    private static final String SYMMETRIC = "6d5a".repeat(20);

    private final byte[] bytes;

    private RssKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static RssKey parse(String text) {
        String hex = switch (text) {
            case "microsoft" -> MICROSOFT;
            case "symmetric" -> SYMMETRIC;
            default -> text;
        };
        if (!HEX.matcher(hex).matches()) {
            throw new BrokenRuleException("is no 40-byte key", "");
        }
        return new RssKey(HexFormat.of().parseHex(hex));
    }

    /** A copy of the 40 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public String text() {
        String hex = HexFormat.of().formatHex(bytes).toLowerCase(Locale.ROOT);
        return switch (hex) {
            case MICROSOFT -> "microsoft";
            default -> hex.equals(SYMMETRIC) ? "symmetric" : hex;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RssKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
