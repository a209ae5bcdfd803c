package tlpsim.scenarios.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** One command line, executed in process: its exit code, what it wrote to stdout and to stderr. */
record CliRun(int code, String out, String err) {
    /** Two queues on eight small cores; rings that turn in microseconds, so that a window of 50 us is steady. */
    static final String TINY = """
            name: tiny
            seed: 7
            platform: {preset: epyc-9655, cores: 8, l2: {size: 64 KiB}, llc: {size: 1 MiB}}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: extended}
              endpoints:
                - {id: nic0, port: rp0}
            tph: {enable: 8-bit}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 2, ring: 32, cores: 0-1}
                arrivals: {rate: 20 Gbit/s, process: constant, sizes: 1024 B, flows: {count: 64, zipf: 0}}
                hints: {completion: target-priority, header: target}
                consumer: {per-packet: 100 ns}
            measure: {window: 50 us, replicates: 2, batches: 2}
            """;

    static CliRun of(String... arguments) {
        return withInput("", arguments);
    }

    static CliRun withInput(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int code = Tlpsim.run(console, arguments);
        return new CliRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
