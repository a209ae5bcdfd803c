package tlpsim.core.random;

/**
 * Bijections of 64-bit words in which every input bit changes every output bit with a probability near one half.
 *
 * <p>The finaliser is variant 13 of David Stafford, "Better Bit Mixing" (2011), the one of SplitMix64 (Steele, Lea,
 * Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014).
 */
final class BitMixer {
    /** 2^64 divided by the golden ratio, made odd: steps of it visit all words and lie far apart. */
    static final long INDEX_STEP = 0x9E3779B97F4A7C15L;

    /** An odd step for lanes which is no small multiple of {@link #INDEX_STEP}: 2^64 times the fraction of sqrt(2). */
    static final long LANE_STEP = 0x6A09E667F3BCC909L;

    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private BitMixer() {}

    static long mix(long word) {
        long z = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Key of a named stream: FNV-1a over the name's UTF-16 code units, low byte first, then mixed with the seed. */
    static long keyOf(long seed, String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            char unit = name.charAt(i);
            hash = (hash ^ (unit & 0xFF)) * FNV_PRIME;
            hash = (hash ^ (unit >>> 8)) * FNV_PRIME;
        }
        return mix(mix(seed + INDEX_STEP) ^ mix(hash));
    }

    /** High word of the unsigned product of a word and a non-negative bound: uniform over 0 to {@code bound - 1}. */
    static long scale(long word, long bound) {
        return Math.multiplyHigh(word, bound) + ((word >> 63) & bound);
    }

    static double unit(long word) {
        return (word >>> 11) * 0x1.0p-53;
    }
}
