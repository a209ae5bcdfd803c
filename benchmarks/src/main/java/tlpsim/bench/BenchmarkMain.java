package tlpsim.bench;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import tlpsim.scenarios.launch.JvmFlags;

/** Runs benchmarks with JMH's own command line, in forks that have the flags of the project. */
public final class BenchmarkMain {
    private BenchmarkMain() {}

    public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
        new Runner(withProjectFlags(new CommandLineOptions(arguments))).run();
    }

    /** The same options, their forks with the flags of the project behind their own. */
    static Options withProjectFlags(Options options) {
        return new OptionsBuilder()
                .parent(options)
                .jvmArgsAppend(JvmFlags.required().toArray(String[]::new))
                .build();
    }
}
