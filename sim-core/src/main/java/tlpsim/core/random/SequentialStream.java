package tlpsim.core.random;

/**
 * Random numbers drawn one after another, for what is random in hardware (random replacement): there the number of
 * draws does depend on what happened before. Everything else uses {@link RandomStream}.
 *
 * <p>Draw <i>n</i> equals {@code RandomStream.of(seed, name).bitsAt(n)}, n from 0. Not thread safe: owned by the
 * component that draws. No call allocates.
 */
public final class SequentialStream {
    private final long key;
    private long drawn;

    private SequentialStream(long key) {
        this.key = key;
    }

    public static SequentialStream of(long seed, String name) {
        return new SequentialStream(BitMixer.keyOf(seed, name));
    }

    /** 64 uniform bits. */
    public long nextBits() {
        return BitMixer.mix(key + drawn++ * BitMixer.INDEX_STEP);
    }

    /** Uniform over 0 to {@code bound - 1}; {@code bound} is 1 to {@link Integer#MAX_VALUE}, unchecked. */
    public int nextBounded(int bound) {
        return (int) BitMixer.scale(nextBits(), bound);
    }

    /** Uniform over [0, 1). */
    public double nextUnit() {
        return BitMixer.unit(nextBits());
    }

    /** How many words have been drawn: the whole state, for digests and for {@link #rewindTo(long)}. */
    public long drawn() {
        return drawn;
    }

    /** Continues from the draw with this number. */
    public void rewindTo(long drawn) {
        this.drawn = drawn;
    }
}
