package tlpsim.scenarios.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tlpsim.core.pipeline.InterruptedRunException;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.plan.Judgement;
import tlpsim.scenarios.plan.Objective;
import tlpsim.scenarios.plan.PlanSearch;
import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.result.InterruptSwitch;
import tlpsim.scenarios.result.Metric;
import tlpsim.scenarios.store.ResultStore;
import tlpsim.scenarios.store.StoreException;
import tlpsim.scenarios.store.StoredRun;
import tlpsim.scenarios.sweep.PointTask;
import tlpsim.scenarios.sweep.Vary;
import tlpsim.scenarios.wiring.Column;

/** The largest or smallest value with which a scenario meets its objectives. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description =
                "Finds the largest or smallest value of a key with which the scenario meets every objective: without"
                        + " hints, as configured, and at the ideal bound.",
        footer = {
            "",
            "Objectives: METRIC < VALUE or METRIC > VALUE; loss (a share), p50 and p99 are short names.",
            "",
            "Examples:",
            "  tlpsim plan scenarios/quickstart.yaml --find workloads.rx.arrivals.rate='20..180 Gbit/s:5' \\",
            "      --objective 'loss < 1e-6' --objective 'p99 < 20 us'",
            "  tlpsim plan scenarios/quickstart.yaml --find workloads.rx.queues.ring=64..1024:x2 --smallest \\",
            "      --objective 'loss < 1e-6'",
            "",
            "Exit codes: 0 found as configured, 1 a run failed, 2 invalid input, 3 no value meets the objectives,",
            "4 noise or steadiness does not let it say, 130 interrupted."
        })
public final class PlanCommand implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(Column.HINTS_OFF, Column.CONFIGURED, Column.IDEAL_BOUND);
    private static final double PERCENT = 100;

    private final Console console;

    @Parameters(paramLabel = "SCENARIO", description = "A scenario file, or - for standard input.")
    private String file;

    @Option(
            names = "--find",
            required = true,
            paramLabel = "KEY=VALUES",
            description = "The key, and the values that are tried first, as for sweep --vary.")
    private String find;

    @Option(names = "--objective", required = true, paramLabel = "BOUND", description = "What has to hold; repeatable.")
    private List<String> bounds = new ArrayList<>();

    @Option(names = "--smallest", description = "The smallest value is wanted; the largest by default.")
    private boolean smallest;

    @Option(names = "--tie", paramLabel = "KEY=OTHER", description = "A key that follows the one that is looked for.")
    private List<String> ties = new ArrayList<>();

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Changes one key; may be given several times.")
    private List<String> sets = new ArrayList<>();

    @Option(
            names = "--tolerance",
            paramLabel = "PERCENT",
            defaultValue = "2.5",
            description = "How near the answer is to a value that misses; ${DEFAULT-VALUE} percent.")
    private double tolerancePercent;

    @Option(
            names = "--most-replicates",
            paramLabel = "N",
            defaultValue = "20",
            description = "As many as are run where noise does not let it say; ${DEFAULT-VALUE}.")
    private int mostReplicates;

    @Option(names = "--workers", paramLabel = "N", description = "Runs side by side; one per processor by default.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Mixin
    private StoreOption storeOption = new StoreOption();

    @Option(names = "--json", description = "Print the answer as JSON instead of text.")
    private boolean json;

    public PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Objective> objectives = bounds.stream().map(Objective::parse).toList();
        Vary vary = Vary.parse(find, false);
        require("--workers", workers >= 1, "at least 1");
        require("--tolerance", tolerancePercent > 0, "above 0");
        require("--most-replicates", mostReplicates >= 2, "at least 2");
        PointTask base = new SweepCommandInput(console).base(file, sets);
        try (ResultStore store = storeOption.open();
                InterruptHook hook = new InterruptHook()) {
            InterruptSwitch interrupts = hook.interrupts();
            PlanCommandProbe probe = new PlanCommandProbe(
                    base,
                    new PlanCommandProbe.Question(vary.key(), ties, objectives, mostReplicates),
                    store,
                    interrupts);
            probe.prepare("plan " + find, vary.values(), workers);
            Map<Column, PlanSearch.Found> found = new LinkedHashMap<>();
            for (Column column : COLUMNS) {
                PlanSearch search =
                        new PlanSearch(value -> probe.judge(value, column.label()), tolerancePercent / PERCENT);
                found.put(column, search.search(vary.values(), !smallest));
            }
            report(vary.key(), objectives, found, probe);
            return code(found.get(Column.CONFIGURED));
        } catch (InterruptedRunException stop) {
            console.err().println("interrupted; the same command goes on");
            return ExitCode.INTERRUPTED;
        } catch (StoreException | IOException failure) {
            console.err().println("error: " + failure.getMessage());
            return ExitCode.FAILED;
        }
    }

    private static void require(String option, boolean holds, String allowed) {
        if (!holds) {
            throw new InvalidInputException(new Problem(option, 0, 0, "allowed: " + allowed, ""));
        }
    }

    private static int code(PlanSearch.Found found) {
        if (found.answer().isPresent()) {
            return ExitCode.OK;
        }
        boolean open = found.probed().stream().anyMatch(one -> one.judgement() == Judgement.OPEN);
        return open ? ExitCode.INCONCLUSIVE : ExitCode.NOT_MET;
    }

    private void report(
            String key, List<Objective> objectives, Map<Column, PlanSearch.Found> found, PlanCommandProbe probe) {
        if (json) {
            console.out().println(json(key, objectives, found).toPrettyString());
            return;
        }
        List<String> texts = objectives.stream().map(Objective::text).toList();
        console.out()
                .println((smallest ? "smallest " : "largest ") + key + " with " + String.join(" and ", texts) + "\n");
        TextTable table = new TextTable(List.of("column", "answer", "first that misses", "feasible values"));
        found.forEach((column, one) -> table.add(List.of(
                column.label(),
                one.answer().orElse("none"),
                one.notMet().orElse("-"),
                String.join(", ", one.feasible().stream().map(PlanCommand::text).toList()))));
        console.out().print(table);
        console.out().println("\n" + difference(found));
        found.forEach((column, one) -> one.answer().ifPresent(answer -> loss(column, answer, objectives, probe)));
        console.out().println("\n" + probed(found.get(Column.CONFIGURED), objectives, probe));
        console.out()
                .println(
                        "each judgement rests on a 95 % interval over seeds; that is seed noise, and says nothing of the model's error");
        console.err().println(probe.runs() + " runs done, others were there; store " + storeOption.file());
    }

    private static String text(PlanSearch.Interval interval) {
        return interval.first().equals(interval.last())
                ? interval.first()
                : interval.first() + " to " + interval.last();
    }

    /** What the hints are worth, in the key that was looked for. */
    private static String difference(Map<Column, PlanSearch.Found> found) {
        Optional<String> off = found.get(Column.HINTS_OFF).answer();
        Optional<String> configured = found.get(Column.CONFIGURED).answer();
        if (off.equals(configured)) {
            return "the hints as configured change the answer by nothing that was resolved";
        }
        return "the hints as configured change the answer from " + off.orElse("none") + " to "
                + configured.orElse("none");
    }

    private void loss(Column column, String answer, List<Objective> objectives, PlanCommandProbe probe) {
        Optional<StoredRun> run = probe.run(answer);
        boolean asked = objectives.stream().anyMatch(one -> one.metric() == Metric.DROPPED_PERCENT);
        if (asked
                && run.isPresent()
                && run.get()
                        .metric(column.label(), Metric.DROPPED_PERCENT.key())
                        .filter(figure -> figure.mean() == 0)
                        .isPresent()) {
            console.out()
                    .println(column.label() + ": no packet was lost, so the loss is below "
                            + Figures.fixed(Objective.lossBoundPercent(run.get(), column.label()), 6)
                            + " % at 95 % confidence");
        }
    }

    private static String probed(PlanSearch.Found found, List<Objective> objectives, PlanCommandProbe probe) {
        List<String> header = new ArrayList<>(List.of("as configured", "judgement", "replicates"));
        objectives.forEach(objective -> header.add(objective.metric().key()));
        TextTable table = new TextTable(header);
        for (PlanSearch.Probed one : found.probed()) {
            Optional<StoredRun> run = probe.run(one.value());
            List<String> row = new ArrayList<>(List.of(
                    one.value(),
                    word(one.judgement()),
                    run.map(stored -> Integer.toString(stored.replicates().size()))
                            .orElse("-")));
            for (Objective objective : objectives) {
                row.add(run.flatMap(stored -> stored.metric(
                                Column.CONFIGURED.label(), objective.metric().key()))
                        .map(figure -> Figures.fixed(
                                        figure.mean(), objective.metric().decimals()) + " +- "
                                + Figures.fixed(
                                        figure.halfWidth(), objective.metric().decimals()))
                        .orElse("-"));
            }
            table.add(row);
        }
        return table.toString();
    }

    private static String word(Judgement judgement) {
        return judgement.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private ObjectNode json(String key, List<Objective> objectives, Map<Column, PlanSearch.Found> found) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema_version", 1);
        root.put("find", key);
        root.put("wanted", smallest ? "smallest" : "largest");
        ArrayNode texts = root.putArray("objectives");
        objectives.forEach(objective -> texts.add(objective.text()));
        ObjectNode columns = root.putObject("columns");
        found.forEach((column, one) -> {
            ObjectNode node = columns.putObject(column.label().replace(' ', '_'));
            one.answer().ifPresent(answer -> node.put("answer", answer));
            one.notMet().ifPresent(value -> node.put("first_that_misses", value));
            ArrayNode feasible = node.putArray("feasible");
            one.feasible()
                    .forEach(interval ->
                            feasible.addObject().put("first", interval.first()).put("last", interval.last()));
            ArrayNode probed = node.putArray("probed");
            one.probed()
                    .forEach(value ->
                            probed.addObject().put("value", value.value()).put("judgement", word(value.judgement())));
        });
        return root;
    }
}
