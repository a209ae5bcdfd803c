package tlpsim.scenarios.result;

import java.util.List;
import java.util.Map;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.telemetry.DigestChain;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.wiring.Column;

/**
 * All columns and replicates of one scenario.
 *
 * @param columns   by column, the replicates in order; all columns, but for results that stand beside another
 * @param exact     where only a part of the sets is simulated: the first replicates with all sets, to compare; may be empty
 * @param interrupted the user stopped the run; the replicates that were complete are here
 * @param wallNanos of the whole; not part of the deterministic result
 */
public record ScenarioResult(
        ScenarioConfig scenario,
        PlatformFigures platform,
        Map<Column, List<WindowResult>> columns,
        Map<Column, List<WindowResult>> exact,
        boolean interrupted,
        Threading threading,
        long wallNanos) {

    /** A metric of every replicate of a column. */
    public double[] values(Column column, Metric metric) {
        return columns.get(column).stream()
                .mapToDouble(window -> metric.of(window, platform))
                .toArray();
    }

    /** Mean and interval of a metric over replicates. */
    public Estimate estimate(Column column, Metric metric) {
        return Estimate.of(values(column, metric));
    }

    /** Mean and interval of the paired difference of two columns. */
    public Estimate difference(Column from, Column to, Metric metric) {
        return Estimate.ofDifference(values(from, metric), values(to, metric));
    }

    /** Digest over all columns and replicates, in order. */
    public long digest() {
        long chain = DigestChain.start();
        for (Column column : Column.values()) {
            for (WindowResult window : columns.getOrDefault(column, List.of())) {
                chain = DigestChain.mix(chain, window.digest());
            }
        }
        return chain;
    }

    public boolean isSteady() {
        return columns.values().stream()
                .flatMap(List::stream)
                .allMatch(window -> window.steadiness().isSteady());
    }

    /** Why not, with the column; empty if steady. */
    public List<String> unsteadyReasons() {
        return columns.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .flatMap(window -> window.steadiness().reasons().stream())
                        .map(reason -> entry.getKey().label() + ": " + reason))
                .distinct()
                .toList();
    }

    /** TLPs of all simulations, warm-up included. */
    public long allTlps() {
        return columns.values().stream()
                .flatMap(List::stream)
                .mapToLong(WindowResult::allTlps)
                .sum();
    }

    /** How much longer an exact simulation takes per TLP than the last of the sampled ones, wall time; NaN where nothing was compared. */
    public double exactSlowdown() {
        double exactNanos = 0;
        double sampledNanos = 0;
        for (Map.Entry<Column, List<WindowResult>> column : exact.entrySet()) {
            exactNanos += nanosPerTlp(column.getValue());
            sampledNanos += nanosPerTlp(columns.get(column.getKey()));
        }
        return exactNanos / sampledNanos;
    }

    private static double nanosPerTlp(List<WindowResult> windows) {
        WindowResult last = windows.get(windows.size() - 1);
        return (double) last.wallNanos() / last.allTlps();
    }

    /** Line accesses of all simulations, warm-up included. The ideal bound accesses fewer: device data touches no cache there. */
    public long allLines() {
        return columns.values().stream()
                .flatMap(List::stream)
                .mapToLong(WindowResult::allLines)
                .sum();
    }
}
