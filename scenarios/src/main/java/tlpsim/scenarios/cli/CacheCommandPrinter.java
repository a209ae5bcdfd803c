package tlpsim.scenarios.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import tlpsim.completer.trace.ReplayLevelConfig;
import tlpsim.completer.trace.TraceChecksum;

/** Prints one replay: counters to stdout, speed to stderr. */
final class CacheCommandPrinter {
    private static final int SCHEMA_VERSION = 1;
    private static final int DATA_COLUMNS = 5;

    private final PrintStream out;
    private final PrintStream err;
    private final CacheCommandReplay replay;

    CacheCommandPrinter(Console console, CacheCommandReplay replay) {
        this.out = console.out();
        this.err = console.err();
        this.replay = replay;
    }

    void printJson() {
        ObjectMapper mapper = new ObjectMapper();
        TraceChecksum checksum = replay.checksum();
        ObjectNode root = mapper.createObjectNode();
        root.put("schema_version", SCHEMA_VERSION);
        root.put("trace", replay.trace());
        root.put("n", checksum.accesses());
        root.put("writes", checksum.writes());
        root.put("fnv", checksum.hex());
        ArrayNode caches = root.putArray("caches");
        for (ReplayLevelConfig level : replay.levels()) {
            caches.add(level.label());
        }
        replay.counters().forEach(root::put);
        try {
            out.println(mapper.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(root)
                    .replace("\r\n", "\n"));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void printTable() {
        TraceChecksum checksum = replay.checksum();
        Map<String, Long> counters = replay.counters();
        print(
                "%s: %d accesses, %d writes, fnv %s%n%n",
                replay.trace(), checksum.accesses(), checksum.writes(), checksum.hex());
        print(
                "%-6s %14s %14s %14s %14s %14s %8s  %s%n",
                "level", "reads", "writes", "read misses", "write misses", "misses", "hit %", "cache");
        for (int level = 1; level <= replay.levels().size(); level++) {
            printLevel(level, counters);
        }
        print("%-6s %14d %14d%n", "memory", counters.get("mem_rd"), counters.get("mem_wr"));
    }

    private void printLevel(int level, Map<String, Long> counters) {
        String prefix = "L" + level + "_";
        long[] row = new long[DATA_COLUMNS];
        String[] names = {"rd", "wr", "rm", "wm", "miss"};
        for (int i = 0; i < names.length; i++) {
            row[i] = counters.get(prefix + names[i]);
        }
        long accesses = row[0] + row[1];
        print(
                "%-6s %14d %14d %14d %14d %14d %8s  %s%n",
                "L" + level,
                row[0],
                row[1],
                row[2],
                row[3],
                row[4],
                hitPercent(accesses, row[4]),
                replay.levels().get(level - 1).label());
    }

    private static String hitPercent(long accesses, long misses) {
        return accesses == 0 ? "-" : String.format(Locale.ROOT, "%.3f", 100.0 * (accesses - misses) / accesses);
    }

    void printSpeed() {
        long accesses = replay.checksum().accesses();
        err.printf(
                Locale.ROOT,
                "%d accesses in %.3f s; in the caches %.3f s, %.1f M accesses/s%n",
                accesses,
                replay.wallNs() / 1e9,
                replay.replayWallNs() / 1e9,
                accesses * 1e3 / Math.max(1, replay.replayWallNs()));
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format.replace("%n", "\n"), values);
    }
}
