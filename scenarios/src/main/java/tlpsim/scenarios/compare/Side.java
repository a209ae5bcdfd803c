package tlpsim.scenarios.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tlpsim.scenarios.store.StoredMetric;
import tlpsim.scenarios.store.StoredReplicate;
import tlpsim.scenarios.store.StoredRun;

/**
 * One of two results.
 *
 * @param label   what the user called it
 * @param steady  whether the result counts
 * @param seeds   of the replicates, in order
 * @param samples by metric, a value per replicate; NaN where it has none
 */
public record Side(String label, boolean steady, List<Long> seeds, Map<String, double[]> samples) {

    /** A column of a stored run. */
    public static Side of(String label, StoredRun run, String column) {
        Map<String, double[]> samples = new LinkedHashMap<>();
        for (StoredMetric metric : run.metrics()) {
            if (metric.column().equals(column)) {
                samples.put(metric.metric(), metric.samples());
            }
        }
        return new Side(
                label,
                run.simulated().map(StoredRun.Simulated::steady).orElse(false),
                run.replicates().stream().map(StoredReplicate::seed).toList(),
                samples);
    }

    /** Values of a metric that exist; empty where there is none. */
    Optional<double[]> values(String metric) {
        double[] all = samples.get(metric);
        if (all == null) {
            return Optional.empty();
        }
        double[] present =
                Arrays.stream(all).filter(value -> !Double.isNaN(value)).toArray();
        return present.length == 0 ? Optional.empty() : Optional.of(present);
    }

    /** Values of both sides for the seeds that both have: {@code [0]} of this, {@code [1]} of the other. */
    double[][] pairs(Side other, String metric) {
        double[] mine = samples.getOrDefault(metric, new double[0]);
        double[] theirs = other.samples.getOrDefault(metric, new double[0]);
        List<double[]> pairs = new ArrayList<>();
        for (int replicate = 0; replicate < mine.length; replicate++) {
            int partner = other.seeds.indexOf(seeds.get(replicate));
            if (partner >= 0
                    && partner < theirs.length
                    && !Double.isNaN(mine[replicate])
                    && !Double.isNaN(theirs[partner])) {
                pairs.add(new double[] {mine[replicate], theirs[partner]});
            }
        }
        double[][] columns = new double[2][pairs.size()];
        for (int pair = 0; pair < pairs.size(); pair++) {
            columns[0][pair] = pairs.get(pair)[0];
            columns[1][pair] = pairs.get(pair)[1];
        }
        return columns;
    }
}
