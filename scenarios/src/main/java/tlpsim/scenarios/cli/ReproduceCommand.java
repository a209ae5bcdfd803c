package tlpsim.scenarios.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.reproduce.Experiment;
import tlpsim.scenarios.reproduce.ForwardingRuns;
import tlpsim.scenarios.reproduce.MeasuredFile;
import tlpsim.scenarios.reproduce.MeasuredPoint;
import tlpsim.scenarios.reproduce.OtherStudies;
import tlpsim.scenarios.reproduce.OwnReport;
import tlpsim.scenarios.reproduce.OwnReproduction;
import tlpsim.scenarios.reproduce.PlatformParameter;
import tlpsim.scenarios.reproduce.PlatformParameters;
import tlpsim.scenarios.reproduce.PointRuns;
import tlpsim.scenarios.reproduce.ReproducePrinter;
import tlpsim.scenarios.reproduce.ReproduceReport;
import tlpsim.scenarios.reproduce.Reproduction;
import tlpsim.scenarios.reproduce.ScenarioRuns;
import tlpsim.scenarios.reproduce.ValidationPage;
import tlpsim.scenarios.reproduce.Xeon6140Parameters;
import tlpsim.scenarios.reproduce.Xeon6140Scenario;

/** {@code reproduce}: the simulation beside measurements, published ones or the user's own. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs published experiments, or those of a table, and prints simulated beside measured.")
public final class ReproduceCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--measured",
            paramLabel = "FILE",
            description = "a table of measurements in place of the published one")
    private String measured;

    @Option(names = "--others", description = "runs single figures of other studies, and nothing else")
    private boolean others;

    @Option(
            names = "--scenario",
            paramLabel = "SCENARIO",
            description = "the machine of --measured as a scenario of one's own, in place of the study's")
    private String scenario;

    @Option(
            names = "--map",
            paramLabel = "NAME:param=PATH,x=PATH",
            description = "the keys of --scenario that the columns param and x of an experiment set; a value behind"
                    + " PATH= has {} for the column's")
    private List<String> mappings = List.of();

    @Option(names = "--template", description = "prints an empty table for --measured, and nothing else")
    private boolean template;

    @Option(
            names = "--experiment",
            split = ",",
            paramLabel = "NAME",
            description = "only these experiments, separated by commas")
    private List<String> experiments = List.of();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "another value of a parameter, in the unit that the table of parameters gives")
    private List<String> settings = List.of();

    @Option(
            names = "--fit",
            split = ",",
            paramLabel = "KEY",
            description = "fits these parameters to the points whose column 'use' says fit; the others are predictions."
                    + " With --scenario: PATH=VALUE|VALUE...")
    private List<String> fitted = List.of();

    @Option(
            names = "--leave-one-out",
            description = "also predicts each experiment with parameters fitted to the others (minutes)")
    private boolean leaveOneOut;

    @Option(
            names = "--format",
            paramLabel = "text|csv|page",
            defaultValue = "text",
            description = "text, csv, or page: docs/validation.md (${DEFAULT-VALUE})")
    private String format;

    @Option(names = "--out", paramLabel = "FILE", description = "writes there instead of to stdout")
    private Path out;

    @Option(
            names = "--model",
            paramLabel = "runs|lines",
            defaultValue = "runs",
            description =
                    "runs of a scenario, TLP by TLP, or the line-level model, which is faster and has no latencies"
                            + " (${DEFAULT-VALUE})")
    private String model;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of every random number (${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "runs at once, 1 to 64; changes no result (default: one per processor)")
    private Integer threads;

    public ReproduceCommand(Console console) {
        this.console = console;
    }

    /**
     * @return {@link ExitCode#NOT_MET} where the published points, all of them and without other parameters, miss a threshold; {@link ExitCode#INCONCLUSIVE} where a run of
     *     --scenario is not steady
     * @throws InvalidInputException with the mistakes of the command line or of the table
     */
    @Override
    public Integer call() throws IOException {
        if (template) {
            console.out().print(scenario == null ? template() : OwnReproduction.template());
            return ExitCode.OK;
        }
        if (others) {
            print(OtherStudies.text());
            return ExitCode.OK;
        }
        if (scenario != null) {
            return new ReproduceCommandOwn(measured, scenario, settings, fitted, mappings).call(this::print, threads());
        }
        if (!List.of("text", "csv", "page").contains(format)) {
            throw invalid("--format", "'" + format + "', must be text, csv or page", "");
        }
        int runsAtOnce = threads();
        List<MeasuredPoint> points = chosen(measured == null ? MeasuredFile.published() : MeasuredFile.of(measured));
        boolean lines = model.equals("lines");
        if (!lines && !model.equals("runs")) {
            throw invalid("--model", "'" + model + "', must be runs or lines", "");
        }
        PlatformParameters parameters = set(lines ? Xeon6140Parameters.parameters() : Xeon6140Scenario.parameters());
        for (String key : fitted) {
            checkKey("--fit", key, parameters);
        }
        if (!fitted.isEmpty() && points.stream().noneMatch(MeasuredPoint::fit)) {
            throw invalid("--fit", "no point is marked fit", "add the column use to the table of --measured");
        }
        String source = measured == null ? MeasuredFile.PUBLISHED : measured;
        ReproduceReport report =
                new Reproduction(source, parameters, runs(lines, runsAtOnce)).report(points, fitted, leaveOneOut);
        print(report);
        return verdict(report);
    }

    private int threads() {
        int runsAtOnce = threads == null ? Math.min(64, Runtime.getRuntime().availableProcessors()) : threads;
        if (runsAtOnce < 1 || runsAtOnce > 64) {
            throw invalid("--threads", "'" + runsAtOnce + "', must be 1 to 64", "");
        }
        return runsAtOnce;
    }

    private PointRuns runs(boolean lines, int runsAtOnce) {
        return lines ? new ForwardingRuns(runsAtOnce, seed) : new ScenarioRuns(runsAtOnce, seed);
    }

    private static String template() {
        return "# experiment: " + String.join(", ", Experiment.labels())
                + "\n# param: packet bytes (pktsize-desc), cores"
                + " (cores-vs-ways), else empty; use: fit or predict\n" + MeasuredFile.HEADER + ",use\n"
                + "pktsize-desc,1500,ItoM-HIT-RATE,1024,10,88.3,4.5,89.3,80.1,93.4,predict\n";
    }

    private List<MeasuredPoint> chosen(List<MeasuredPoint> points) {
        for (String name : experiments) {
            if (!Experiment.labels().contains(name)) {
                throw invalid(
                        "--experiment",
                        "'" + name + "', must be one of " + String.join(", ", Experiment.labels()),
                        NearestName.hint(name, Experiment.labels()));
            }
        }
        List<MeasuredPoint> chosen = new ArrayList<>();
        for (MeasuredPoint point : points) {
            if (experiments.isEmpty() || experiments.contains(point.experiment().label())) {
                chosen.add(point);
            }
        }
        if (chosen.isEmpty()) {
            throw invalid("--experiment", "the table holds no point of " + String.join(", ", experiments), "");
        }
        return chosen;
    }

    private PlatformParameters set(PlatformParameters parameters) {
        PlatformParameters changed = parameters;
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            String key = equals < 0 ? setting : setting.substring(0, equals);
            checkKey("--set", key, parameters);
            String value = equals < 0 ? "" : setting.substring(equals + 1).strip();
            PlatformParameter parameter = parameters.parameter(key);
            if (!value.matches("[0-9]{1,9}")
                    || Long.parseLong(value) < parameter.low()
                    || Long.parseLong(value) > parameter.high()) {
                throw invalid(
                        "--set",
                        setting + ": must be a whole number of " + parameter.unit() + ", " + parameter.low() + " to "
                                + parameter.high(),
                        "");
            }
            changed = changed.with(key, Long.parseLong(value));
        }
        return changed;
    }

    private static void checkKey(String option, String key, PlatformParameters parameters) {
        if (!parameters.keys().contains(key)) {
            throw invalid(
                    option,
                    "no parameter '" + key + "'; there are " + String.join(", ", parameters.keys()),
                    NearestName.hint(key, parameters.keys()));
        }
    }

    private static InvalidInputException invalid(String option, String message, String hint) {
        return new InvalidInputException(new Problem(option, 0, 0, message, hint));
    }

    private void print(ReproduceReport report) throws IOException {
        print(
                switch (format) {
                    case "csv" -> ReproducePrinter.csv(report);
                    case "page" -> ValidationPage.of(report);
                    default -> ReproducePrinter.text(report);
                });
    }

    private void print(OwnReport report) throws IOException {
        report.notes().forEach(note -> console.err().println("note: " + note));
        print(format.equals("csv") ? report.csv() : report.text());
    }

    private void print(String text) throws IOException {
        if (out == null) {
            console.out().print(text);
        } else {
            Files.writeString(out, text, StandardCharsets.UTF_8);
        }
    }

    private int verdict(ReproduceReport report) {
        if (measured != null || !experiments.isEmpty()) {
            return ExitCode.OK;
        }
        for (String failure : report.failures()) {
            console.err().println("not met: " + failure);
        }
        return report.failures().isEmpty() ? ExitCode.OK : ExitCode.NOT_MET;
    }
}
