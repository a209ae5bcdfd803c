package tlpsim.completer.memory;

/**
 * Which part of the sets of a host's caches is simulated.
 *
 * @param log2 one set in {@code 2^log2} is, 1 to {@value #MAX_LOG2}; 0 = all are
 * @param seed of the selection of sets and of the draws
 */
public record SamplingConfig(int log2, long seed) {
    public static final int MAX_LOG2 = 6;
    /** Every line is simulated. */
    public static final SamplingConfig EXACT = new SamplingConfig(0, 0);

    public SamplingConfig {
        if (log2 < 0 || log2 > MAX_LOG2) {
            throw new IllegalArgumentException("log2=" + log2 + ", allowed 0 to " + MAX_LOG2);
        }
    }

    public boolean isExact() {
        return log2 == 0;
    }
}
