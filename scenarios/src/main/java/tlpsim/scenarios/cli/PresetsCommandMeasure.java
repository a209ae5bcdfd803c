package tlpsim.scenarios.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.measure.LatencyOrder;
import tlpsim.scenarios.measure.MachineMeasurement;
import tlpsim.scenarios.measure.MachinePreset;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.report.AtomicFile;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Unit;
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
                    .println("warning: batches or rounds of one figure differ by more than a quarter: the machine does"
                            + " something else at the same time");
        }
        List<LatencyOrder.Doubt> doubts = LatencyOrder.doubts(measured, remotePs(facts));
        for (LatencyOrder.Doubt doubt : doubts) {
            console.err()
                    .println("warning: " + doubt.text() + ": the preset marks " + String.join(" and ", doubt.paths())
                            + " as doubtful; measure again while nothing else runs");
        }
        String name = file.substring(0, file.length() - SUFFIX.length());
        String text = MachinePreset.text(name, facts, measured, doubts);
        if (output.isEmpty()) {
            console.out().print(text);
            console.out().flush();
        } else {
            AtomicFile.write(output.get(), text);
            console.err().println(output.get() + " written; 'presets show " + output.get() + "' prints it");
        }
        return ExitCode.OK;
    }

    private static OptionalLong remotePs(HostFacts facts) {
        return PresetCatalogue.bundled()
                .find(MachinePreset.base(facts))
                .flatMap(base -> base.parameter("latency.llc-remote"))
                .map(remote -> OptionalLong.of(Quantity.parse(remote.value(), Unit.PICOSECONDS)))
                .orElse(OptionalLong.empty());
    }

    private static InvalidInputException invalid(String where, String message) {
        return new InvalidInputException(new Problem(where, 0, 0, message, ""));
    }
}
