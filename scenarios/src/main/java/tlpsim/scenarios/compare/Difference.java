package tlpsim.scenarios.compare;

/**
 * A difference of means with its interval.
 *
 * @param mean      of B less that of A
 * @param low       lower end; NaN where there are too few replicates for an interval
 * @param high      upper end
 * @param deviation of one observation: of a pair's difference, or so that {@code deviation * sqrt(1 / pairs)} is the standard error
 * @param pairs     pairs of replicates; without pairs, replicates of the side that has fewer
 * @param method    how the interval was made
 */
public record Difference(double mean, double low, double high, double deviation, int pairs, Method method) {

    /** How an interval is made. */
    public enum Method {
        PAIRED_T("paired t"),
        WELCH_T("Welch's t, seeds differ"),
        PAIRED_BOOTSTRAP("paired BCa bootstrap"),
        BOOTSTRAP("BCa bootstrap, seeds differ"),
        NONE("too few replicates");

        private final String label;

        Method(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public boolean hasInterval() {
        return method != Method.NONE;
    }

    /** True if the interval leaves 0 out. */
    public boolean excludesZero() {
        return hasInterval() && (low > 0 || high < 0);
    }

    /** True if the whole interval lies nearer to 0 than the threshold. */
    public boolean isWithin(double threshold) {
        return hasInterval() && low > -threshold && high < threshold;
    }
}
