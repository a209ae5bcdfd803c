package tlpsim.scenarios.report;

import java.util.ArrayList;
import java.util.List;
import tlpsim.scenarios.result.Estimate;
import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.result.Metric;
import tlpsim.scenarios.result.ScenarioResult;
import tlpsim.scenarios.wiring.Column;

/** What makes the costs of a variant, as configured, no match for those of others: its figures look good because work is not done. */
final class RowNotes {
    static final String LEGEND =
            "a note at the end of a row: data or work is missing there, so that its other figures are no gain";

    private static final double ALL_PERCENT = 100;

    private RowNotes() {}

    /** Separated by semicolons; empty where the row can be compared. */
    static String of(ScenarioResult result) {
        List<String> notes = new ArrayList<>();
        double rejected = mean(result, Metric.REJECTED_TLPS);
        if (rejected > 0) {
            notes.add("DATA LOST (rejected-tlps " + count(rejected) + ")");
        }
        double stopped = mean(result, Metric.QUEUES_STOPPED);
        if (stopped > 0) {
            notes.add("QUEUES STOPPED (" + count(stopped) + ")");
        }
        if (mean(result, Metric.DROPPED_PERCENT) >= ALL_PERCENT) {
            notes.add("NOTHING DELIVERED");
        }
        double wrong = mean(result, Metric.WRONG_OPERATIONS);
        if (wrong > 0) {
            notes.add("WRONG OPERATIONS (" + count(wrong) + ")");
        }
        if (isFallback(result)) {
            notes.add("peer copy not simulated");
        }
        return String.join("; ", notes);
    }

    /** Whether p2pdma refuses to map a peer that a flow names, so that its data ends in host memory. */
    private static boolean isFallback(ScenarioResult result) {
        return result.columns().get(Column.CONFIGURED).get(0).control().grants().stream()
                .flatMap(grant -> grant.way().stream())
                .flatMap(way -> way.mapping().stream())
                .anyMatch(mapping -> !mapping.isMapped());
    }

    private static double mean(ScenarioResult result, Metric metric) {
        Estimate estimate = result.estimate(Column.CONFIGURED, metric);
        return estimate.count() == 0 ? 0 : estimate.mean();
    }

    /** A mean over replicates that is less than one is still not zero. */
    private static String count(double mean) {
        return Figures.fixed(mean, mean < 1 ? 1 : 0);
    }
}
