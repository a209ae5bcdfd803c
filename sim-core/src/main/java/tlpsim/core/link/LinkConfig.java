package tlpsim.core.link;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link and the limits that were negotiated on it.
 *
 * @param generation transfer rate and line coding
 * @param lanes      1, 2, 4, 8 or 16
 * @param flit       Flit Mode: true or false at any speed up to 32 GT/s, always true at 64 GT/s
 * @param mpsBytes   Max_Payload_Size, 128 to 4096
 * @param mrrsBytes  Max_Read_Request_Size, 128 to 4096
 * @param rcbBytes   Read Completion Boundary, 64 to 512 (the specification knows 64 and 128; the pcie-bench model more)
 * @param ecrc       each TLP carries an ECRC
 */
public record LinkConfig(
        Generation generation, int lanes, boolean flit, int mpsBytes, int mrrsBytes, int rcbBytes, boolean ecrc) {
    /** Max_Payload_Size where nothing else is said. */
    public static final int DEFAULT_MPS_BYTES = 256;

    public static final int DEFAULT_MRRS_BYTES = 512;
    public static final int DEFAULT_RCB_BYTES = 64;

    private static final Pattern TEXT =
            Pattern.compile("(?<gen>gen\\s*\\w+)\\s+(?<lanes>x?\\w+)(?<flit>\\s+flit)?", Pattern.CASE_INSENSITIVE);

    public LinkConfig {
        if (lanes < 1 || lanes > 16 || Integer.bitCount(lanes) != 1) {
            throw new IllegalArgumentException(LinkRule.broken("lanes must be one of 1, 2, 4, 8, 16", lanes, ""));
        }
        if (generation == Generation.GEN6 && !flit) {
            throw new IllegalArgumentException("gen6 runs in Flit Mode only, but flit is 'false'");
        }
        LinkRule.requirePowerOfTwo("MPS in bytes", mpsBytes, 128, 4096);
        LinkRule.requirePowerOfTwo("MRRS in bytes", mrrsBytes, 128, 4096);
        LinkRule.requirePowerOfTwo("RCB in bytes", rcbBytes, 64, 512);
    }

    /** A link with the default limits, without ECRC; Flit Mode only where it is mandatory. */
    public static LinkConfig of(Generation generation, int lanes) {
        boolean flit = generation == Generation.GEN6;
        return new LinkConfig(generation, lanes, flit, DEFAULT_MPS_BYTES, DEFAULT_MRRS_BYTES, DEFAULT_RCB_BYTES, false);
    }

    /**
     * Reads {@code gen5 x16} or {@code gen5 x16 flit}; limits are the defaults.
     *
     * @throws IllegalArgumentException with the rule that is broken, the value and what is allowed
     */
    public static LinkConfig parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(LinkRule.broken(
                    "a link is written as generation and width", text, "for example 'gen5 x16' or 'gen5 x16 flit'"));
        }
        Generation generation = Generation.parse(matcher.group("gen").replaceAll("\\s", ""));
        LinkConfig link = of(generation, parseLanes(matcher.group("lanes")));
        return matcher.group("flit") == null ? link : link.withFlit(true);
    }

    /**
     * Reads {@code x16} or {@code 16}.
     *
     * @throws IllegalArgumentException with the rule and the value
     */
    public static int parseLanes(String text) {
        String digits = text.strip().toLowerCase(Locale.ROOT);
        digits = digits.startsWith("x") ? digits.substring(1) : digits;
        return switch (digits) {
            case "1" -> 1;
            case "2" -> 2;
            case "4" -> 4;
            case "8" -> 8;
            case "16" -> 16;
            default ->
                throw new IllegalArgumentException(
                        LinkRule.broken("lanes must be one of x1, x2, x4, x8, x16", text, ""));
        };
    }

    public LinkConfig withFlit(boolean newFlit) {
        return new LinkConfig(generation, lanes, newFlit, mpsBytes, mrrsBytes, rcbBytes, ecrc);
    }

    public LinkConfig withMpsBytes(int newMpsBytes) {
        return new LinkConfig(generation, lanes, flit, newMpsBytes, mrrsBytes, rcbBytes, ecrc);
    }

    public LinkConfig withMrrsBytes(int newMrrsBytes) {
        return new LinkConfig(generation, lanes, flit, mpsBytes, newMrrsBytes, rcbBytes, ecrc);
    }

    public LinkConfig withRcbBytes(int newRcbBytes) {
        return new LinkConfig(generation, lanes, flit, mpsBytes, mrrsBytes, newRcbBytes, ecrc);
    }

    public LinkConfig withEcrc(boolean newEcrc) {
        return new LinkConfig(generation, lanes, flit, mpsBytes, mrrsBytes, rcbBytes, newEcrc);
    }

    /** {@code gen5 x16} or {@code gen5 x16 flit}: what {@link #parse} reads. */
    public String label() {
        return generation.label() + " x" + lanes + (flit ? " flit" : "");
    }
}
