package tlpsim.scenarios.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.measure.MachineMeasurement;
import tlpsim.scenarios.measure.MachinePreset;
import tlpsim.scenarios.report.AtomicFile;
import tlpsim.scenarios.topology.HostFacts;
import tlpsim.scenarios.topology.HostReader;

/** {@code presets measure}: writes a preset of the machine it runs on. */
final class PresetsCommandMeasure {
    private static final String SUFFIX = ".yaml";
    private static final long LONGEST_ROUND_MS = 60_000;

    private final Console console;

    PresetsCommandMeasure(Console console) {
        this.console = console;
    }

    /**
     * @param output  standard output where it is empty
     * @param roundMs length of a round
     */
    int run(Optional<Path> output, Path host, long roundMs) throws InterruptedException {
        if (roundMs < 1 || roundMs > LONGEST_ROUND_MS) {
            throw invalid("--round", "'" + roundMs + "' is no length of a round; allowed: 1 to " + LONGEST_ROUND_MS);
        }
        String file = output.map(path -> String.valueOf(path.getFileName())).orElse("this-machine" + SUFFIX);
        if (!file.endsWith(SUFFIX)) {
            throw invalid("--output", "'" + file + "' is no name of a preset; allowed: one that ends in " + SUFFIX);
        }
        HostFacts facts = HostReader.read(host);
        MachineMeasurement measured = MachineMeasurement.take(
                facts,
                TimeUnit.MILLISECONDS.toNanos(roundMs),
                what -> console.err().println("measuring " + what));
        if (measured.isDisturbed()) {
            console.err()
                    .println("warning: rounds of one figure differ by more than a quarter: the machine does something"
                            + " else at the same time");
        }
        String name = file.substring(0, file.length() - SUFFIX.length());
        String text = MachinePreset.text(name, facts, measured);
        if (output.isEmpty()) {
            console.out().print(text);
            console.out().flush();
        } else {
            AtomicFile.write(output.get(), text);
            console.err().println(output.get() + " written; 'presets show " + output.get() + "' prints it");
        }
        return ExitCode.OK;
    }

    private static InvalidInputException invalid(String where, String message) {
        return new InvalidInputException(new Problem(where, 0, 0, message, ""));
    }
}
