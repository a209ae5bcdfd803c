package tlpsim.scenarios.wiring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import tlpsim.core.telemetry.LatencyRecorder;
import tlpsim.scenarios.result.CounterSnapshot;

/**
 * All that a run says: its digest, every counter before the window and at its end, every latency histogram.
 *
 * @param atStart counters when the window began
 * @param atEnd   counters at the end of the window
 */
record RunRecord(long digest, CounterSnapshot atStart, CounterSnapshot atEnd, List<Histogram> latencies) {

    static RunRecord of(DrawnScenario scenario, Column column, EngineConfig engine) {
        return of(scenario, column, engine, 1);
    }

    /** @param segments pieces in which the window is run */
    static RunRecord of(DrawnScenario scenario, Column column, EngineConfig engine, int segments) {
        try (Simulation simulation = new Simulation(
                scenario.config(), Path.of("."), column, scenario.config().seed(), engine)) {
            simulation.runUntil(scenario.warmUpPs());
            CounterSnapshot start = CounterSnapshot.of(simulation);
            simulation.beginWindow();
            long windowPs = scenario.endPs() - scenario.warmUpPs();
            for (int segment = 1; segment <= segments; segment++) {
                simulation.runUntil(scenario.warmUpPs() + windowPs * segment / segments);
            }
            List<Histogram> latencies = new ArrayList<>();
            for (int flow = 0; flow < simulation.flows().flows().size(); flow++) {
                for (int point = 0; point < LatencyRecorder.POINTS; point++) {
                    latencies.add(simulation.recorder().histogram(flow, point).copy());
                }
            }
            return new RunRecord(simulation.digest(), start, CounterSnapshot.of(simulation), latencies);
        }
    }

    CounterSnapshot window() {
        return atEnd.since(atStart);
    }

    /** Everything as text, so that a difference names its counter. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append("digest ").append(Long.toHexString(digest)).append('\n');
        append(text, "start", atStart);
        append(text, "end", atEnd);
        for (Histogram histogram : latencies) {
            text.append("latency ")
                    .append(histogram.getTotalCount())
                    .append(' ')
                    .append(histogram.getMinValue())
                    .append(' ')
                    .append(histogram.getValueAtPercentile(50))
                    .append(' ')
                    .append(histogram.getMaxValue())
                    .append(' ')
                    .append(histogram.hashCode())
                    .append('\n');
        }
        return text.toString();
    }

    /** The lines of two texts that differ; empty if none does. */
    static String difference(String expected, String actual) {
        StringBuilder difference = new StringBuilder();
        String[] theirs = expected.split("\n");
        String[] ours = actual.split("\n");
        for (int line = 0; line < Math.max(theirs.length, ours.length); line++) {
            String their = line < theirs.length ? theirs[line] : "";
            String our = line < ours.length ? ours[line] : "";
            if (!their.equals(our)) {
                difference
                        .append("expected ")
                        .append(their)
                        .append("\n but was ")
                        .append(our)
                        .append('\n');
            }
        }
        return difference.toString();
    }

    private static void append(StringBuilder text, String when, CounterSnapshot counters) {
        text.append(when)
                .append(".devices ")
                .append(Arrays.deepToString(counters.devices()))
                .append('\n');
        text.append(when)
                .append(".ports ")
                .append(Arrays.deepToString(counters.ports()))
                .append('\n');
        text.append(when)
                .append(".rootPorts ")
                .append(Arrays.deepToString(counters.rootPorts()))
                .append('\n');
        text.append(when)
                .append(".dram ")
                .append(Arrays.toString(counters.dram()))
                .append('\n');
        text.append(when)
                .append(".links ")
                .append(Arrays.deepToString(counters.links()))
                .append('\n');
        text.append(when)
                .append(".peers ")
                .append(Arrays.deepToString(counters.peers()))
                .append(Arrays.deepToString(counters.peerPorts()))
                .append(Arrays.deepToString(counters.engines()))
                .append('\n');
        text.append(when)
                .append(".flows ")
                .append(Arrays.toString(counters.flows().peerWrites()))
                .append(Arrays.toString(counters.flows().engineReads()))
                .append(Arrays.toString(counters.flows().visibleDelayPs()))
                .append(Arrays.toString(counters.flows().visibleBeforeData()))
                .append(Arrays.toString(counters.flows().readWithoutData()))
                .append('\n');
        text.append(when)
                .append(".cores ")
                .append(Arrays.deepToString(counters.cores()))
                .append('\n');
        text.append(when)
                .append(".neighbours ")
                .append(Arrays.deepToString(counters.neighbours()))
                .append('\n');
        text.append(when)
                .append(".memory ")
                .append(Arrays.toString(counters.memory()))
                .append('\n');
        text.append(when)
                .append(".writes ")
                .append(Arrays.toString(counters.writes()))
                .append('\n');
        text.append(when)
                .append(".reads ")
                .append(Arrays.toString(counters.reads()))
                .append('\n');
        text.append(when)
                .append(".coreReads ")
                .append(Arrays.toString(counters.coreReads()))
                .append('\n');
        text.append(when)
                .append(".outcomes ")
                .append(Arrays.toString(counters.outcomes()))
                .append('\n');
        text.append(when)
                .append(".accepted ")
                .append(Arrays.toString(counters.accepted()))
                .append('\n');
        text.append(when)
                .append(".steering ")
                .append(Arrays.toString(counters.steering()))
                .append('\n');
        text.append(when)
                .append(".tlps ")
                .append(Arrays.toString(counters.tlps()))
                .append(Arrays.toString(counters.early()))
                .append('\n');
    }
}
