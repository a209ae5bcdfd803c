package tlpsim.completer.trace;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/** Opens a trace as the command line names it. */
public final class TraceInput {
    private static final String STDIN = "-";
    private static final String STDIN_NAME = "<stdin>";

    private TraceInput() {}

    /**
     * Opens {@code gen:...}, {@code -} for standard input, or a file. Input is binary if it starts with the magic of {@link BinaryTraceWriter}'s files,
     * else {@code din} text.
     */
    public static TraceSource open(String trace, InputStream stdin) {
        if (trace.startsWith(TraceSpec.PREFIX)) {
            return TraceSpec.parse(trace).open();
        }
        return trace.equals(STDIN) ? detect(stdin, STDIN_NAME) : detect(openFile(trace), trace);
    }

    private static InputStream openFile(String trace) {
        try {
            Path file = Path.of(trace);
            if (Files.isReadable(file) && !Files.isDirectory(file)) {
                return Files.newInputStream(file);
            }
            String message = Files.exists(file) ? "is not a readable file" : "no such file";
            throw new InvalidInputException(new Problem(trace, 0, 0, message, "a generated trace starts with gen:"));
        } catch (InvalidPathException notPath) {
            throw new InvalidInputException(new Problem(trace, 0, 0, "is not a file name: " + notPath.getReason(), ""));
        } catch (IOException failure) {
            throw new UncheckedIOException(trace, failure);
        }
    }

    private static TraceSource detect(InputStream in, String name) {
        byte[] magic = BinaryTraceLayout.magic();
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        try {
            buffered.mark(magic.length);
            byte[] start = buffered.readNBytes(magic.length);
            buffered.reset();
            return Arrays.equals(start, magic) ? new BinarySource(buffered, name) : new DinSource(buffered, name);
        } catch (IOException failure) {
            throw new UncheckedIOException(name, failure);
        }
    }
}
