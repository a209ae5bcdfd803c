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
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.result.CounterSnapshot;
import tlpsim.scenarios.result.SingleRun;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.EngineConfig;

/** Single figures of other studies beside the simulation. None of them was used to choose a value. */
public final class OtherStudies {
    private static final String RESOURCE = "/tlpsim/reproduce/host-network.yaml";
    private static final CacheGeometry SEPIA_LLC = CacheGeometry.sliced(26, 2048, 12);
    private static final int SMALL_PAGE = 4096;
    private static final int LINES_PER_MEBIBYTE = (1 << 20) / 64;
    private static final double LINE_BITS = 512;

    private final List<Row> rows = new ArrayList<>();

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
        rows.add(new Row(
                "Sepia, OSDI 2026, Xeon Gold 6354",
                "sets over their associativity, " + mebibytes + " MB on pages of 4 KiB"
                        + (measured < 1 ? " (under 1)" : ""),
                "%",
                measured,
                100.0 * overloaded / SEPIA_LLC.sets()));
    }

    private void hostPool(int latencyNs, double measured) {
        String text;
        try (InputStream in = OtherStudies.class.getResourceAsStream(RESOURCE)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(RESOURCE, failure);
        }
        SingleRun run = SingleRun.of(
                new ScenarioReader(PresetCatalogue.bundled())
                        .read(
                                "reproduce",
                                text,
                                Path.of(""),
                                List.of("platform.io.visible-memory=" + latencyNs + " ns"))
                        .config(),
                Path.of(""),
                Column.HINTS_OFF,
                EngineConfig.of(Threading.INLINE));
        long[] writes = run.window().counts().writes();
        rows.add(new Row(
                "Understanding the Host Network, SIGCOMM 2024 (derived: places over time)",
                "device writes to memory through 92 places, each held " + latencyNs + " ns",
                "Gbit/s",
                measured,
                1e3
                        * LINE_BITS
                        * CounterSnapshot.sum(writes, 0, writes.length)
                        / run.window().windowPs()));
    }

    private String table() {
        StringBuilder out = new StringBuilder("## Other studies\n\n");
        out.append("None of these figures was used to choose a value.\n\n");
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
        return out.toString();
    }
}
