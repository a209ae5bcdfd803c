package tlpsim.scenarios.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tlpsim.scenarios.config.PlatformConfig;
import tlpsim.scenarios.result.Crossover;
import tlpsim.scenarios.result.Estimate;
import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.result.FlowFigures;
import tlpsim.scenarios.result.Metric;
import tlpsim.scenarios.result.ModelBasis;
import tlpsim.scenarios.result.OutcomeCounts;
import tlpsim.scenarios.result.PeerTagCounts;
import tlpsim.scenarios.result.PlatformDefault;
import tlpsim.scenarios.result.ScenarioResult;
import tlpsim.scenarios.result.VariantResults;
import tlpsim.scenarios.wiring.Column;

/** Prints the variants of a scenario: one block per variant with the decisive figures, the verdicts, and where they cross over. */
public final class VariantsPrinter {
    private static final List<Metric> SHOWN = List.of(
            Metric.DROPPED_PERCENT,
            Metric.RESTART_DROPS,
            Metric.STALE_TAG_US,
            Metric.WITHOUT_TPH_US,
            Metric.REJECTED_TLPS,
            Metric.ITOM_HIT_PERCENT,
            Metric.READ_L2_PERCENT,
            Metric.READ_DRAM_PERCENT,
            Metric.UNREAD_FROM_L2_PER_PACKET,
            Metric.DRAM_BYTES_PER_PACKET,
            Metric.CYCLES_PER_PACKET,
            Metric.END_P99_NS);
    /** Beside them where requests pass elements or end at peers. */
    private static final List<Metric> SHOWN_OF_PATHS = List.of(
            Metric.THROUGHPUT_GBPS,
            Metric.STRIPPED_TLPS,
            Metric.CREDIT_WAIT_NS,
            Metric.VISIBLE_BEFORE_DATA,
            Metric.READ_WITHOUT_DATA,
            Metric.FLUSH_WAIT_NS_PER_PACKET,
            Metric.ENGINE_HIT_PERCENT,
            Metric.PEER_MEMORY_BYTES_PER_PACKET);

    /** Beside them where packets are sent. */
    private static final List<Metric> SHOWN_OF_SENDERS = List.of(
            Metric.SENT_GBPS,
            Metric.SEND_REFUSED_PERCENT,
            Metric.SEND_BLOCKED_PER_PACKET,
            Metric.PCIRDCUR_HIT_PAYLOAD_PERCENT,
            Metric.WIRE_P99_NS);

    /** Beside them where others use the host, or storage and packets do. */
    private static final List<Metric> SHOWN_OF_OTHERS = List.of(
            Metric.LLC_MISSES_PER_PACKET,
            Metric.PACKET_END_P99_NS,
            Metric.STORAGE_GBPS,
            Metric.NEIGHBOUR_MACCESSES,
            Metric.NEIGHBOUR_LLC_MISS_PERCENT);

    /** Those that the verdict looks at. */
    private static final List<Metric> COSTS =
            List.of(Metric.DROPPED_PERCENT, Metric.END_P99_NS, Metric.CYCLES_PER_PACKET, Metric.DRAM_BYTES_PER_PACKET);

    /** Costs of what software does in mid-run; shown where any variant has them. */
    private static final List<Metric> COSTS_OF_CALLS =
            List.of(Metric.RESTART_DROPS, Metric.STALE_TAG_US, Metric.WITHOUT_TPH_US);

    /** Beside them where requests pass elements or end at peers. */
    private static final List<Metric> COSTS_OF_PATHS = List.of(
            Metric.THROUGHPUT_GBPS, Metric.REJECTED_TLPS, Metric.STRIPPED_TLPS, Metric.PEER_MEMORY_BYTES_PER_PACKET);

    /** Costs of tags at peers; shown where they name operations or are taken back. */
    private static final List<Metric> TAG_COSTS = List.of(Metric.STALE_WRITES, Metric.WRONG_OPERATIONS);

