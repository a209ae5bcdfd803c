package tlpsim.core.link;

import java.util.List;
import java.util.Locale;
import tlpsim.core.problem.NearestName;

/** Transfer rate and line coding of a generation (PCIe Base Specification, chapter 4). */
public enum Generation {
    GEN1(2_500, 8, 10),
    GEN2(5_000, 8, 10),
    GEN3(8_000, 128, 130),
    GEN4(16_000, 128, 130),
    GEN5(32_000, 128, 130),
    /** PAM4 with 1b/1b coding; Flit Mode only. */
    GEN6(64_000, 1, 1);

    private static final List<String> NAMES = List.of("gen1", "gen2", "gen3", "gen4", "gen5", "gen6");

    private final int megaTransfersPerSecond;
    private final int codingNumerator;
    private final int codingDenominator;

    Generation(int megaTransfersPerSecond, int codingNumerator, int codingDenominator) {
        this.megaTransfersPerSecond = megaTransfersPerSecond;
        this.codingNumerator = codingNumerator;
        this.codingDenominator = codingDenominator;
    }

    /** Per lane, in each direction. */
    public int megaTransfersPerSecond() {
        return megaTransfersPerSecond;
    }

    /** Payload bits of the line code; {@link #codingDenominator()} bits are sent for them. */
    public int codingNumerator() {
        return codingNumerator;
    }

    public int codingDenominator() {
        return codingDenominator;
    }

    /** {@code gen1} to {@code gen6}. */
    public String label() {
        return NAMES.get(ordinal());
    }

    /**
     * Reads {@code gen5} or {@code 5}.
     *
     * @throws IllegalArgumentException with the rule, the value and the nearest name
     */
    public static Generation parse(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        String full = name.startsWith("gen") ? name : "gen" + name;
        int index = NAMES.indexOf(full);
        if (index < 0) {
            String hint = full.equals("gen0") ? "the lowest is gen1" : "the highest is gen6";
            hint = full.matches("gen[0-9]+") ? hint : NearestName.hint(full, NAMES);
            throw new IllegalArgumentException(LinkRule.broken("generation must be one of gen1 to gen6", text, hint));
        }
        return values()[index];
    }
}
