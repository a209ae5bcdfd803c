package tlpsim.completer.cache;

/**
 * How a line number selects its set. Every policy keeps the low bits of the line recoverable from set and tag, so that
 * a victim's line number can be reconstructed.
 *
 * @param kind   the rule
 * @param slices number of slices, any number from 1; 1 unless the kind is {@link Kind#SLICED}
 */
public record SetIndexPolicy(Kind kind, int slices) {
    /** The rules. */
    public enum Kind {
        /** Line number modulo the number of sets, which may be any number. */
        MODULO,
        /** Low bits of the line exclusive-or a hash of the bits above them; the number of sets is a power of two. */
        XOR_HASH,
        /**
         * Slices of a power-of-two number of sets. The low bits of the line select the set within a slice; the slice is a hash
         * that sends each aligned run of {@code sets} consecutive lines to every set exactly once, whatever the number of slices.
         */
        SLICED
    }

    public SetIndexPolicy {
        if (slices < 1) {
            throw new IllegalArgumentException("slices=" + slices + ", at least 1");
        }
        if (kind != Kind.SLICED && slices != 1) {
            throw new IllegalArgumentException("slices=" + slices + " with " + kind + ", which has no slices");
        }
    }

    public static SetIndexPolicy modulo() {
        return new SetIndexPolicy(Kind.MODULO, 1);
    }

    public static SetIndexPolicy xorHash() {
        return new SetIndexPolicy(Kind.XOR_HASH, 1);
    }

    public static SetIndexPolicy sliced(int slices) {
        return new SetIndexPolicy(Kind.SLICED, slices);
    }
}