    private static final int COST_WIDTH = 28;
    private static final int NAME_WIDTH = 36;
    private static final int COLUMN_WIDTH = 19;

    private final PrintStream out;

    public VariantsPrinter(PrintStream out) {
        this.out = out;
    }

    public void print(VariantResults results) {
        if (!results.isSteady()) {
            out.println("NOT STEADY: thresholds and plans refuse this result");
        }
        out.println(results.name() + (results.question().isEmpty() ? "" : ": " + results.question()));
        for (VariantResults.Variant variant : results.variants()) {
            block(variant);
        }
        out.println();
        if (results.variants().size() > 1) {
            List<Metric> costs = new ArrayList<>(COSTS);
            COSTS_OF_CALLS.stream()
                    .filter(metric ->
                            results.variants().stream().anyMatch(variant -> isThere(variant.result(), metric)))
                    .forEach(costs::add);
            TAG_COSTS.stream()
                    .filter(metric ->
                            results.variants().stream().anyMatch(variant -> isTelling(variant.result(), metric)))
                    .forEach(costs::add);
            costs("what each costs, as configured", costs, results);
            if (new FlowFigures(results.variants().get(0).result()).areTelling()) {
                costs("on its paths", COSTS_OF_PATHS, results);
            }
            if (results.variants().stream().anyMatch(variant -> hasOthers(variant.result()))) {
                List<Metric> ofOthers = SHOWN_OF_OTHERS.stream()
                        .filter(metric ->
                                results.variants().stream().anyMatch(variant -> isThere(variant.result(), metric)))
                        .toList();
                costs("beside others", ofOthers, results);
            }
        }
        List<Crossover> crossovers = Crossover.of(results.variants());
        crossovers.forEach(crossover -> out.println(crossover.sentence()));
        if (!results.variants().isEmpty()) {
            out.println("baseline    "
                    + PlatformDefault.sentence(
                            results.variants().get(0).result().scenario().platform()) + ".");
            out.println("rests on    " + results.variants().get(0).verdict().basis() + ".");
            PlatformConfig platform =
                    results.variants().get(0).result().scenario().platform();
            ModelBasis.values(platform).ifPresent(values -> out.println("values      " + values));
            out.println("intervals   95 % over seeds; model error: " + ModelBasis.error(platform));
        }
    }

    /** The decisive figures of all variants as configured, so that the report ends with what each choice costs. */
    private void costs(String title, List<Metric> costs, VariantResults results) {
        StringBuilder heading = new StringBuilder(RunPrinter.pad(title, NAME_WIDTH));
        for (Metric metric : costs) {
            heading.append(' ').append(RunPrinter.pad(name(metric), COST_WIDTH - 1));
        }
        boolean ofPaths = costs == COSTS_OF_PATHS;
        heading.append(ofPaths ? " data visible p50, slowest flow [ns]" : "");
        out.println(heading.toString().stripTrailing());
        boolean noted = false;
        for (VariantResults.Variant variant : results.variants()) {
            StringBuilder line = new StringBuilder(RunPrinter.pad("  " + variant.id(), NAME_WIDTH));
            for (Metric metric : costs) {
                Estimate estimate = variant.result().estimate(Column.CONFIGURED, metric);
                line.append(' ').append(RunPrinter.pad(RunPrinter.text(estimate, metric.decimals()), COST_WIDTH - 1));
            }
            line.append(ofPaths ? " " + visible(variant.result()) : "");
            String note = ofPaths ? "" : RowNotes.of(variant.result());
            line.append(note.isEmpty() ? "" : "  " + note);
            noted |= !note.isEmpty();
            out.println(line.toString().stripTrailing());
        }
        if (noted) {
            out.println("  (" + RowNotes.LEGEND + ")");
        }
        out.println();
    }

    private static boolean hasOthers(ScenarioResult result) {
        return !result.scenario().neighbours().isEmpty() || isThere(result, Metric.STORAGE_GBPS);
    }

