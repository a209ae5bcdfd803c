package tlpsim.scenarios.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;
import tlpsim.gen.capture.TlpCaptureForm;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;

/** The options of a command that can write a run's TLPs. */
public final class CaptureOptions {
    private static final int DEFAULT_LIMIT = 1_000_000;
    /** 128 bytes each: 12.8 GB. */
    private static final int HIGHEST_LIMIT = 100_000_000;

    @Option(
            names = "--capture",
            paramLabel = "FILE",
            description =
                    "Also writes the TLPs of the measured window (as configured, first replicate) as a pcap, and FILE.csv with their fields.")
    private Path file;

    @Option(
            names = "--tap",
            paramLabel = "TAP",
            description = "requester (as emitted; the default) or completer (as delivered).")
    private String tap;

    @Option(
            names = "--form",
            paramLabel = "FORM",
            description = "raw (link type 147; the default) or nettlp (over UDP).")
    private String form;

    @Option(
            names = "--capture-limit",
            paramLabel = "N",
            description = "TLPs written at most, the first ones; 1000000 by default.")
    private Integer limit;

    /**
     * What is to be written, or nothing.
     *
     * @throws InvalidInputException with every mistake in the options, or if the scenario's TLPs have no place in a capture
     */
    public Optional<TlpExport> export(ScenarioConfig scenario) {
        List<Problem> problems = new ArrayList<>();
        CaptureTap where = CaptureTap.values()[choice("--tap", tap, List.of("requester", "completer"), problems)];
        TlpCaptureForm how = choice("--form", form, List.of("raw", "nettlp"), problems) == 0
                ? TlpCaptureForm.RAW
                : TlpCaptureForm.NETTLP;
        int most = limit == null ? DEFAULT_LIMIT : limit;
        if (most < 1 || most > HIGHEST_LIMIT) {
            String message = "'" + most + "' is out of range; allowed: 1 to " + HIGHEST_LIMIT;
            problems.add(new Problem("--capture-limit", 0, 0, message, ""));
        }
        if (file == null) {
            requireAlone(problems);
        } else {
            requireCapturable(scenario, problems);
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return file == null
                ? Optional.empty()
                : Optional.of(new TlpExport(file, where, how, new CaptureRecorder(most)));
    }

    private static int choice(String option, String given, List<String> allowed, List<Problem> problems) {
        int chosen = given == null ? 0 : allowed.indexOf(given);
        if (chosen < 0) {
            String message = "'" + given + "' is not known here; allowed: " + String.join(", ", allowed);
            problems.add(new Problem(option, 0, 0, message, NearestName.hint(given, allowed)));
            return 0;
        }
        return chosen;
    }

    private void requireAlone(List<Problem> problems) {
        String option = tap != null ? "--tap" : form != null ? "--form" : limit != null ? "--capture-limit" : "";
        if (!option.isEmpty()) {
            problems.add(new Problem(option, 0, 0, "means nothing without --capture FILE", ""));
        }
    }

    private void requireCapturable(ScenarioConfig scenario, List<Problem> problems) {
        if (Files.isDirectory(file) || file.getFileName() == null) {
            problems.add(new Problem("--capture", 0, 0, "'" + file + "' is a directory; allowed: a file name", ""));
        }
        if (!scenario.variants().isEmpty()) {
            problems.add(new Problem("--capture", 0, 0, "a capture holds one run, and the scenario has variants", ""));
        }
        for (RootPortConfig port : scenario.fabric().rootPorts()) {
            requireNonFlit("root port '" + port.id() + "'", port.flit(), problems);
        }
        for (EndpointConfig endpoint : scenario.fabric().endpoints()) {
            requireNonFlit("the link of '" + endpoint.id() + "'", endpoint.flit(), problems);
        }
    }

    private static void requireNonFlit(String what, boolean flit, List<Problem> problems) {
        if (flit) {
            String message = what + " runs in Flit Mode, and neither form of capture holds its headers";
            problems.add(new Problem("--capture", 0, 0, message, ""));
        }
    }
}
