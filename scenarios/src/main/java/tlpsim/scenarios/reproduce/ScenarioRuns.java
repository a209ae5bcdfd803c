package tlpsim.scenarios.reproduce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.telemetry.LatencyRecorder;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.result.SingleRun;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.EngineConfig;

/** Runs of the scenario of the study's machine, TLP by TLP, as {@code run} runs any other: hints off. */
public final class ScenarioRuns implements PointRuns {
    private static final String RESOURCE = "/tlpsim/reproduce/xeon-6140-forwarding.yaml";
    private static final long MICRO_PS = 1_000_000;
    private static final double PERCENT = 100;

    private final RunPool pool;
    private final long seed;
    private final ScenarioReader reader = new ScenarioReader(PresetCatalogue.bundled()).withoutVariants();

    public ScenarioRuns(int threads, long seed) {
        this.pool = new RunPool(threads);
        this.seed = seed;
    }

    /** The scenario as it is written, before a point's values are put in. */
    public static String text() {
        try (InputStream in = ScenarioRuns.class.getResourceAsStream(RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(RESOURCE, failure);
        }
    }

    @Override
    public List<SimulatedPoint> of(PlatformParameters parameters, List<MeasuredPoint> points) {
        Map<String, Callable<PointResult>> missing = new TreeMap<>();
        for (MeasuredPoint point : points) {
            String key = key(parameters, point);
            if (!pool.has(key) && !missing.containsKey(key)) {
                ForwardingSetup setup = point.forwarding();
                ScenarioConfig scenario = scenario(parameters, setup);
                missing.put(key, () -> run(scenario, setup));
            }
        }
        pool.run(missing);
        List<SimulatedPoint> rows = new ArrayList<>();
        for (MeasuredPoint point : points) {
            rows.add(new SimulatedPoint(point, pool.result(key(parameters, point))));
        }
        return rows;
    }

    private static String key(PlatformParameters parameters, MeasuredPoint point) {
        return parameters.values() + point.forwarding();
    }

    /** The scenario of one point. */
    ScenarioConfig scenario(PlatformParameters parameters, ForwardingSetup setup) {
        List<String> assignments = new ArrayList<>(parameters.assignments());
        assignments.addAll(assignments(setup, parameters));
        return reader.read("reproduce", text(), Path.of(""), assignments).config();
    }

    private List<String> assignments(ForwardingSetup setup, PlatformParameters parameters) {
        String workload = "workloads.l2fwd.";
        long workNs =
                parameters.parameter("workloads.l2fwd.consumer.per-packet").value()
                        + setup.calls() * parameters.parameter("call-ns").value();
        return List.of(
                "seed=" + seed,
                "platform.cores=" + setup.cores(),
                "platform.llc.io-ways=" + setup.ioWays(),
                workload + "queues.count=" + setup.cores(),
                workload + "queues.cores.list=0-" + (setup.cores() - 1),
                workload + "queues.ring=" + setup.descriptors(),
                workload + "arrivals.sizes=" + setup.packetBytes() + " B",
                workload + "arrivals.rate=" + setup.offered() * setup.packetBytes() * 8 / 1000 + " kbit/s",
                workload + "consumer.per-packet=" + workNs + " ns",
                "measure.warm-up=" + micros(setup, setup.warmUpPackets()) + " us",
                "measure.window=" + micros(setup, setup.windowPackets()) + " us");
    }

    private static long micros(ForwardingSetup setup, long packets) {
        return packets * setup.intervalPs() / MICRO_PS + 1;
    }

    private static PointResult run(ScenarioConfig scenario, ForwardingSetup setup) {
        SingleRun run = SingleRun.of(scenario, Path.of(""), Column.HINTS_OFF, EngineConfig.of(Threading.INLINE));
        return new PointResult(
                run.figure(tlpsim.scenarios.result.Metric.ITOM_HIT_PERCENT),
                run.figure(tlpsim.scenarios.result.Metric.PCIRDCUR_HIT_PERCENT),
                run.figure(tlpsim.scenarios.result.Metric.SENT_GBPS) * setup.wireBits() / (setup.packetBytes() * 8.0),
                run.window().latencies().get(LatencyRecorder.WIRE).getMean() / MICRO_PS,
                run.window().latencies().get(LatencyRecorder.WIRE).getValueAtPercentile(PERCENT - 1)
                        / (double) MICRO_PS);
    }
}
