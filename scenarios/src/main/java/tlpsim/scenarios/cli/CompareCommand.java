package tlpsim.scenarios.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tlpsim.core.pipeline.InterruptedRunException;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.compare.Comparison;
import tlpsim.scenarios.compare.Difference;
import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.result.Metric;
import tlpsim.scenarios.store.StoreException;
import tlpsim.scenarios.wiring.Column;

/** Two results beside each other. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Says whether B is better or worse than A, metric by metric, and how sure that is. A and B are each"
                        + " FILE.json (a result of run), FILE.yaml or FILE.yaml#VARIANT (a scenario, run unless the store has it), the"
                        + " beginning of a run's id, or study:NAME,KEY=VALUE,... (a point of the store).",
        footer = {
            "",
            "Examples:",
            "  tlpsim compare before.json after.json",
            "  tlpsim compare scenarios/quickstart.yaml scenarios/quickstart.yaml --set-b workloads.rx.queues.ring=512",
            "  tlpsim compare study:quickstart,workloads.rx.queues.ring=64 study:quickstart,workloads.rx.queues.ring=256",
            "",
            "Exit codes: 0 better or no difference, 1 a run failed, 2 invalid input, 3 worse, 4 inconclusive."
        })
public final class CompareCommand implements Callable<Integer> {
    private static final List<Metric> USUAL =
            List.of(Metric.DROPPED_PERCENT, Metric.END_P99_NS, Metric.CYCLES_PER_PACKET, Metric.DRAM_BYTES_PER_PACKET);
    private static final int MORE_DECIMALS = 2;

    private final Console console;

    @Parameters(index = "0", paramLabel = "A", description = "What is compared with.")
    private String a;

    @Parameters(index = "1", paramLabel = "B", description = "What is judged.")
    private String b;

    @Option(names = "--metric", paramLabel = "NAME", description = "Compares this metric; repeatable.")
    private List<String> metrics = new ArrayList<>();

    @Option(names = "--column", paramLabel = "NAME", description = "Column of the answer; as-configured by default.")
    private String column = "as-configured";

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            description =
                    "Differences below it do not count; 1 percent of A by default (drops: one packet in a million).")
    private Double thresholdPercent;

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Changes one key of both scenarios.")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--set-a", paramLabel = "PATH=VALUE", description = "Changes one key of scenario A.")
    private List<String> setsA = new ArrayList<>();

    @Option(names = "--set-b", paramLabel = "PATH=VALUE", description = "Changes one key of scenario B.")
    private List<String> setsB = new ArrayList<>();

    @Option(names = "--replicates", paramLabel = "N", description = "Replicates of scenarios.")
    private Integer replicates;

    @Option(names = "--seed-set-b", paramLabel = "NAME", description = "Gives scenario B seeds of its own.")
    private String seedSetB = "";

    @Mixin
    private StoreOption storeOption = new StoreOption();

    @Option(names = "--json", description = "Print the comparison as JSON instead of text.")
    private boolean json;

    public CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Metric> wanted = metrics.isEmpty() ? USUAL : PointsTable.metrics(metrics);
        if (thresholdPercent != null && !(thresholdPercent > 0)) {
            throw new InvalidInputException(new Problem("--threshold", 0, 0, "the threshold is not above 0", ""));
        }
        CompareCommandSides sides = new CompareCommandSides(console, storeOption, columnLabel());
        try {
            Comparison comparison = Comparison.of(
                    sides.side(a, new CompareCommandSides.Options(both(setsA), replicates, "")),
                    sides.side(b, new CompareCommandSides.Options(both(setsB), replicates, seedSetB)),
                    wanted,
                    Optional.ofNullable(thresholdPercent).map(percent -> percent / 100));
            if (json) {
                console.out().println(json(comparison).toPrettyString());
            } else {
                print(comparison);
            }
            return code(comparison.answer());
        } catch (InterruptedRunException stop) {
            console.err().println("interrupted: nothing is compared");
            return ExitCode.INTERRUPTED;
        } catch (StoreException | IOException failure) {
            console.err().println("error: " + failure.getMessage());
            return ExitCode.FAILED;
        }
    }

    private List<String> both(List<String> own) {
        List<String> all = new ArrayList<>(sets);
        all.addAll(own);
        return all;
    }

    private String columnLabel() {
        List<String> names = new ArrayList<>();
        for (Column one : Column.values()) {
            names.add(one.label().replace(' ', '-'));
        }
        String given = column.replace('_', '-').replace(' ', '-');
        int index = names.indexOf(given);
        if (index < 0) {
            String message = "'" + column + "' is no column; allowed: " + String.join(", ", names);
            throw new InvalidInputException(new Problem("--column", 0, 0, message, NearestName.hint(given, names)));
        }
        return Column.values()[index].label();
    }

    private static int code(Comparison.Answer answer) {
        return switch (answer) {
            case WORSE -> ExitCode.NOT_MET;
            case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
            default -> ExitCode.OK;
        };
    }

    private void print(Comparison comparison) {
        console.out().println(comparison.sentence());
        console.out().println();
        console.out().println("A  " + comparison.a().label());
        console.out().println("B  " + comparison.b().label());
        console.out().println();
        TextTable table = new TextTable(
                List.of("metric", "unit", "A", "B", "B - A", "interval", "counts from", "verdict", "method"));
        for (Comparison.OfMetric one : comparison.metrics()) {
            int decimals = one.metric().decimals() + MORE_DECIMALS;
            Difference difference = one.difference();
            table.add(List.of(
                    one.metric().key(),
                    one.metric().unit(),
                    Figures.fixed(one.ofA(), one.metric().decimals()),
                    Figures.fixed(one.ofB(), one.metric().decimals()),
                    Figures.fixed(difference.mean(), decimals),
                    difference.hasInterval()
                            ? Figures.fixed(difference.low(), decimals) + " to "
                                    + Figures.fixed(difference.high(), decimals)
                            : "-",
                    Figures.fixed(one.threshold(), decimals),
                    one.answer().label(),
                    difference.method().label() + ", n " + difference.pairs()));
        }
        console.out().print(table);
        console.out()
                .println("intervals: 95 % for all metrics together, " + Figures.fixed(100 * comparison.level(), 2)
                        + " % each; seed noise only, no model error");
        if (comparison.decides() > 0) {
            console.out()
                    .println("about " + comparison.decides()
                            + " replicates would most likely decide what is inconclusive");
        }
    }

    private static ObjectNode json(Comparison comparison) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema_version", 1);
        root.put("a", comparison.a().label());
        root.put("b", comparison.b().label());
        root.put("answer", comparison.answer().label());
        root.put("sentence", comparison.sentence());
        root.put("interval_level", Figures.decimal(comparison.level(), 6));
        if (comparison.decides() > 0) {
            root.put("replicates_that_decide", comparison.decides());
        }
        ArrayNode metrics = root.putArray("metrics");
        for (Comparison.OfMetric one : comparison.metrics()) {
            int decimals = one.metric().decimals() + MORE_DECIMALS + 1;
            ObjectNode node = metrics.addObject();
            node.put("metric", one.metric().key());
            node.put("unit", one.metric().unit());
            node.put("a", Figures.decimal(one.ofA(), decimals));
            node.put("b", Figures.decimal(one.ofB(), decimals));
            node.put("difference", Figures.decimal(one.difference().mean(), decimals));
            if (one.difference().hasInterval()) {
                node.put("low", Figures.decimal(one.difference().low(), decimals));
                node.put("high", Figures.decimal(one.difference().high(), decimals));
            }
            node.put("threshold", Figures.decimal(one.threshold(), decimals));
            node.put("answer", one.answer().label());
            node.put("method", one.difference().method().label());
            node.put("replicates", one.difference().pairs());
            if (one.decides() > 0) {
                node.put("replicates_that_decide", one.decides());
            }
        }
        return root;
    }
}
