package tlpsim.scenarios.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tlpsim.core.pipeline.InterruptedRunException;
import tlpsim.core.pipeline.SimulationFailedException;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.config.ResolvedScenario;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.export.CaptureOptions;
import tlpsim.scenarios.export.TlpExport;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.report.AtomicFile;
import tlpsim.scenarios.report.ExpectationsPrinter;
import tlpsim.scenarios.report.ResultJson;
import tlpsim.scenarios.report.RunPrinter;
import tlpsim.scenarios.report.VariantsPrinter;
import tlpsim.scenarios.result.ExpectationResult;
import tlpsim.scenarios.result.Expectations;
import tlpsim.scenarios.result.Extremes;
import tlpsim.scenarios.result.InterruptSwitch;
import tlpsim.scenarios.result.PeerTagCounts;
import tlpsim.scenarios.result.ScenarioResult;
import tlpsim.scenarios.result.ScenarioRunner;
import tlpsim.scenarios.result.VariantResults;
import tlpsim.scenarios.result.Verdict;
import tlpsim.scenarios.wiring.EngineConfig;
import tlpsim.scenarios.wiring.NotYetException;

/** Simulates a scenario in all columns and prints the comparison and the verdict. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Simulates a scenario with hints off, as configured, perfect and ideal, and says what steering buys.",
        footer = {
            "",
            "Examples:",
            "  tlpsim run scenarios/quickstart.yaml",
            "  tlpsim run scenarios/quickstart.yaml --set workloads.rx.queues.ring=512 --seed 7",
            "  tlpsim run scenarios/quickstart.yaml --json > result.json",
            "",
            "Exit codes: 0 done, 1 the run failed, 2 invalid input, 3 not what the scenario expects, or wrong",
            "operations at a peer, 4 not steady, 130 interrupted."
        })
public final class RunCommand implements Callable<Integer> {
    private static final long INTERRUPT_GRACE_SECONDS = 5;

    private final Console console;

    @Parameters(paramLabel = "SCENARIO", description = "A scenario file, or - for standard input.")
    private String scenario;

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Changes one key; may be given several times.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Start of every random stream.")
    private Long seed;

    @Option(
            names = "--fidelity",
            paramLabel = "MODE",
            description =
                    "exact, or sampled(k): one cache set in 2^k is simulated, and the error against exact is printed.")
    private String fidelity;

    @Option(
            names = "--threading",
            paramLabel = "MODE",
            description = "inline or pipelined; the result is the same.",
            defaultValue = "inline")
    private String threading;

    @Option(names = "--json", description = "Print the result as JSON instead of text.")
    private boolean json;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the result is written; results by default.")
    private Path out;

    @Option(names = "--no-extremes", description = "Leave out the other ends of what is assumed about where tags lead.")
    private boolean noExtremes;

    @Mixin
    private CaptureOptions capture = new CaptureOptions();

    private Optional<TlpExport> export = Optional.empty();

    public RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<String> sets = new ArrayList<>(assignments);
        if (seed != null) {
            sets.add("seed=" + seed);
        }
        if (fidelity != null) {
            sets.add("measure.fidelity=" + fidelity);
        }
        Threading mode = ThreadingOption.parse(threading);
        ResolvedScenario resolved =
                new ScenarioReader(PresetCatalogue.bundled(), Expectations.names()).read(scenario, console.in(), sets);
        export = capture.export(resolved.config());
        InterruptSwitch interrupts = new InterruptSwitch();
        CountDownLatch finished = new CountDownLatch(1);
        Thread hook = new Thread(() -> stop(interrupts, finished), "tlpsim-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return simulate(resolved, mode, interrupts);
        } catch (InterruptedRunException stop) {
            console.err().println("interrupted: no replicate was complete, nothing is written");
            return ExitCode.INTERRUPTED;
        } catch (NotYetException missing) {
            console.err().println("error: not yet: " + missing.getMessage() + " cannot be simulated by this version");
            return ExitCode.FAILED;
        } catch (SimulationFailedException failure) {
            console.err().println("error: the simulation failed: " + failure.getMessage());
            return ExitCode.FAILED;
        } finally {
            finished.countDown();
            removeHook(hook);
        }
    }

    private Integer simulate(ResolvedScenario resolved, Threading mode, InterruptSwitch interrupts) {
        return resolved.variants().isEmpty()
                ? simulateOne(resolved, mode, interrupts)
                : simulateVariants(resolved, mode, interrupts);
    }

    private Integer simulateOne(ResolvedScenario resolved, Threading mode, InterruptSwitch interrupts) {
        ScenarioResult result = run(resolved.config(), resolved, mode, interrupts, "simulating");
        Extremes extremes = extremes(result, resolved, mode, interrupts, "other extreme");
        Verdict verdict = Verdict.of(result).with(extremes);
        List<ExpectationResult> judged = Expectations.of(result);
        String document = document(ResultJson.of(result, verdict, extremes), judged);
        if (json) {
            console.out().println(document);
        } else {
            new RunPrinter(console.out(), result).print(verdict, extremes);
            ExpectationsPrinter.print(console.out(), judged, List.of(result));
        }
        int written = finish(resolved.config().name(), document, interrupts.isInterrupted() || result.interrupted());
        return written == ExitCode.OK ? judgement(result.isSteady(), PeerTagCounts.failures(result), judged) : written;
    }

    private Integer simulateVariants(ResolvedScenario resolved, Threading mode, InterruptSwitch interrupts) {
        List<VariantResults.Variant> done = new ArrayList<>();
        for (int index = 0; index < resolved.variants().size() && !interrupts.isInterrupted(); index++) {
            ResolvedScenario.Variant variant = resolved.variants().get(index);
            try {
                ScenarioResult result = run(variant.config(), resolved, mode, interrupts, "variant " + variant.id());
                List<String> set = resolved.config().variants().get(index).set();
                Extremes extremes =
                        extremes(result, resolved, mode, interrupts, "variant " + variant.id() + ", other extreme");
                Verdict verdict = Verdict.of(result).with(extremes);
                done.add(new VariantResults.Variant(variant.id(), set, result, verdict, extremes));
            } catch (InterruptedRunException stop) {
                if (done.isEmpty()) {
                    throw stop;
                }
            }
        }
        VariantResults results =
                new VariantResults(resolved.config().name(), resolved.config().question(), done);
        List<ExpectationResult> judged = Expectations.of(resolved.config(), results);
        String document = document(ResultJson.of(results), judged);
        if (json) {
            console.out().println(document);
        } else {
            new VariantsPrinter(console.out()).print(results);
            List<ScenarioResult> all = results.variants().stream()
                    .map(VariantResults.Variant::result)
                    .toList();
            ExpectationsPrinter.print(console.out(), judged, all);
        }
        boolean interrupted = interrupts.isInterrupted() || results.isInterrupted();
        List<String> failures = results.variants().stream()
                .flatMap(variant -> PeerTagCounts.failures(variant.result()).stream()
                        .map(failure -> "variant " + variant.id() + ": " + failure))
                .toList();
        int written = finish(results.name(), document, interrupted);
        return written == ExitCode.OK ? judgement(results.isSteady(), failures, judged) : written;
    }

    private static String document(ObjectNode result, List<ExpectationResult> judged) {
        if (!judged.isEmpty()) {
            result.set("expectations", ExpectationsPrinter.json(judged));
        }
        return result.toPrettyString();
    }

    private ScenarioResult run(
            ScenarioConfig config, ResolvedScenario resolved, Threading mode, InterruptSwitch interrupts, String what) {
        EngineConfig engine = EngineConfig.of(mode);
        ProgressLine progress = new ProgressLine(console);
        ScenarioResult result = runner(
                        config,
                        resolved,
                        export.map(wanted -> engine.withTap(wanted.recorder())).orElse(engine),
                        interrupts,
                        done -> progress.show(what, done.done(), done.all(), done.round()))
                .run();
        progress.clear();
        return result;
    }

    /** The other ends; none of them if the user interrupts one. */
    private Extremes extremes(
            ScenarioResult result, ResolvedScenario resolved, Threading mode, InterruptSwitch interrupts, String what) {
        if (noExtremes) {
            return Extremes.none();
        }
        ProgressLine progress = new ProgressLine(console);
        try {
            return Extremes.of(
                    result,
                    config -> runner(
                            config,
                            resolved,
                            EngineConfig.of(mode),
                            interrupts,
                            done -> progress.show(what, done.done(), done.all(), done.round())));
        } catch (InterruptedRunException stop) {
            return Extremes.none();
        } finally {
            progress.clear();
        }
    }

    private static ScenarioRunner runner(
            ScenarioConfig config,
            ResolvedScenario resolved,
            EngineConfig engine,
            InterruptSwitch interrupts,
            Consumer<ScenarioRunner.Progress> progress) {
        return new ScenarioRunner(config, resolved.directory(), engine, interrupts, progress);
    }

    private int finish(String name, String document, boolean interrupted) {
        int written = write(name, document);
        if (written != ExitCode.OK) {
            return written;
        }
        if (interrupted) {
            export.ifPresent(
                    wanted -> console.err().println("note: interrupted, " + wanted.file() + " is not written"));
            return ExitCode.INTERRUPTED;
        }
        if (export.isPresent() && !write(export.get())) {
            return ExitCode.FAILED;
        }
        return ExitCode.OK;
    }

    /** @param wrongOperations at peers that do not bear them */
    private int judgement(boolean steady, List<String> wrongOperations, List<ExpectationResult> judged) {
        if (!wrongOperations.isEmpty()) {
            wrongOperations.forEach(failure -> console.err().println("not met: " + failure));
            console.err().println("hint: on-wrong-operation: report at the peer counts them and lets the run pass");
            return ExitCode.NOT_MET;
        }
        if (!steady) {
            return ExitCode.INCONCLUSIVE;
        }
        List<ExpectationResult> missed =
                judged.stream().filter(ExpectationResult::isNotMet).toList();
        missed.forEach(one -> console.err().println("not met: " + one.sentence()));
        if (!missed.isEmpty()) {
            return ExitCode.NOT_MET;
        }
        return judged.stream().anyMatch(one -> one.outcome() == ExpectationResult.Outcome.NOT_JUDGED)
                ? ExitCode.INCONCLUSIVE
                : ExitCode.OK;
    }

    private int write(String name, String document) {
        Path directory = out == null ? Path.of("results") : out;
        Path target = directory.resolve(name + ".json");
        try {
            AtomicFile.write(target, document + "\n");
            console.err().println("result written to " + target);
            return ExitCode.OK;
        } catch (UncheckedIOException failure) {
            boolean asked = out != null;
            console.err()
                    .println((asked ? "error: " : "note: ") + failure.getCause().getMessage());
            return asked ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    private boolean write(TlpExport wanted) {
        try {
            console.err().println(wanted.write());
            return true;
        } catch (IOException failure) {
            console.err().println("error: " + wanted.file() + " cannot be written: " + failure.getMessage());
            return false;
        }
    }

    private static void stop(InterruptSwitch interrupts, CountDownLatch finished) {
        interrupts.interrupt();
        try {
            // The main thread prints and writes what is complete; the process waits for it, but not for ever.
            finished.await(INTERRUPT_GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running already: that is why the run ends.
            return;
        }
    }
}
