package tlpsim.scenarios.result;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import tlpsim.core.path.AskedHint;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.telemetry.LatencyRecorder;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.FabricPlan;
import tlpsim.scenarios.wiring.FlowPlan;

/**
 * What each flow's accesses got: the hint asked for, what came of it and where, and what that is worth, against the same traffic without hints. Over all
 * replicates.
 */
public final class FlowFigures {
    /** Points of the latency recorder. */
    private static final int VISIBLE = 0;

    private static final int END = 2;

    private final ScenarioResult result;
    private final FabricPlan fabric;
    private final FlowPlan flows;

    /**
     * What became of the requests of one kind.
     *
     * @param asked   the hint that the requester asked for
     * @param outcome what came of it
     * @param element that decided, or changed the header last
     * @param tlps    in the column, all replicates
     */
    public record Path(String asked, String outcome, String element, long tlps) {}

    /**
     * Figures of one kind of access of a flow.
     *
     * @param tlps           requests per replicate
     * @param cachedPercent  lines written that went into a cache
     * @param readHitPercent lines that consumers read from a cache; for a core its L2 or a last-level cache
     * @param memoryBytes    bytes to and from memory for lines written and read, per request
     * @param visibleNs      from arrival at the completer to visibility, per write
     */
    public record Figures(
            double tlps, double cachedPercent, double readHitPercent, double memoryBytes, double visibleNs) {}

    /**
     * @param flow   name
     * @param kind   of access
     * @param way    elements and links from the device to the target
     * @param off    without hints
     */
    public record Row(
            String flow, AccessKind kind, List<String> way, List<Path> paths, Figures configured, Figures off) {}

    /**
     * Delays of a flow's packets or I/Os from their intended arrival, over all replicates; NaN where none ended.
     *
     * @param flow         name
     * @param visibleP50Ns to data globally visible, median
     * @param endP50Ns     to the end of consumption, median
     * @param endP99Ns     the same, 99th percentile
     * @param offEndP99Ns  the same without hints
     */
    public record Delays(String flow, double visibleP50Ns, double endP50Ns, double endP99Ns, double offEndP99Ns) {}

    public FlowFigures(ScenarioResult result) {
        this.result = result;
        this.fabric = new FabricPlan(result.scenario(), Column.CONFIGURED);
        this.flows = new FlowPlan(result.scenario(), fabric);
    }

    /** True where requests pass elements or end at different completers, so that the question is worth a table. */
    public boolean areTelling() {
        return fabric.hasNetwork();
    }

    /** In order of flows, then kinds; kinds without requests are left out. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int flow = 0; flow < flows.flows().size(); flow++) {
            for (int kind = 0; kind < AccessKind.COUNT; kind++) {
                List<Path> paths = paths(flow, kind);
                if (!paths.isEmpty()) {
                    rows.add(row(flow, AccessKind.ofCode(kind), paths));
                }
            }
        }
        return rows;
    }

    /** In order of flows. */
    public List<Delays> delays() {
        List<Delays> delays = new ArrayList<>();
        for (int flow = 0; flow < flows.flows().size(); flow++) {
            delays.add(new Delays(
                    flows.flows().get(flow).name(),
                    delayNs(Column.CONFIGURED, flow, VISIBLE, 50),
                    delayNs(Column.CONFIGURED, flow, END, 50),
                    delayNs(Column.CONFIGURED, flow, END, 99),
                    delayNs(Column.HINTS_OFF, flow, END, 99)));
        }
        return delays;
    }

    private double delayNs(Column column, int flow, int point, double percentile) {
        Histogram all = null;
        for (WindowResult window : result.columns().get(column)) {
            Histogram one = window.flowLatencies().get(flow * LatencyRecorder.POINTS + point);
            if (all == null) {
                all = one.copy();
            } else {
                all.add(one);
            }
        }
        return all == null || all.getTotalCount() == 0 ? Double.NaN : all.getValueAtPercentile(percentile) / 1e3;
    }

    private Row row(int flow, AccessKind kind, List<Path> paths) {
        FlowPlan.Flow of = flows.flows().get(flow);
        return new Row(
                of.name(),
                kind,
                fabric.path(result.scenario().workloads().get(of.workload()), of.placeOf(kind)),
                paths,
                figures(Column.CONFIGURED, flow, kind),
                figures(Column.HINTS_OFF, flow, kind));
    }

    private List<Path> paths(int flow, int kind) {
        List<Path> paths = new ArrayList<>();
        List<String> names = fabric.elementNames();
        for (int asked = 0; asked < AskedHint.COUNT; asked++) {
            for (int outcome = 0; outcome < HintOutcome.COUNT; outcome++) {
                for (int hop = 0; hop < names.size(); hop++) {
                    long tlps = 0;
                    for (WindowResult window : result.columns().get(Column.CONFIGURED)) {
                        tlps += new PathCounts(window.counts().outcomes(), names.size())
                                .at(flow, kind, hop, asked, outcome);
                    }
                    if (tlps > 0) {
                        paths.add(new Path(
                                AskedHint.label(asked),
                                HintOutcome.ofCode(outcome).label(),
                                names.get(hop),
                                tlps));
                    }
                }
            }
        }
        return paths;
    }

    private Figures figures(Column column, int flow, AccessKind kind) {
        FlowTotals totals = new FlowTotals(flow, kind);
        List<WindowResult> windows = result.columns().get(column);
        int hops = fabric.elementNames().size();
        for (WindowResult window : windows) {
            totals.add(window.counts(), hops);
        }
        return totals.figures(windows.size());
    }
}
