package tlpsim.scenarios.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.preset.Preset;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.preset.PresetParameter;
import tlpsim.scenarios.schema.KeyDeclaration;

/** {@code presets}: lists platforms and peers; {@code presets show NAME} prints each value with its source. */
@Command(
        name = "presets",
        mixinStandardHelpOptions = true,
        description =
                "Lists the bundled platforms and peers; 'presets show NAME' prints every value, its source and its"
                        + " range; 'presets measure' writes a preset of this machine.")
public final class PresetsCommand implements Callable<Integer> {
    private final Console console;
    private final PresetCatalogue catalogue = PresetCatalogue.bundled();

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    public PresetsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (json) {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            root.put("schema_version", 1);
            ArrayNode presets = root.putArray("presets");
            catalogue.presets().forEach(preset -> presets.add(header(preset)));
            print(root);
            return ExitCode.OK;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "KIND", "TITLE"));
        for (Preset preset : catalogue.presets()) {
            rows.add(List.of(preset.name(), KeyDeclaration.spelling(preset.kind()), preset.title()));
        }
        printColumns(rows);
        return ExitCode.OK;
    }

    /** Prints one preset. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints every value of a preset with its source.")
    int show(
            @Parameters(paramLabel = "NAME", description = "A preset, or a file of one.") String name,
            @Option(names = "--json", description = "Prints one JSON object.") boolean asJson) {
        Preset preset = catalogue.find(name).orElse(null);
        if (preset == null) {
            List<String> names = catalogue.presets().stream().map(Preset::name).toList();
            String message = "'" + name + "' is not a preset; allowed: " + String.join(", ", names);
            console.err()
                    .println("error: " + new Problem("presets show", 0, 0, message, NearestName.hint(name, names)));
            return ExitCode.INVALID;
        }
        if (asJson || json) {
            print(json(preset));
        } else {
            console.out().print(preset.name() + ": " + preset.title() + "\n");
            printColumns(rows(preset));
        }
        return ExitCode.OK;
    }

    /** Writes a preset of this machine. */
    @Command(
            name = "measure",
            mixinStandardHelpOptions = true,
            description = "Measures caches and memory of this machine and writes them as a platform preset; takes about"
                    + " ten seconds.")
    int measure(
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            description = "Where the preset goes, a name that ends in .yaml; else standard output.")
                    Path output,
            @Option(
                            names = "--host",
                            paramLabel = "DIR",
                            defaultValue = "/sys",
                            description = "The sysfs to read; ${DEFAULT-VALUE}.")
                    Path host,
            @Option(
                            names = "--round",
                            paramLabel = "MS",
                            defaultValue = "200",
                            description = "Milliseconds of a round, five for each figure; ${DEFAULT-VALUE}.")
                    long roundMs)
            throws InterruptedException {
        return new PresetsCommandMeasure(console).run(Optional.ofNullable(output), host, roundMs);
    }

    private static List<List<String>> rows(Preset preset) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("KEY", "VALUE", "STATUS", "RANGE", "SOURCE"));
        for (PresetParameter parameter : preset.parameters()) {
            rows.add(List.of(
                    parameter.path(),
                    parameter.value(),
                    KeyDeclaration.spelling(parameter.status()),
                    range(parameter),
                    parameter.source()));
        }
        return rows;
    }

    private static String range(PresetParameter parameter) {
        if (!parameter.alternatives().isEmpty()) {
            return "or " + String.join(", ", parameter.alternatives());
        }
        return parameter.low().isEmpty() ? "-" : parameter.low() + " to " + parameter.high();
    }

    private static ObjectNode header(Preset preset) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", preset.name());
        node.put("kind", KeyDeclaration.spelling(preset.kind()));
        node.put("title", preset.title());
        return node;
    }

    private static ObjectNode json(Preset preset) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema_version", 1);
        root.setAll(header(preset));
        ArrayNode parameters = root.putArray("parameters");
        for (PresetParameter parameter : preset.parameters()) {
            ObjectNode node = parameters.addObject();
            node.put("path", parameter.path());
            node.put("value", parameter.value());
            node.put("status", KeyDeclaration.spelling(parameter.status()));
            node.put("low", parameter.low());
            node.put("high", parameter.high());
            ArrayNode alternatives = node.putArray("alternatives");
            parameter.alternatives().forEach(alternatives::add);
            node.put("source", parameter.source());
        }
        return root;
    }

    private void print(ObjectNode root) {
        console.out().print(root.toPrettyString() + "\n");
        console.out().flush();
    }

    /** Left-aligned columns, two spaces apart; the last one is not padded. */
    private void printColumns(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns - 1; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < columns - 1; i++) {
                text.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            text.append(row.get(columns - 1)).append('\n');
        }
        console.out().print(text);
        console.out().flush();
    }
}
