package tlpsim.scenarios.measure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Unit;
import tlpsim.scenarios.topology.HostFacts;

/**
 * The text of a preset: what sysfs says and what was measured; all else comes from the base for the maker of the processor.
 *
 * <p>The fastest batch or round counts, since what else a machine does only slows it; the range shows how far apart they were.
 */
public final class MachinePreset {
    private static final long PS_STEP = 100;
    private static final long RATE_STEP = 100_000_000;

    private final StringBuilder text = new StringBuilder();
    private final HostFacts facts;
    private final MachineMeasurement measured;
    private final List<LatencyOrder.Doubt> doubts;

    private MachinePreset(HostFacts facts, MachineMeasurement measured, List<LatencyOrder.Doubt> doubts) {
        this.facts = facts;
        this.measured = measured;
        this.doubts = doubts;
    }

    /**
     * @param name   of the preset
     * @param doubts said in the sources of the values concerned
     */
    public static String text(
            String name, HostFacts facts, MachineMeasurement measured, List<LatencyOrder.Doubt> doubts) {
        return new MachinePreset(facts, measured, doubts).write(name);
    }

    private String write(String name) {
        String model = facts.model().orElse("unknown processor");
        text.append("# Written by 'tlpsim presets measure'. Use it as 'platform: FILE' in a scenario.\n");
        text.append("name: ").append(name).append('\n');
        text.append("kind: platform\n");
        text.append("title: ").append(quoted(model)).append('\n');
        text.append("base: ").append(base(facts)).append('\n');
        text.append("parameters:\n");
        facts.cores().ifPresent(cores -> fact("cores", Integer.toString(cores)));
        facts.cache(2).ifPresent(l2 -> cache("l2", l2));
        facts.lastLevel().ifPresent(this::lastLevel);
        String chased = "random dependent loads over %s, pages as the system gives them, fastest of all batches of "
                + PointerChase.BATCH + "; the upper end is their 95th percentile";
        measured.l2().ifPresent(ps -> latency("latency.l2", ps, String.format(Locale.ROOT, chased, "half of the L2")));
        measured.llc()
                .ifPresent(ps ->
                        latency("latency.llc", ps, String.format(Locale.ROOT, chased, "half of the last-level cache")));
        measured.dram()
                .ifPresent(
                        ps -> latency("dram.latency", ps, String.format(Locale.ROOT, chased, "four times the caches")));
        Spread rate = measured.rate();
        parameter(
                "dram.bandwidth",
                Quantity.print(rounded(rate.high(), RATE_STEP), Unit.BYTES_PER_SECOND),
                "sequential reads of " + measured.threads()
                        + " threads together, fastest of five rounds: what they reach, which is below the peak of the channels");
        range(
                Quantity.print(rounded(rate.low(), RATE_STEP), Unit.BYTES_PER_SECOND),
                Quantity.print(rounded(rate.high(), RATE_STEP), Unit.BYTES_PER_SECOND));
        return text.toString();
    }

    private void lastLevel(HostFacts.Cache llc) {
        cache("llc", llc);
        OptionalInt sharing = llc.cores();
        if (sharing.isEmpty() || facts.cores().isEmpty()) {
            return;
        }
        boolean cluster = sharing.getAsInt() < facts.cores().getAsInt();
        fact("llc.domain", cluster ? "cluster" : "socket");
        if (cluster) {
            fact("llc.cores-per-cluster", Integer.toString(sharing.getAsInt()));
        }
        // Slices are not in sysfs. One slice divides every size.
        parameter("llc.slices", "1", "not in sysfs: one slice stands for all", "estimate");
    }

    private void cache(String key, HostFacts.Cache cache) {
        OptionalLong size = cache.sizeBytes();
        OptionalInt ways = cache.ways();
        // A size and ways that do not fit each other would be refused: both or none.
        if (size.isPresent() && ways.isPresent() && size.getAsLong() % (64L * ways.getAsInt()) == 0) {
            fact(key + ".size", Quantity.print(size.getAsLong(), Unit.BYTES));
            fact(key + ".ways", Integer.toString(ways.getAsInt()));
        }
    }

    private void fact(String path, String value) {
        parameter(path, value, "sysfs of this machine", "documented");
    }

    private void latency(String path, Spread ps, String how) {
        StringBuilder source = new StringBuilder(how);
        for (LatencyOrder.Doubt doubt : doubts) {
            if (doubt.paths().contains(path)) {
                source.append(". DOUBTFUL: ").append(doubt.text());
            }
        }
        parameter(path, Quantity.print(rounded(ps.low(), PS_STEP), Unit.PICOSECONDS), source.toString());
        range(
                Quantity.print(rounded(ps.low(), PS_STEP), Unit.PICOSECONDS),
                Quantity.print(rounded(ps.high(), PS_STEP), Unit.PICOSECONDS));
    }

    private void parameter(String path, String value, String source) {
        parameter(path, value, "measured here: " + source, "measured-here");
    }

    private void parameter(String path, String value, String source, String status) {
        text.append("  - path: ").append(path).append('\n');
        text.append("    value: ").append(value).append('\n');
        text.append("    status: ").append(status).append('\n');
        text.append("    source: ").append(quoted(source)).append('\n');
    }

    private void range(String low, String high) {
        text.append("    low: ").append(low).append('\n');
        text.append("    high: ").append(high).append('\n');
    }

    private static long rounded(long value, long step) {
        return Math.max(1, (value + step / 2) / step) * step;
    }

    /** The preset that gives what is not measured. */
    public static String base(HostFacts facts) {
        String lower = facts.model().orElse("").toLowerCase(Locale.ROOT);
        if (lower.contains("intel")) {
            return "base-intel";
        }
        return Optional.of("base-amd").filter(amd -> lower.contains("amd")).orElse("base-common");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
