package tlpsim.scenarios.measure;

/** A measured figure: the median of its rounds, the smallest and the largest. */
public record Spread(long median, long low, long high) {
    /** Whether the rounds differ by more than a quarter. */
    boolean isWide() {
        return high - low > low / 4;
    }
}
