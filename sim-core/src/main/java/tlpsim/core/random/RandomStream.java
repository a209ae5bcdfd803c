package tlpsim.core.random;

/**
 * A counter-based random stream: the value at an index is a pure function of (seed, stream name, index).
 *
 * <p>Nothing is drawn in sequence, so an attribute of packet <i>i</i> does not depend on what happened before it, on
 * feedback, or on the variant that runs: variants of one scenario share their random numbers. Streams with different
 * names are independent; give each attribute of each component a name of its own. Lanes give several independent
 * values at one index.
 *
 * <p>Immutable, safe for any number of threads. No call allocates. The values are part of the contract: they are equal
 * on every JDK and pinned by tests.
 */
public final class RandomStream {
    private final long key;

    private RandomStream(long key) {
        this.key = key;
    }

    /** The stream of a name, for example {@code "rx.sizes"}. Names are case sensitive. */
    public static RandomStream of(long seed, String name) {
        return new RandomStream(BitMixer.keyOf(seed, name));
    }

    /** 64 uniform bits for an index; all 2^64 indices have different values. */
    public long bitsAt(long index) {
        return BitMixer.mix(key + index * BitMixer.INDEX_STEP);
    }

    /** 64 uniform bits for an index and a lane, independent of those of other lanes and of {@link #bitsAt(long)}. */
    public long bitsAt(long index, int lane) {
        return lane(bitsAt(index), lane);
    }

    /** Uniform over 0 to {@code bound - 1}; see {@link #bounded(long, int)}. */
    public int boundedAt(long index, int lane, int bound) {
        return bounded(bitsAt(index, lane), bound);
    }

    /** Uniform over [0, 1), a multiple of 2^-53. */
    public double unitAt(long index, int lane) {
        return BitMixer.unit(bitsAt(index, lane));
    }

    /** Uniform over [0, 1), a multiple of 2^-53. */
    public double unitAt(long index) {
        return BitMixer.unit(bitsAt(index));
    }

    /** The word of a lane, derived from the word that {@link #bitsAt(long)} gave: saves mixing the index again. */
    public static long lane(long bits, int lane) {
        return BitMixer.mix(bits + (lane + 1L) * BitMixer.LANE_STEP);
    }

    /**
     * Scales 64 uniform bits to 0 .. {@code bound - 1} by the high word of the product. No value is more likely than
     * another by more than a factor of 1 + bound / 2^64.
     *
     * @param bound 1 to {@link Integer#MAX_VALUE}; unchecked
     */
    public static int bounded(long bits, int bound) {
        return (int) BitMixer.scale(bits, bound);
    }

    /** As {@link #bounded(long, int)} for bounds up to 2^62; unchecked. */
    public static long bounded(long bits, long bound) {
        return BitMixer.scale(bits, bound);
    }

    /** Scales 64 uniform bits to [0, 1). */
    public static double unit(long bits) {
        return BitMixer.unit(bits);
    }
}
