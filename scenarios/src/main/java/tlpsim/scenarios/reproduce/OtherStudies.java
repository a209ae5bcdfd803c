package tlpsim.scenarios.reproduce;

import static tlpsim.scenarios.reproduce.ReproduceText.decimals;
import static tlpsim.scenarios.reproduce.ReproduceText.signed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.ReplacementPolicy;
import tlpsim.completer.cache.SetAssociativeCache;
import tlpsim.completer.memory.PagePlacement;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.result.CounterSnapshot;
import tlpsim.scenarios.result.SingleRun;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.EngineConfig;

/**
 * Single figures of other studies beside the simulation: those that no value was chosen by, and closed forms whose inputs are the measured
 * ones, which only show that runs keep them.
 */
public final class OtherStudies {
    private static final String PLACES = "/tlpsim/reproduce/host-network.yaml";
    private static final String READS = "/tlpsim/reproduce/pcie-reads.yaml";
    private static final CacheGeometry SEPIA_LLC = CacheGeometry.sliced(26, 2048, 12);
    private static final int SMALL_PAGE = 4096;
    private static final int LINES_PER_MEBIBYTE = (1 << 20) / 64;
    private static final double LINE_BITS = 512;
    private static final double READ_NS = 547;
    private static final double MISS_NS = 70;

    /** Both ways at the 150 ns that a link is assumed to take, and 24 and 84 bytes of TLPs at 7.9 GB/s. */
    private static final double LINK_NS = 2 * 150 + 14;

    private final List<Row> untouched = new ArrayList<>();
    private final List<Row> closedForms = new ArrayList<>();

    private record Row(String study, String what, String unit, double measured, double simulated) {}

    private OtherStudies() {}

    /** Runs them all; a few seconds. */
    public static String text() {
        OtherStudies studies = new OtherStudies();
        studies.setOverload(18, 0.5);
        studies.setOverload(22, 1.97);
        studies.setOverload(38, 39.3);
        studies.hostPool(300, 157.0);
        studies.hostPool(450, 104.7);
        studies.deviceReads();
        return studies.table();
    }

    private void setOverload(int mebibytes, double measured) {
        long lines = (long) mebibytes * LINES_PER_MEBIBYTE;
        PagePlacement pages = PagePlacement.scattered(lines, SMALL_PAGE, 1);
        SetAssociativeCache cache = ReplacementPolicy.LRU.create(SEPIA_LLC, 0);
        int[] load = new int[SEPIA_LLC.sets()];
        for (long line = 0; line < lines; line++) {
            load[cache.setOf(pages.physical(line))]++;
        }
        int overloaded = 0;
        for (int held : load) {
            overloaded += held > SEPIA_LLC.ways() ? 1 : 0;
        }
        untouched.add(new Row(
                "Sepia, OSDI 2026, Xeon Gold 6354",
                "sets over their associativity, " + mebibytes + " MB on pages of 4 KiB"
                        + (measured < 1 ? " (under 1)" : ""),
                "%",
                measured,
                100.0 * overloaded / SEPIA_LLC.sets()));
    }

    private static SingleRun run(String resource, String assignment) {
        try (InputStream in = OtherStudies.class.getResourceAsStream(resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return SingleRun.of(
                    new ScenarioReader(PresetCatalogue.bundled())
                            .read("reproduce", text, Path.of(""), List.of(assignment))
                            .config(),
                    Path.of(""),
                    Column.HINTS_OFF,
                    EngineConfig.of(Threading.INLINE));
        } catch (IOException failure) {
            throw new UncheckedIOException(resource, failure);
        }
    }

    private void hostPool(int latencyNs, double measured) {
        SingleRun run = run(PLACES, "platform.io.visible-memory=" + latencyNs + " ns");
        long[] writes = run.window().counts().writes();
        closedForms.add(new Row(
                "Understanding the Host Network, SIGCOMM 2024",
                "device writes to memory through 92 places, each held " + latencyNs
                        + " ns (derived: places over time, both inputs)",
                "Gbit/s",
                measured,
                1e3
                        * LINE_BITS
                        * CounterSnapshot.sum(writes, 0, writes.length)
                        / run.window().windowPs()));
    }

    private void deviceReads() {
        CounterSnapshot warm =
                run(READS, "workloads.tx.transmit.written=100 %").window().counts();
        CounterSnapshot cold =
                run(READS, "workloads.tx.transmit.written=0 %").window().counts();
        int firstData = AccessKind.DATA_READ.ordinal() * ReadOutcomeLayout.COUNT;
        long missed = cold.reads()[firstData + ReadOutcomeLayout.READ_DRAM];
        double cached = readNs(warm) / CounterSnapshot.sum(warm.rootPorts(), ReceiveCounter.READS);
        double miss = (readNs(cold) - readNs(warm)) / missed;
        deviceRead(
                "64 bytes read from a cache, round trip (547 ns is where the host's 200 ns come from)",
                READ_NS,
                cached + LINK_NS);
        deviceRead(
                "64 bytes read from memory, round trip (derived: 547 ns and 70 ns)",
                READ_NS + MISS_NS,
                cached + miss + LINK_NS);
        deviceRead("memory less cache (derived: the 70 ns are an input)", MISS_NS, miss);
    }

    private static double readNs(CounterSnapshot counts) {
        return CounterSnapshot.sum(counts.rootPorts(), ReceiveCounter.READ_DELAY_PS) / 1e3;
    }

    private void deviceRead(String what, double measured, double simulated) {
        closedForms.add(new Row("pcie-bench, SIGCOMM 2018, Gen3 x8", what, "ns", measured, simulated));
    }

    private String table() {
        StringBuilder out = new StringBuilder("## Other studies\n\n");
        out.append("None of these figures was used to choose a value.\n\n");
        append(out, untouched);
        out.append("\n## Closed forms from measured inputs\n\n");
        out.append(
                "These studies' figures are inputs: agreement says that the runs keep them, not that the model predicts anything."
                        + " Crossing the link is assumed,\n"
                        + "150 ns each way.\n\n");
        append(out, closedForms);
        return out.toString();
    }

    private static void append(StringBuilder out, List<Row> rows) {
        out.append("| study | what | unit | measured | simulated | error |\n|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s | %s |\n",
                    row.study,
                    row.what,
                    row.unit,
                    decimals(row.measured, 2),
                    decimals(row.simulated, 2),
                    signed(row.simulated - row.measured, 2)));
        }
    }
}
