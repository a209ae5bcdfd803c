package tlpsim.scenarios.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tlpsim.completer.trace.ReplayLevelConfig;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/** {@code cache} and its subcommand {@code replay}. */
@Command(
        name = "cache",
        mixinStandardHelpOptions = true,
        description = "The cache model by itself, without devices or links.")
public final class CacheCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    public CacheCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "cache: a subcommand is missing, must be replay");
    }

    /** Replays one trace and prints the counters. */
    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Runs a memory trace through cache levels and counts hits, misses and write-backs.",
                "Lines are 64 bytes; the set is the line number modulo the number of sets; accesses are smaller than a line.",
                ""
            },
            footer = {
                "",
                "Examples:",
                "  tlpsim cache replay gen:zipf:20,seed=1,w=64,n=50000000 --cache 32MiB,16,lru,wb,wa",
                "  tlpsim cache replay trace.din --cache 32KiB,8,plru,wb,wa --cache 1MiB,16,plru,wb,wa --json"
            })
    int replay(
            @Parameters(
                            paramLabel = "TRACE",
                            description = {
                                "A file of din text or of --write-binary, - for standard input, or a generator:",
                                "gen:ring:LINES, gen:uniform:BITS, gen:zipf:BITS, gen:mrings:RINGS,SLOTS,LINES or"
                                        + " gen:mringsrw:RINGS,SLOTS,LINES,DELAY,GAP, followed by"
                                        + " ,seed=S (1), ,w=W (64: writes in 256), ,n=N (1000000)."
                            })
                    String trace,
            @Option(
                            names = "--cache",
                            required = true,
                            paramLabel = "SIZE,WAYS,POLICY,wb|wt,wa|na",
                            description = {
                                "One cache level; repeat for the next level.",
                                "SIZE in bytes, or with KiB, MiB, GiB, kB, MB. POLICY is lru, fifo, plru, srrip, random, or wpK:"
                                        + " lru with the last K ways for writes and the others for reads.",
                                "wb write-back, wt write-through; wa: writes allocate, na: they do not."
                            })
                    String[] caches,
            @Option(
                            names = "--seed",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "Seed of random replacement (${DEFAULT-VALUE}).")
                    long seed,
            @Option(names = "--json", description = "Prints one JSON object.") boolean json,
            @Option(
                            names = "--write-binary",
                            paramLabel = "FILE",
                            description = "Also writes the trace in the binary form, which reads fastest.")
                    Path binary) {
        CacheCommandReplay replay = new CacheCommandReplay(trace, levels(caches), seed);
        replay.run(console.in(), binary);
        CacheCommandPrinter printer = new CacheCommandPrinter(console, replay);
        if (json) {
            printer.printJson();
        } else {
            printer.printTable();
        }
        printer.printSpeed();
        return ExitCode.OK;
    }

    private static List<ReplayLevelConfig> levels(String[] caches) {
        List<ReplayLevelConfig> levels = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String cache : caches) {
            try {
                levels.add(ReplayLevelConfig.parse(cache));
            } catch (InvalidInputException invalid) {
                problems.addAll(invalid.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return levels;
    }
}
