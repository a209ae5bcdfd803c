package tlpsim.scenarios.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;

/** The command line. Every command is a class of this package that takes a {@link Console} and returns an {@link ExitCode}. */
@Command(
        name = "tlpsim",
        mixinStandardHelpOptions = true,
        version = "tlpsim 0.1.0",
        description =
                "Simulates PCIe TLP processing hints and steering tags: what they buy, and what finding a tag costs.")
public final class Tlpsim implements Runnable {
    private final Console console;

    public Tlpsim(Console console) {
        this.console = console;
    }

    public static void main(String[] arguments) {
        Console console = new Console(System.in, System.out, System.err, System.console() != null);
        int code = run(console, arguments);
        System.out.flush();
        System.exit(code);
    }

    /** Runs one command line on the given streams; never calls {@link System#exit}. */
    public static int run(Console console, String... arguments) {
        CommandLine commandLine = new CommandLine(new Tlpsim(console));
        for (Object command : commands(console)) {
            commandLine.addSubcommand(command);
        }
        commandLine.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        commandLine.setParameterExceptionHandler(Tlpsim::explainUsage);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof InvalidInputException invalid) {
                for (Problem problem : invalid.problems()) {
                    console.err().println("error: " + problem);
                }
                return ExitCode.INVALID;
            }
            throw failure;
        });
        return commandLine.execute(arguments);
    }

    /** A word that is no command or option of the command it was given to, with the nearest that is; else what the parser says. */
    private static int explainUsage(CommandLine.ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        String hint = "";
        if (mistake instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String given = unmatched.getUnmatched().get(0);
            List<String> known = new ArrayList<>(
                    given.startsWith("-")
                            ? command.getCommandSpec().optionsMap().keySet()
                            : command.getSubcommands().keySet());
            Collections.sort(known);
            String nearest = NearestName.hint(given, known);
            hint = nearest.isEmpty() ? "" : "; " + nearest;
        }
        err.println("error: " + mistake.getMessage() + hint);
        err.println("'" + command.getCommandSpec().qualifiedName() + " --help' tells more");
        return ExitCode.INVALID;
    }

    private static List<Object> commands(Console console) {
        return List.of(
                new RunCommand(console),
                new ValidateCommand(console),
                new ExplainCommand(console),
                new PresetsCommand(console),
                new TlpCommand(console),
                new TphCommand(console),
                new LinkCommand(console),
                new CacheCommand(console),
                new ReproduceCommand(console),
                new TopologyCommand(console),
                new SweepCommand(console),
                new ResultsCommand(console),
                new CompareCommand(console),
                new PlanCommand(console));
    }

    @Override
    public void run() {
        new CommandLine(this).usage(console.out());
    }
}
