package tlpsim.scenarios.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.machine.Machine;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.report.AtomicFile;
import tlpsim.scenarios.topology.EthtoolFacts;
import tlpsim.scenarios.topology.EthtoolReader;
import tlpsim.scenarios.topology.HostFacts;
import tlpsim.scenarios.topology.HostPrinter;
import tlpsim.scenarios.topology.HostReader;
import tlpsim.scenarios.topology.ScenarioSkeleton;
import tlpsim.scenarios.topology.Topology;
import tlpsim.scenarios.topology.TopologyJson;
import tlpsim.scenarios.topology.TopologyPrinter;
import tlpsim.scenarios.topology.TopologySource;

/** {@code topology} and its subcommands {@code import} and {@code export}. */
@Command(
        name = "topology",
        mixinStandardHelpOptions = true,
        description = "Machines: what TPH the functions of a real one have, and the registers of a scenario's.")
public final class TopologyCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    public TopologyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "topology: a subcommand is missing, must be import or export");
    }

    /** Reads a machine and prints it. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Reads the configuration space of a machine's functions and prints what TPH each has, what its root"
                        + " port completes, and whether Linux would enable it.",
                "A dump that is cut off, a chain that is broken and a device that violates the standard are findings"
                        + " in the report, not errors.",
                ""
            },
            footer = {
                "",
                "Examples:",
                "  sudo lspci -xxxx > machine.dump && tlpsim topology import machine.dump",
                "  tlpsim topology import machine.dump --json",
                "  sudo tlpsim topology import /sys/bus/pci --host --scenario machine.yaml"
            })
    int importMachine(
            @Parameters(
                            paramLabel = "DUMP",
                            description = {
                                "A file with the text of lspci -xxxx, with or without -v; - for standard input;",
                                "a sysfs config file; or a directory of them, such as /sys/bus/pci."
                            })
                    String dump,
            @Option(names = "--json", description = "Prints one JSON list, an object per function.") boolean json,
            @Option(
                            names = "--scenario",
                            paramLabel = "FILE",
                            description = "Also writes a scenario with what is known; the rest is marked \"fill in\".")
                    Path scenario,
            @Option(
                            names = "--host",
                            arity = "0..1",
                            fallbackValue = "/sys",
                            paramLabel = "PATH",
                            description = "Also reads CPUs, caches, NUMA nodes and interrupts from sysfs"
                                    + " (${FALLBACK-VALUE}) and the proc beside it.")
                    Path host,
            @Option(
                            names = "--ethtool",
                            paramLabel = "FILE",
                            description = "Also reads the text of ethtool -g, -l or -x; repeat for more files.")
                    List<Path> ethtool) {
        Topology topology = new Topology(TopologySource.read(dump, console.in()));
        Optional<HostFacts> facts = Optional.ofNullable(host).map(HostReader::read);
        List<EthtoolFacts> interfaces = EthtoolReader.read(texts(ethtool == null ? List.of() : ethtool));
        if (scenario != null) {
            int code = written(scenario, ScenarioSkeleton.write(dump, topology, facts, interfaces));
            if (code != ExitCode.OK) {
                return code;
            }
            console.err().println("scenario skeleton: " + scenario);
        }
        console.out().print(json ? json(topology, facts) : text(topology, facts, interfaces));
        console.out().flush();
        return ExitCode.OK;
    }

    /** Writes the machine of a scenario. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = {
                "Writes the configuration space of every function that a scenario describes as the text of lspci -xxxx,"
                        + " with bus numbers as an enumeration gives them.",
                "lspci -F and 'topology import' read it. Vendor and device ids stand for nothing.",
                ""
            },
            footer = {
                "",
                "Examples:",
                "  tlpsim topology export scenarios/heterogeneous.yaml -o machine.dump && lspci -F machine.dump -vvv",
                "  tlpsim topology export scenarios/heterogeneous.yaml | tlpsim topology import -"
            })
    int exportMachine(
            @Parameters(paramLabel = "SCENARIO", description = "A scenario file; - for standard input.")
                    String scenario,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            description = "Writes there instead of to standard output.")
                    Path output,
            @Option(
                            names = "--set",
                            paramLabel = "PATH=VALUE",
                            description = "Sets one value, for example fabric.root-ports.rp0.tph-completer=none.")
                    List<String> assignments) {
        List<String> sets = assignments == null ? List.of() : assignments;
        String text = Machine.of(new ScenarioReader(PresetCatalogue.bundled())
                        .withoutVariants()
                        .read(scenario, console.in(), sets)
                        .config())
                .lspciText();
        if (output == null) {
            console.out().print(text);
            console.out().flush();
            return ExitCode.OK;
        }
        return written(output, text);
    }

    private int written(Path file, String text) {
        try {
            AtomicFile.write(file, text);
            return ExitCode.OK;
        } catch (UncheckedIOException failure) {
            console.err().println("error: " + failure.getCause().getMessage());
            return ExitCode.FAILED;
        }
    }

    private static String json(Topology topology, Optional<HostFacts> facts) {
        return new TopologyJson(topology, facts).list().toPrettyString() + "\n";
    }

    private static String text(Topology topology, Optional<HostFacts> facts, List<EthtoolFacts> interfaces) {
        HostFacts nothing = HostFacts.unknown();
        String host = facts.isPresent() || !interfaces.isEmpty()
                ? "\n" + HostPrinter.print(facts.orElse(nothing), interfaces)
                : "";
        return TopologyPrinter.print(topology) + host;
    }

    private static Map<String, String> texts(List<Path> files) {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new InvalidInputException(new Problem("--ethtool " + file, 0, 0, "the file does not exist", ""));
            }
            try {
                texts.put(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            } catch (IOException failure) {
                throw new InvalidInputException(
                        new Problem("--ethtool " + file, 0, 0, "the file cannot be read: " + failure.getMessage(), ""));
            }
        }
        return texts;
    }
}
