package tlpsim.scenarios.store;

import java.util.List;
import java.util.Optional;

/**
 * One run as the store keeps it.
 *
 * @param runId        what was run, 32 hexadecimal digits: equal runs have equal ids
 * @param scenario     the scenario's name
 * @param scenarioHash SHA-256 of the text
 * @param text         the whole scenario with every default filled in; as given where it is invalid
 * @param tool         name and version of the simulator
 * @param failure      why it failed; empty if it did not
 * @param simulated    what the simulation said; empty if it failed
 * @param replicates   in order
 * @param metrics      figures by column and metric
 * @param histograms   latencies
 * @param environment  where it ran, as JSON; not part of the deterministic result
 * @param wallNanos    how long it took; not part of the deterministic result
 */
public record StoredRun(
        String runId,
        String scenario,
        String scenarioHash,
        String text,
        String tool,
        Optional<String> failure,
        Optional<Simulated> simulated,
        List<StoredReplicate> replicates,
        List<StoredMetric> metrics,
        List<StoredHistogram> histograms,
        String environment,
        long wallNanos) {

    public StoredRun {
        if (failure.isPresent() == simulated.isPresent()) {
            throw new IllegalArgumentException("a run failed or has a result: " + runId);
        }
        replicates = List.copyOf(replicates);
        metrics = List.copyOf(metrics);
        histograms = List.copyOf(histograms);
    }

    /**
     * What the simulation said.
     *
     * @param json     the block {@code simulated} of the result
     * @param digest   over all columns and replicates, 16 hexadecimal digits
     * @param answer   of the verdict
     * @param sentence the verdict's
     */
    public record Simulated(String json, String digest, long seed, boolean steady, String answer, String sentence) {}

    public boolean isDone() {
        return failure.isEmpty();
    }

    /** A figure, or empty where the column does not have it. */
    public Optional<StoredMetric> metric(String column, String metric) {
        return metrics.stream()
                .filter(found -> found.column().equals(column) && found.metric().equals(metric))
                .findFirst();
    }
}
