package tlpsim.scenarios.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.reproduce.KeyMapping;
import tlpsim.scenarios.reproduce.OwnReport;
import tlpsim.scenarios.reproduce.OwnReproduction;

/** {@code reproduce --measured FILE --scenario SCENARIO}. */
record ReproduceCommandOwn(
        String measured, String scenario, List<String> settings, List<String> fitted, List<String> mappings) {

    /** Where a report goes. */
    interface Sink {
        void print(OwnReport report) throws IOException;
    }

    int call(Sink sink, int threads) throws IOException {
        if (measured == null) {
            throw invalid("--scenario", "needs a table of measurements", "give --measured FILE");
        }
        OwnReport report = new OwnReproduction(measured, scenario, settings, threads).report(parsedMappings(), fits());
        sink.print(report);
        return report.isSteady() ? ExitCode.OK : ExitCode.INCONCLUSIVE;
    }

    private List<KeyMapping> parsedMappings() {
        List<KeyMapping> parsed = new ArrayList<>();
        for (String mapping : mappings) {
            try {
                parsed.add(KeyMapping.parse(mapping));
            } catch (IllegalArgumentException broken) {
                throw invalid("--map", mapping + ": " + broken.getMessage(), "NAME:param=PATH,x=PATH");
            }
        }
        return parsed;
    }

    private Map<String, List<String>> fits() {
        Map<String, List<String>> fits = new TreeMap<>();
        for (String fit : fitted) {
            int equals = fit.indexOf('=');
            if (equals < 1) {
                throw invalid("--fit", fit + ": no values to try", "PATH=VALUE|VALUE");
            }
            fits.put(
                    fit.substring(0, equals),
                    Arrays.asList(fit.substring(equals + 1).split("\\|")));
        }
        return fits;
    }

    private static InvalidInputException invalid(String option, String message, String hint) {
        return new InvalidInputException(new Problem(option, 0, 0, message, hint));
    }
}
