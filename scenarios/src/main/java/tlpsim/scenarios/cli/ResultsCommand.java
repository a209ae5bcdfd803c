package tlpsim.scenarios.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.result.Metric;
import tlpsim.scenarios.store.ResultExport;
import tlpsim.scenarios.store.ResultStore;
import tlpsim.scenarios.store.StoreException;
import tlpsim.scenarios.store.StoredRun;

/** Looks into a results store. */
@Command(
        name = "results",
        mixinStandardHelpOptions = true,
        description = "Lists, shows, exports and merges what sweeps have left in a results store.",
        footer = {
            "",
            "Examples:",
            "  tlpsim results list",
            "  tlpsim results list --study quickstart --metric itom-hit-percent",
            "  tlpsim results export --study quickstart --format csv > quickstart.csv",
            "  tlpsim results merge --store all.db shard1.db shard2.db"
        })
public final class ResultsCommand implements Runnable {
    private static final List<String> FORMATS = List.of("csv", "json", "ndjson", "hdr");

    private final Console console;

    public ResultsCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        new CommandLine(this).usage(console.out());
    }

    /** Work on an open store. */
    private interface Work {
        int on(ResultStore store) throws IOException;
    }

    private int with(StoreOption option, Work work) {
        try (ResultStore store = option.openExisting()) {
            return work.on(store);
        } catch (StoreException | IOException failure) {
            console.err().println("error: " + failure.getMessage());
            return ExitCode.FAILED;
        }
    }

    /** Studies, or the points of one. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the studies of a store, or the points of one study.")
    int list(
            @Mixin StoreOption option,
            @Option(names = "--study", paramLabel = "NAME", description = "Lists its points.") String study,
            @Option(names = "--metric", paramLabel = "NAME", description = "A metric to show; repeatable.")
                    List<String> metrics,
            @Option(names = "--json", description = "Prints one JSON object.") boolean json) {
        List<Metric> shown = PointsTable.metrics(metrics == null ? List.of() : metrics);
        return with(option, store -> {
            if (study != null) {
                requireStudy(store, study);
                if (json) {
                    new ResultExport(store, study, console.out()).json();
                } else {
                    console.out().print(new PointsTable(store, shown).text(store.points(study), Integer.MAX_VALUE));
                }
            } else if (json) {
                console.out().println(studies(store).toPrettyString());
            } else {
                TextTable table = new TextTable(List.of("study", "points", "done", "failed", "open"));
                for (ResultStore.Study found : store.studies()) {
                    table.add(List.of(
                            found.name(),
                            Integer.toString(found.points()),
                            Integer.toString(found.done()),
                            Integer.toString(found.failed()),
                            Integer.toString(found.points() - found.done() - found.failed())));
                }
                console.out().print(table);
            }
            return ExitCode.OK;
        });
    }

    private static ObjectNode studies(ResultStore store) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema_version", 1);
        ArrayNode studies = root.putArray("studies");
        for (ResultStore.Study study : store.studies()) {
            studies.addObject()
                    .put("study", study.name())
                    .put("points", study.points())
                    .put("done", study.done())
                    .put("failed", study.failed());
        }
        return root;
    }

    /** One run. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints one run: verdict and metrics of every column.")
    int show(
            @Mixin StoreOption option,
            @Parameters(paramLabel = "RUN", description = "The run's id, or how it begins.") String run,
            @Option(names = "--scenario", description = "Prints the whole scenario, which 'run -' takes.")
                    boolean scenario,
            @Option(names = "--json", description = "Prints one JSON object.") boolean json) {
        return with(option, store -> {
            StoredRun found = find(store, run);
            if (scenario) {
                console.out().print(found.text());
            } else if (json) {
                console.out().println(json(found).toPrettyString());
            } else {
                new ResultsCommandRunPrinter(console.out()).print(found);
            }
            return ExitCode.OK;
        });
    }

    private static StoredRun find(ResultStore store, String prefix) {
        List<String> ids = store.runIds(prefix);
        if (ids.size() != 1) {
            String message = "'" + prefix + "' begins " + (ids.isEmpty() ? "no run" : ids.size() + " runs");
            throw new InvalidInputException(
                    new Problem("results show", 0, 0, message, "'results list --study NAME' prints ids of runs"));
        }
        return store.run(ids.get(0)).orElseThrow();
    }

    private static ObjectNode json(StoredRun run) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("schema_version", 1);
        root.put("run_id", run.runId());
        root.put("scenario", run.scenario());
        root.put("scenario_sha256", run.scenarioHash());
        root.put("tool", run.tool());
        root.put("status", run.isDone() ? "done" : "failed");
        run.failure().ifPresent(failure -> root.put("failure", failure));
        if (run.simulated().isPresent()) {
            root.set("simulated", mapper.readTree(run.simulated().get().json()));
        }
        root.put("wall_ns", run.wallNanos());
        root.set("environment", mapper.readTree(run.environment()));
        return root;
    }

    /** Everything, for other tools. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description =
                    "Writes points and metrics for other tools. The same runs give the same bytes, whoever ran them.")
    int export(
            @Mixin StoreOption option,
            @Option(names = "--study", paramLabel = "NAME", defaultValue = "", description = "One study; else all.")
                    String study,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            defaultValue = "csv",
                            description =
                                    "csv (a line per point and column), json, ndjson, or hdr (an HdrHistogram log).")
                    String format,
            @Option(names = "--metric", paramLabel = "NAME", description = "Only this one, for csv; repeatable.")
                    List<String> metrics,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            description = "Where to; standard output by default.")
                    Path output) {
        if (!FORMATS.contains(format)) {
            String message = "'" + format + "' is no format; allowed: " + String.join(", ", FORMATS);
            throw new InvalidInputException(new Problem("--format", 0, 0, message, NearestName.hint(format, FORMATS)));
        }
        List<String> keys = PointsTable.metrics(metrics == null ? List.of() : metrics).stream()
                .map(Metric::key)
                .toList();
        return with(option, store -> {
            if (!study.isEmpty()) {
                requireStudy(store, study);
            }
            if (output == null) {
                write(new ResultExport(store, study, console.out()), format, keys);
                console.out().flush();
                return console.out().checkError() ? ExitCode.FAILED : ExitCode.OK;
            }
            try (OutputStream file = Files.newOutputStream(output);
                    PrintStream print = new PrintStream(file, false, StandardCharsets.UTF_8)) {
                write(new ResultExport(store, study, print), format, keys);
                if (print.checkError()) {
                    throw new IOException(output + " cannot be written");
                }
            }
            return ExitCode.OK;
        });
    }

    private static void write(ResultExport export, String format, List<String> metrics) {
        switch (format) {
            case "csv" -> export.csv(metrics);
            case "json" -> export.json();
            case "ndjson" -> export.ndjson();
            default -> export.hdrLog();
        }
    }

    private static void requireStudy(ResultStore store, String study) {
        List<String> names =
                store.studies().stream().map(ResultStore.Study::name).toList();
        if (!names.contains(study)) {
            String message = "'" + study + "' is no study of " + store.file() + "; allowed: "
                    + (names.isEmpty() ? "none, it is empty" : String.join(", ", names));
            throw new InvalidInputException(new Problem("--study", 0, 0, message, NearestName.hint(study, names)));
        }
    }

    /** Several stores into one. */
    @Command(
            name = "merge",
            mixinStandardHelpOptions = true,
            description = "Takes all points and runs of other stores over into one, which is made where there is none.")
    int merge(
            @Mixin StoreOption option,
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "Stores, of shards for example.")
                    List<Path> files) {
        try (ResultStore store = option.open()) {
            for (Path file : files) {
                try (ResultStore other = ResultStore.openExisting(file)) {
                    store.merge(other);
                }
            }
            console.err().println(files.size() + " stores merged into " + store.file());
            return ExitCode.OK;
        } catch (StoreException | IOException failure) {
            console.err().println("error: " + failure.getMessage());
            return ExitCode.FAILED;
        }
    }
}
