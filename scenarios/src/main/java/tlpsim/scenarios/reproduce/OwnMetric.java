package tlpsim.scenarios.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.telemetry.LatencyRecorder;
import tlpsim.scenarios.result.CounterSnapshot;
import tlpsim.scenarios.result.Metric;
import tlpsim.scenarios.result.SingleRun;

/**
 * What a user's table may hold: the study's names, or any metric of a run.
 *
 * @param name   as the table has it
 * @param metric of a run; null for the mean latency, which is that to the wire, or to the end of the consumer where nothing is sent
 * @param scale  of the metric's unit in one of the table's
 * @param unit   of the table
 */
record OwnMetric(String name, Metric metric, double scale, String unit) {
    private static final double NS_PER_US = 1000;
    private static final double PS_PER_US = 1e6;
    private static final double BITS_PER_NS = 8e3;
    private static final String MEAN = "LATAVG";
    private static final String RATE = "THROUGHPUT";
    private static final List<OwnMetric> STUDY = List.of(
            new OwnMetric("ItoM-HIT-RATE", Metric.ITOM_HIT_PERCENT, 1, "%"),
            new OwnMetric("PCIeRdCur-HIT-RATE", Metric.PCIRDCUR_HIT_PERCENT, 1, "%"),
            new OwnMetric(RATE, Metric.THROUGHPUT_GBPS, 1, "Gbit/s"),
            new OwnMetric("PPS", Metric.THROUGHPUT_MPPS, 1, "Mpps"),
            new OwnMetric(MEAN, null, 1, "us"),
            new OwnMetric("LAT50", Metric.WIRE_P50_NS, NS_PER_US, "us"),
            new OwnMetric("LAT99", Metric.WIRE_P99_NS, NS_PER_US, "us"));

    static Optional<OwnMetric> of(String name) {
        for (OwnMetric metric : STUDY) {
            if (metric.name.equalsIgnoreCase(name)) {
                return Optional.of(metric);
            }
        }
        String key = name.toLowerCase(Locale.ROOT).replace('-', '_');
        for (Metric metric : Metric.values()) {
            if (metric.key().equals(key)) {
                return Optional.of(new OwnMetric(name, metric, 1, metric.unit()));
            }
        }
        return Optional.empty();
    }

    static List<String> names() {
        List<String> names = new ArrayList<>();
        STUDY.forEach(metric -> names.add(metric.name));
        for (Metric metric : Metric.values()) {
            names.add(metric.key().replace('_', '-'));
        }
        return names;
    }

    double of(SingleRun run) {
        if (metric == null) {
            boolean sends = run.window().latencies().get(LatencyRecorder.WIRE).getTotalCount() > 0;
            return run.window()
                            .latencies()
                            .get(sends ? LatencyRecorder.WIRE : LatencyRecorder.WIRE - 1)
                            .getMean()
                    / PS_PER_US;
        }
        if (name.equals(RATE)) {
            return throughput(run);
        }
        double value = run.figure(metric) / scale;
        if (Double.isNaN(value) && metric == Metric.WIRE_P50_NS) {
            return run.figure(Metric.END_P50_NS) / scale;
        }
        return Double.isNaN(value) && metric == Metric.WIRE_P99_NS ? run.figure(Metric.END_P99_NS) / scale : value;
    }

    /** What {@link #of} counts where it differs from what the study counted, or empty. */
    String convention(SingleRun run) {
        if (!STUDY.contains(this)) {
            return "";
        }
        if (name.equals(RATE)) {
            return Double.isNaN(run.figure(Metric.SENT_GBPS)) ? "layer-2 bits accepted, none are sent" : "";
        }
        if (run.window().latencies().get(LatencyRecorder.WIRE).getTotalCount() > 0) {
            return "";
        }
        boolean latency = metric == null || metric == Metric.WIRE_P50_NS || metric == Metric.WIRE_P99_NS;
        return latency ? "to the end of the consumer, nothing is sent" : "";
    }

    /** Bits on the wire of what is sent, as the built-in runs count; of what is accepted, on layer 2, where nothing is sent. */
    private static double throughput(SingleRun run) {
        double sent = run.figure(Metric.SENT_GBPS);
        if (Double.isNaN(sent)) {
            return run.figure(Metric.THROUGHPUT_GBPS);
        }
        long packets = CounterSnapshot.sum(run.window().counts().devices(), DeviceCounter.SENT_UNITS);
        return sent
                + packets
                        * ForwardingSetup.WIRE_OVERHEAD_BYTES
                        * BITS_PER_NS
                        / run.window().windowPs();
    }

    /** Whether an error can be told in the unit of {@link #comparable}. */
    boolean isComparable(double measured) {
        return unit.equals("%") || measured != 0;
    }

    /** Errors of rates count in points, those of others in per cent of what was measured. */
    double comparable(double error, double measured) {
        return unit.equals("%") ? error : 100 * error / Math.abs(measured);
    }
}
