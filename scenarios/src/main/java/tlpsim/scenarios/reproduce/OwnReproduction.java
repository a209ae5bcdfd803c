package tlpsim.scenarios.reproduce;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.config.ResolvedScenario;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.result.SingleRun;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.EngineConfig;

/** Holds a user's table against runs of the user's scenario, as configured: keys are fitted on the points marked so, the others are predictions. */
public final class OwnReproduction {
    private static final int ROUNDS = 2;

    private final String table;
    private final String scenario;
    private final List<String> base;
    private final int threads;
    private final ScenarioReader reader = new ScenarioReader(PresetCatalogue.bundled()).withoutVariants();
    private final Map<String, SingleRun> runs = new TreeMap<>();

    /** @param base {@code path=value} of every run */
    public OwnReproduction(String table, String scenario, List<String> base, int threads) {
        this.table = table;
        this.scenario = scenario;
        this.base = List.copyOf(base);
        this.threads = threads;
    }

    /**
     * @param mappings of experiments; those of the study have their own
     * @param fits     keys with the values to try, none for no fit
     * @throws InvalidInputException with the mistakes of table, mappings and scenario
     */
    public OwnReport report(List<KeyMapping> mappings, Map<String, List<String>> fits) {
        OwnTable read = OwnTable.of(table);
        List<OwnPoint> points = read.points();
        Map<String, KeyMapping> byName = mappings(mappings, points);
        if (!fits.isEmpty() && points.stream().noneMatch(OwnPoint::fit)) {
            throw new InvalidInputException(new Problem(
                    "--fit", 0, 0, "no point is marked fit", "add the column use to the table of --measured"));
        }
        Map<String, String> chosen = fit(points, byName, fits);
        List<String> notes = new ArrayList<>(read.notes());
        if (!fits.isEmpty() && chosen.isEmpty()) {
            notes.add(
                    "--fit: no point marked fit has an error to make small (not steady, or 0 measured): nothing is fitted");
        }
        List<OwnReport.Row> rows = rows(points, byName, chosen);
        return new OwnReport(table, scenario, List.copyOf(byName.values()), chosen, rows, notes);
    }

    private Map<String, KeyMapping> mappings(List<KeyMapping> given, List<OwnPoint> points) {
        String workload = read(List.of()).config().workloads().get(0).id();
        Map<String, KeyMapping> known = new TreeMap<>();
        KeyMapping.study(workload).forEach(mapping -> known.put(mapping.experiment(), mapping));
        given.forEach(mapping -> known.put(mapping.experiment(), mapping));
        Map<String, KeyMapping> used = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (OwnPoint point : points) {
            KeyMapping mapping = known.get(point.experiment());
            if (mapping == null) {
                problems.add(new Problem(
                        table,
                        point.line(),
                        0,
                        "nothing says which keys experiment '" + point.experiment() + "' sets; give --map",
                        NearestName.hint(point.experiment(), List.copyOf(known.keySet()))));
            } else {
                used.put(point.experiment(), mapping);
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return used;
    }

    /** One key after another, twice round. A value with which fewer points count is no better for their smaller error. */
    private Map<String, String> fit(
            List<OwnPoint> points, Map<String, KeyMapping> mappings, Map<String, List<String>> fits) {
        List<OwnPoint> marked = points.stream().filter(OwnPoint::fit).toList();
        Map<String, String> best = new TreeMap<>();
        double least = Double.POSITIVE_INFINITY;
        int most = 1;
        for (int round = 0; round < ROUNDS && !fits.isEmpty(); round++) {
            for (Map.Entry<String, List<String>> key : fits.entrySet()) {
                for (String value : key.getValue()) {
                    Map<String, String> tried = new TreeMap<>(best);
                    tried.put(key.getKey(), value);
                    List<OwnReport.Row> rows = rows(marked, mappings, tried);
                    double error = OwnReport.error(rows);
                    int counted = OwnReport.counted(rows);
                    if (counted > most || counted == most && error < least) {
                        least = error;
                        most = counted;
                        best = tried;
                    }
                }
            }
        }
        return best;
    }

    private List<OwnReport.Row> rows(
            List<OwnPoint> points, Map<String, KeyMapping> mappings, Map<String, String> chosen) {
        Map<String, Callable<SingleRun>> missing = new TreeMap<>();
        List<String> keys = new ArrayList<>();
        for (OwnPoint point : points) {
            List<String> assignments = new ArrayList<>();
            chosen.forEach((path, value) -> assignments.add(path + "=" + value));
            assignments.addAll(mappings.get(point.experiment()).assignments(point));
            String key = String.join(" ", assignments);
            keys.add(key);
            if (!runs.containsKey(key) && !missing.containsKey(key)) {
                ResolvedScenario resolved = read(assignments);
                missing.put(
                        key,
                        () -> SingleRun.of(
                                resolved.config(),
                                resolved.directory(),
                                Column.CONFIGURED,
                                EngineConfig.of(Threading.INLINE)));
            }
        }
        run(missing);
        List<OwnReport.Row> rows = new ArrayList<>();
        for (int index = 0; index < points.size(); index++) {
            SingleRun run = runs.get(keys.get(index));
            OwnPoint point = points.get(index);
            rows.add(new OwnReport.Row(
                    point,
                    point.metric().of(run),
                    run.window().steadiness().isSteady(),
                    point.metric().convention(run)));
        }
        return rows;
    }

    private ResolvedScenario read(List<String> assignments) {
        List<String> all = new ArrayList<>(base);
        all.addAll(assignments);
        return reader.read(scenario, InputStream.nullInputStream(), all);
    }

    private void run(Map<String, Callable<SingleRun>> tasks) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Map<String, Future<SingleRun>> running = new TreeMap<>();
            tasks.forEach((key, task) -> running.put(key, pool.submit(task)));
            for (Map.Entry<String, Future<SingleRun>> entry : running.entrySet()) {
                runs.put(entry.getKey(), entry.getValue().get());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** An empty table, with what may stand in it. */
    public static String template() {
        return "# experiment: any name; --map NAME:param=PATH,x=PATH names the keys of the scenario that param and x set. Known without:\n# "
                + "pktsize-desc (bytes, descriptors), ddio-tune (ways), cores-vs-ways (queues, ways), cores (queues), on the scenario's first\n"
                + "# workload. pkt-rate and process-time need --map: the study counts in units of 4,000 packets/s and in calls per packet\n"
                + "# metric: ItoM-HIT-RATE, PCIeRdCur-HIT-RATE, THROUGHPUT, PPS, LATAVG, LAT50, LAT99, or any of 'explain --metrics'\n"
                + "# units: hit rates %, THROUGHPUT Gbit/s (on the wire of what is sent: layer 2 and 24 bytes per packet; where nothing is sent,\n"
                + "# layer-2 bits accepted), PPS Mpps, LAT... us, others as 'explain --metrics' says\n"
                + "# use: fit or predict\n"
                + MeasuredFile.HEADER
                + ",use\n";
    }
}
