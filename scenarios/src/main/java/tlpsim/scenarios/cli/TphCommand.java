package tlpsim.scenarios.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;
import tlpsim.core.rule.ControlRule;
import tlpsim.core.rule.RuleBook;
import tlpsim.scenarios.control.ControlScript;
import tlpsim.scenarios.control.Transcript;
import tlpsim.scenarios.control.TranscriptJson;
import tlpsim.scenarios.control.TranscriptPrinter;

/** {@code tph}: the control plane by script. */
@Command(
        name = "tph",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a script of control-plane operations: firmware, kernel core, VFIO, dma-buf.",
            "Prints per operation the rules that it met, the result, the registers and the accesses.",
            ""
        },
        footer = {
            "",
            "One line each, # begins a comment. The machine comes first:",
            "  kernel VERSION [notph] [no-acpi] [no-msi] ...   root-port NAME completer=none|8-bit|16-bit",
            "  cpus N [per-cluster=N] [first-uid=N] ...        firmware PORT [on-exhaustion=...] | none | table=FILE",
            "  device NAME root-port=PORT|rciep modes=iv,ds [extended] [table=capability:N|msix:N] [msix=N]",
            "  machine FILE (a dump, sysfs, or a scenario)     vf NAME of=DEVICE index=N (also DEVICE.vfN)",
            "  vfio DEVICE [unsafe] [literal] [errno-...=-E...]  dma-buf NAME [exporter=DEVICE] [fd=N]",
            "then operations:",
            "  enable, disable, set-st, get-cpu-st, table-size, table-location, requester-type, supported, save,",
            "  restore, reset, msix, vector, unplug, write-table, enable-vfs, disable-vfs, write-config; open, close, probe, write-control, read-config,",
            "  tph-st, msix-write, sent-tag; dma-buf-set, get-tph, import, look, invalidate, drained, remap,",
            "  mlx5-register, peer-gets",
            "and after an operation:",
            "  expect ok | -EINVAL | value N | rule ID | refused-by ID | control N | entry INDEX TAG",
            "  expect config OFFSET N",
            "  let NAME: its value is $NAME from here on; $ is the value of the last operation.",
            "",
            "An operation that fails as Linux would is an answer. Exit code 3 if an expectation is not met.",
            "",
            "Examples:",
            "  tlpsim tph scenarios/control/bnxt-irq-affinity.tph",
            "  tlpsim tph --explain 5",
            "  tlpsim tph --rules"
        })
public final class TphCommand implements Callable<Integer> {
    private static final String STDIN = "-";

    private final Console console;
    private final ObjectMapper mapper = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SCRIPT", description = "A script, or - for standard input.")
    private String script;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(
            names = "--explain",
            paramLabel = "RULE",
            description = "Prints a rule: 1 to 27, or a name as in the output; what it says, its source, and where.")
    private String explain;

    @Option(names = "--rules", description = "Prints every rule.")
    private boolean rules;

    public TphCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        int wanted = (script != null ? 1 : 0) + (explain != null ? 1 : 0) + (rules ? 1 : 0);
        if (wanted != 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "tph: give one of SCRIPT, --explain RULE and --rules");
        }
        try {
            return script != null ? runScript() : printRules();
        } catch (InvalidInputException invalid) {
            invalid.problems().forEach(problem -> console.err().println("error: " + problem));
            return ExitCode.INVALID;
        }
    }

    private int runScript() throws IOException {
        boolean stdin = script.equals(STDIN);
        Path directory = stdin ? Path.of("") : Path.of(script).toAbsolutePath().getParent();
        String source = stdin ? "<stdin>" : script;
        Transcript transcript =
                ControlScript.parse(source, directory, text(source, stdin)).run();
        if (json) {
            console.out()
                    .println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(TranscriptJson.of(transcript)));
        } else {
            new TranscriptPrinter(console.out()).print(transcript);
        }
        console.out().flush();
        if (transcript.failed() > 0) {
            console.err().println(source + ": " + transcript.failed() + " expectations are not met");
            return ExitCode.NOT_MET;
        }
        return ExitCode.OK;
    }

    private String text(String source, boolean stdin) throws IOException {
        if (stdin) {
            return new String(console.in().readAllBytes(), StandardCharsets.UTF_8);
        }
        try {
            return Files.readString(Path.of(script));
        } catch (NoSuchFileException absent) {
            throw new InvalidInputException(new Problem(source, 0, 0, "no such file", ""));
        } catch (CharacterCodingException binary) {
            throw new InvalidInputException(new Problem(source, 0, 0, "not a text in UTF-8", ""));
        } catch (IOException unreadable) {
            throw new InvalidInputException(
                    new Problem(source, 0, 0, "cannot be read: " + unreadable.getMessage(), ""));
        }
    }

    private int printRules() throws IOException {
        List<ControlRule> chosen = explain == null ? RuleBook.rules() : List.of(rule());
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            chosen.forEach(rule -> array.add(json(rule)));
            ObjectNode root = JsonNodeFactory.instance.objectNode().put("schema_version", 1);
            root.set("rules", array);
            console.out().println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        } else {
            for (ControlRule rule : chosen) {
                console.out().println(rule.id() + ": " + rule.text());
                console.out().println("    source    " + rule.source());
                console.out().println("    enforced  " + rule.enforcedBy());
            }
        }
        console.out().flush();
        return ExitCode.OK;
    }

    private ControlRule rule() {
        return RuleBook.find(explain)
                .orElseThrow(() -> new InvalidInputException(new Problem(
                        "--explain",
                        0,
                        0,
                        "no rule '" + explain + "'; tlpsim tph --rules prints all",
                        NearestName.hint(explain, RuleBook.ids()))));
    }

    private static ObjectNode json(ControlRule rule) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", rule.id())
                .put("text", rule.text())
                .put("source", rule.source())
                .put("enforced_by", rule.enforcedBy());
    }
}
