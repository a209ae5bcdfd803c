package tlpsim.scenarios.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tlpsim.completer.trace.BinaryTraceWriter;
import tlpsim.completer.trace.MultiLevelReplay;
import tlpsim.completer.trace.ReplayLevelConfig;
import tlpsim.completer.trace.TraceChecksum;
import tlpsim.completer.trace.TraceInput;
import tlpsim.completer.trace.TraceSource;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/** One replay: the trace streams through a batch that stays in the processor's first-level cache. */
final class CacheCommandReplay {
    private static final int BATCH = 4096;

    private final String trace;
    private final List<ReplayLevelConfig> levels;
    private final MultiLevelReplay replay;
    private final TraceChecksum checksum = new TraceChecksum();
    private long replayWallNs;
    private long wallNs;

    CacheCommandReplay(String trace, List<ReplayLevelConfig> levels, long seed) {
        this.trace = trace;
        this.levels = levels;
        this.replay = new MultiLevelReplay(levels, seed);
    }

    /** @param binary where the trace is also written, or null */
    void run(InputStream stdin, Path binary) {
        long start = System.nanoTime();
        try (TraceSource source = TraceInput.open(trace, stdin)) {
            if (binary == null) {
                replay(source, null);
            } else {
                replayAndWrite(source, binary);
            }
        }
        wallNs = System.nanoTime() - start;
    }

    private void replayAndWrite(TraceSource source, Path binary) {
        if (Files.isDirectory(binary) || trace.equals(binary.toString())) {
            throw new InvalidInputException(
                    new Problem("--write-binary " + binary, 0, 0, "must be a file other than the trace", ""));
        }
        try (BinaryTraceWriter writer = new BinaryTraceWriter(binary)) {
            replay(source, writer);
            writer.finish();
        } catch (IOException failure) {
            throw new UncheckedIOException(binary.toString(), failure);
        }
    }

    private void replay(TraceSource source, BinaryTraceWriter writer) {
        long[] entries = new long[BATCH];
        for (int count = source.fill(entries); count > 0; count = source.fill(entries)) {
            checksum.add(entries, count);
            if (writer != null) {
                writer.write(entries, count);
            }
            long start = System.nanoTime();
            replay.run(entries, 0, count);
            replayWallNs += System.nanoTime() - start;
        }
    }

    String trace() {
        return trace;
    }

    List<ReplayLevelConfig> levels() {
        return levels;
    }

    TraceChecksum checksum() {
        return checksum;
    }

    Map<String, Long> counters() {
        return replay.counters();
    }

    /** Time in the caches alone. */
    long replayWallNs() {
        return replayWallNs;
    }

    /** Time in the caches, in reading or generating the trace and in its checksum. */
    long wallNs() {
        return wallNs;
    }
}
