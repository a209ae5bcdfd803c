package tlpsim.scenarios.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.config.ExpectConfig;
import tlpsim.scenarios.config.ResolvedScenario;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.result.ExpectationText;
import tlpsim.scenarios.result.Expectations;
import tlpsim.scenarios.schema.ResolvedValue;

/** {@code validate}: reads a scenario and says what was understood, or everything that is wrong with it. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Checks a scenario and prints what was understood, or every mistake with its place.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the scenario is valid", "2:it is not"})
public final class ValidateCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "SCENARIO", description = "A scenario file; - reads standard input.")
    private String scenario;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Sets one value, for example workloads.rx.queues.ring=512.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    public ValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try {
            ResolvedScenario resolved = new ScenarioReader(PresetCatalogue.bundled(), Expectations.names())
                    .read(scenario, console.in(), assignments);
            console.out().print(json ? json(resolved) : text(resolved));
            console.out().flush();
            return ExitCode.OK;
        } catch (InvalidInputException invalid) {
            if (json) {
                console.out().print(json(invalid.problems()));
                console.out().flush();
            }
            for (Problem problem : invalid.problems()) {
                console.err().println("error: " + problem);
            }
            console.err()
                    .println(invalid.problems().size() + (invalid.problems().size() == 1 ? " mistake" : " mistakes"));
            return ExitCode.INVALID;
        }
    }

    private static String text(ResolvedScenario resolved) {
        StringBuilder text = new StringBuilder("ok: " + resolved.config().name() + " (" + resolved.source() + ")\n");
        long given = resolved.values().stream().filter(ResolvedValue::given).count();
        text.append("hash: ").append(resolved.hash()).append('\n');
        text.append("understood (")
                .append(given)
                .append(" given, ")
                .append(resolved.values().size() - given)
                .append(" by default):\n");
        int width = 0;
        for (ResolvedValue value : resolved.values()) {
            width = value.given() ? Math.max(width, value.path().length()) : width;
        }
        for (ResolvedValue value : resolved.values()) {
            if (value.given()) {
                String padding = " ".repeat(width - value.path().length());
                text.append("  ")
                        .append(value.path())
                        .append(padding)
                        .append(" = ")
                        .append(value.text())
                        .append('\n');
            }
        }
        for (ResolvedScenario.Variant variant : resolved.variants()) {
            text.append("variant ").append(variant.id()).append(": ok\n");
        }
        for (ExpectConfig expect : resolved.config().expect()) {
            text.append("expected ").append(expect.id()).append(": ").append(new ExpectationText(expect).statement());
            text.append('\n');
        }
        return text.toString();
    }

    private static String json(ResolvedScenario resolved) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema_version", 1);
        root.put("ok", true);
        root.put("name", resolved.config().name());
        root.put("source", resolved.source());
        root.put("hash", resolved.hash());
        ObjectNode given = root.putObject("given");
        for (ResolvedValue value : resolved.values()) {
            if (value.given()) {
                given.put(value.path(), value.text());
            }
        }
        ArrayNode variants = root.putArray("variants");
        resolved.variants().forEach(variant -> variants.add(variant.id()));
        ObjectNode expected = root.putObject("expected");
        resolved.config()
                .expect()
                .forEach(expect -> expected.put(expect.id(), new ExpectationText(expect).statement()));
        return root.toPrettyString() + "\n";
    }

    private static String json(List<Problem> problems) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema_version", 1);
        root.put("ok", false);
        ArrayNode array = root.putArray("problems");
        for (Problem problem : problems) {
            array.addObject()
                    .put("source", problem.source())
                    .put("line", problem.line())
                    .put("column", problem.column())
                    .put("message", problem.message())
                    .put("hint", problem.hint());
        }
        return root.toPrettyString() + "\n";
    }
}
