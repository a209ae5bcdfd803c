package tlpsim.scenarios.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.config.ResolvedScenario;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.result.Expectations;
import tlpsim.scenarios.result.Metric;

/** {@code explain}: what a scenario resolves to and what follows from it before anything runs; or what a metric means. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says what a scenario resolves to, value by value and flow by flow, or what a metric means.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:explained", "2:the scenario is not valid, or there is no such metric"},
        footer = {
            "",
            "Examples:",
            "  tlpsim explain scenarios/quickstart.yaml",
            "  tlpsim explain scenarios/quickstart.yaml --set tph.enable=extended",
            "  tlpsim explain metrics",
            "  tlpsim explain itom-hit-percent"
        })
public final class ExplainCommand implements Callable<Integer> {
    private static final String METRICS = "metrics";

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO|METRIC",
            description =
                    "A scenario file (- reads standard input), the name of a metric, or 'metrics' for all of them.")
    private String what;

    @Option(names = "--metrics", description = "Lists every metric with its unit and definition.")
    private boolean metrics;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Sets one value, for example workloads.rx.queues.ring=512.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    public ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try {
            console.out().print(answer());
            console.out().flush();
            return ExitCode.OK;
        } catch (InvalidInputException invalid) {
            for (Problem problem : invalid.problems()) {
                console.err().println("error: " + problem);
            }
            return ExitCode.INVALID;
        }
    }

    private String answer() {
        if (metrics && what != null) {
            throw mistake("--metrics lists all metrics and takes no '" + what + "'", "");
        }
        if (!metrics && what == null) {
            throw mistake("a scenario file, the name of a metric, or 'metrics' is missing", "");
        }
        if (metrics || what.equals(METRICS)) {
            return metrics(List.of(Metric.values()));
        }
        String name = key(what);
        List<Metric> named = Arrays.stream(Metric.values())
                .filter(metric -> metric.key().equals(name))
                .toList();
        if (!named.isEmpty()) {
            return metrics(named);
        }
        if (!isFile(what)) {
            List<String> names = new ArrayList<>(List.of(METRICS));
            for (Metric metric : Metric.values()) {
                names.add(ExplainCommandMetrics.name(metric));
            }
            throw mistake(
                    "'" + what + "' is neither a scenario file nor a metric; 'explain metrics' lists the metrics",
                    NearestName.hint(name.replace('_', '-'), names));
        }
        ResolvedScenario resolved = new ScenarioReader(PresetCatalogue.bundled(), Expectations.names())
                .read(what, console.in(), assignments);
        ExplainCommandReport report = ExplainCommandReport.of(resolved);
        return json ? ExplainCommandJson.of(report) : ExplainCommandPrinter.text(report);
    }

    private String metrics(List<Metric> shown) {
        if (!assignments.isEmpty()) {
            throw mistake("--set changes a scenario, and none is given", "");
        }
        return json ? ExplainCommandMetrics.json(shown) : ExplainCommandMetrics.text(shown);
    }

    private static String key(String name) {
        return name.replace('-', '_');
    }

    /** Whether the word can only mean a file: it is one, or it is written like one. */
    private static boolean isFile(String name) {
        if (name.equals("-") || name.indexOf('/') >= 0 || name.endsWith(".yaml") || name.endsWith(".yml")) {
            return true;
        }
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException broken) {
            return false;
        }
    }

    private static InvalidInputException mistake(String message, String hint) {
        return new InvalidInputException(new Problem("explain", 0, 0, message, hint));
    }
}