    private static boolean isTelling(ScenarioResult result, Metric metric) {
        return PeerTagCounts.areTelling(result.scenario()) && isThere(result, metric);
    }

    private static boolean isThere(ScenarioResult result, Metric metric) {
        return result.estimate(Column.CONFIGURED, metric).count() > 0;
    }

    private static String visible(ScenarioResult result) {
        double slowestNs = new FlowFigures(result)
                .delays().stream()
                        .mapToDouble(FlowFigures.Delays::visibleP50Ns)
                        .filter(ns -> !Double.isNaN(ns))
                        .max()
                        .orElse(Double.NaN);
        return Double.isNaN(slowestNs) ? "-" : Figures.fixed(slowestNs, 0);
    }

    private static String name(Metric metric) {
        return metric.key().replace('_', '-') + (metric.unit().isEmpty() ? "" : " [" + metric.unit() + "]");
    }

    private void block(VariantResults.Variant variant) {
        ScenarioResult result = variant.result();
        out.println();
        StringBuilder heading = new StringBuilder(RunPrinter.pad(variant.id(), NAME_WIDTH));
        for (Column column : Column.values()) {
            heading.append(' ').append(RunPrinter.pad(column.label(), COLUMN_WIDTH - 1));
        }
        out.println(heading.toString().stripTrailing());
        SHOWN.stream()
                .filter(metric -> !COSTS_OF_CALLS.contains(metric) || isThere(result, metric))
                .forEach(metric -> row(result, metric));
        SHOWN_OF_SENDERS.stream().filter(metric -> isThere(result, metric)).forEach(metric -> row(result, metric));
        if (hasOthers(result)) {
            SHOWN_OF_OTHERS.stream().filter(metric -> isThere(result, metric)).forEach(metric -> row(result, metric));
        }
        if (new FlowFigures(result).areTelling()) {
            SHOWN_OF_PATHS.stream()
                    .filter(metric -> result.estimate(Column.CONFIGURED, metric).count() > 0)
                    .forEach(metric -> row(result, metric));
            TAG_COSTS.stream().filter(metric -> isTelling(result, metric)).forEach(metric -> row(result, metric));
            out.println("  " + PathsPrinter.FLOWS);
            new PathsPrinter(out, result).flows();
        } else {
            out.println("  " + RunPrinter.HINTS);
            outcomes(result);
        }
        PeerTagsPrinter.print(out, result);
        new ControlPrinter(out, result).print();
        out.println("  set       " + String.join(", ", variant.set()));
        out.println("  verdict   " + variant.verdict().sentence());
        ExtremesPrinter.print(out, result, variant.verdict(), variant.extremes());
        FidelityPrinter.print(out, "  ", result);
        out.println("  simulated digest " + String.format(Locale.ROOT, "%016x", result.digest())
                + (result.isSteady() ? ", steady" : ", NOT STEADY: " + String.join("; ", result.unsteadyReasons()))
                + ", " + Figures.fixed(result.wallNanos() / 1e9, 2) + " s");
    }

    private void row(ScenarioResult result, Metric metric) {
        StringBuilder line = new StringBuilder(RunPrinter.pad("  " + name(metric), NAME_WIDTH));
        for (Column column : Column.values()) {
            Estimate estimate = result.estimate(column, metric);
            line.append(' ').append(RunPrinter.pad(RunPrinter.text(estimate, metric.decimals()), COLUMN_WIDTH - 1));
        }
        out.println(line.toString().stripTrailing());
    }

    private void outcomes(ScenarioResult result) {
        OutcomeCounts.of(
                        result.scenario(),
                        result.columns().get(Column.CONFIGURED).get(0).counts())
                .forEach((flow, counts) -> {
                    StringBuilder line = new StringBuilder(RunPrinter.pad("  " + flow, NAME_WIDTH - 1));
                    counts.forEach((outcome, count) ->
                            line.append("  ").append(outcome).append(' ').append(count));
                    out.println(line);
                });
    }
}
