package tlpsim.scenarios.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import tlpsim.core.fabric.PortCounter;
import tlpsim.core.fabric.RouteTable;
import tlpsim.core.fabric.Topology;
import tlpsim.core.link.LinkRate;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.scenarios.config.TargetConfig;
import tlpsim.scenarios.result.CounterSnapshot;
import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.result.FlowFigures;
import tlpsim.scenarios.result.PathCounts;
import tlpsim.scenarios.result.ScenarioResult;
import tlpsim.scenarios.result.WindowResult;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.FabricPlan;

/** Prints what each flow's requests met on their way, and the tree with what happened at each of its elements. */
final class PathsPrinter {
    /** Heads the flows: their TLPs are sums, whereas metrics are means over replicates. */
    static final String FLOWS = "flows (as configured, all replicates; in brackets the difference to hints off)";

    private static final int NAME_WIDTH = 26;

    private final PrintStream out;
    private final ScenarioResult result;

    PathsPrinter(PrintStream out, ScenarioResult result) {
        this.out = out;
        this.result = result;
    }

    void print() {
        out.println(FLOWS);
        flows();
        topology();
    }

    /** The flows alone, for a variant. */
    void flows() {
        FlowFigures figures = new FlowFigures(result);
        figures.delays().forEach(this::delays);
        for (FlowFigures.Row row : figures.rows()) {
            out.println("  " + RunPrinter.pad(row.flow() + "." + row.kind().label(), NAME_WIDTH)
                    + String.join(" > ", row.way()));
            for (FlowFigures.Path path : row.paths()) {
                out.println("    " + RunPrinter.pad(hint(path, row.way()), NAME_WIDTH + 14) + path.tlps() + " TLPs");
            }
            String worth = figures(row.configured(), row.off());
            if (!worth.isEmpty()) {
                out.println("    " + worth);
            }
        }
    }

    private void delays(FlowFigures.Delays delays) {
        if (Double.isNaN(delays.endP99Ns())) {
            return;
        }
        StringBuilder line = new StringBuilder();
        add(line, "data visible p50", "ns", 0, delays.visibleP50Ns(), Double.NaN);
        add(line, "end p50", "ns", 0, delays.endP50Ns(), Double.NaN);
        add(line, "end p99", "ns", 0, delays.endP99Ns(), delays.offEndP99Ns());
        out.println("  " + RunPrinter.pad(delays.flow(), NAME_WIDTH) + line);
    }

    /** What was asked for, and what became of it where. */
    private static String hint(FlowFigures.Path path, List<String> way) {
        if (path.asked().equals("plain") && path.outcome().equals("plain")) {
            return "no hint";
        }
        if (!path.asked().equals(path.outcome())) {
            return path.asked() + " -> " + path.outcome() + " at " + path.element();
        }
        // The host is behind its root port.
        int end = way.get(way.size() - 1).equals(TargetConfig.HOST) ? way.size() - 2 : way.size() - 1;
        boolean atEnd = path.element().equals(way.get(end));
        return path.asked() + (atEnd ? " honoured at " : " honoured, translated at ") + path.element();
    }

    private static String figures(FlowFigures.Figures configured, FlowFigures.Figures off) {
        StringBuilder line = new StringBuilder();
        add(line, "written to a cache", "%", 1, configured.cachedPercent(), off.cachedPercent());
        add(line, "read from a cache", "%", 1, configured.readHitPercent(), off.readHitPercent());
        add(line, "memory", "B/TLP", 1, configured.memoryBytes(), off.memoryBytes());
        add(line, "visible after", "ns", 1, configured.visibleNs(), off.visibleNs());
        return line.toString();
    }

    private static void add(StringBuilder line, String name, String unit, int decimals, double value, double off) {
        if (Double.isNaN(value)) {
            return;
        }
        line.append(line.length() == 0 ? "" : ", ").append(name).append(' ').append(Figures.fixed(value, decimals));
        line.append(' ').append(unit);
        if (!Double.isNaN(off)) {
            double difference = value - off;
            String text = Figures.fixed(Math.abs(difference), decimals);
            line.append(" (").append(difference < 0 ? "-" : "+").append(text).append(')');
        }
    }

    private void topology() {
        FabricPlan fabric = new FabricPlan(result.scenario(), Column.CONFIGURED);
        WindowResult window = result.columns().get(Column.CONFIGURED).get(0);
        out.println("topology (as configured, first replicate; what each element decided, and how full its link is)");
        out.println("  root complex, peer-to-peer "
                + result.scenario().fabric().rootComplex().peerToPeer().name().toLowerCase(Locale.ROOT));
        Tree tree = new Tree(fabric, window);
        for (int port = 0; port < fabric.topology().rootPorts(); port++) {
            tree.rootPort(port);
        }
    }

    /** Walks the tree downwards. */
    private final class Tree {
        private final FabricPlan fabric;
        private final Topology topology;
        private final WindowResult window;
        private final List<Topology.Edge> starting;
        private final PathCounts paths;

        Tree(FabricPlan fabric, WindowResult window) {
            this.fabric = fabric;
            this.topology = fabric.topology();
            this.window = window;
            this.starting = fabric.startingLinks();
            this.paths = new PathCounts(
                    window.counts().outcomes(), fabric.elementNames().size());
        }

        void rootPort(int port) {
            Topology.Edge edge = topology.edges().get(port);
            line(2, edge.name(), edge, outcomes(topology.hopOfRootPort(port)), port);
            below(port, 3);
        }

        private void below(int edge, int depth) {
            for (int node = 1; node < topology.nodes().size(); node++) {
                Topology.Node element = topology.nodes().get(node);
                if (element.edge() != edge) {
                    continue;
                }
                if (!element.isSwitch()) {
                    String decided = element.peer() < 0 ? "" : outcomes(topology.hopOfPeer(element.peer()));
                    boolean ownLink = topology.edges().get(edge).rootPort() < 0;
                    line(depth, element.name(), ownLink ? topology.edges().get(edge) : null, decided, edge);
                    continue;
                }
                line(depth, element.name(), null, outcomes(topology.hopOfSwitch(node)), edge);
                for (int below = 0; below < topology.edges().size(); below++) {
                    Topology.Edge link = topology.edges().get(below);
                    if (link.upper() == node) {
                        below(below, depth + 1);
                    }
                }
            }
        }

        private void line(int depth, String name, Topology.Edge edge, String decided, int number) {
            StringBuilder text = new StringBuilder("  ".repeat(depth)).append(name);
            if (edge != null) {
                text.append("  ").append(edge.link().label()).append(load(number));
            }
            text.append(decided.isEmpty() ? "" : ": " + decided);
            out.println(text);
        }

        /** Share of the link's TLP rate that requests took, per direction, where any went. */
        private String load(int edge) {
            double up = 0;
            int port = starting.indexOf(topology.edges().get(edge));
            if (port >= 0) {
                up = percent(window.counts().ports()[port], edge);
            }
            double down = 0;
            RouteTable routes = fabric.routes();
            for (int link = 0; link < window.counts().links().length; link++) {
                if (routes.linkEdges().get(link).equals(topology.edges().get(edge))) {
                    double load = percent(window.counts().links()[link], edge);
                    if (routes.isUp(link)) {
                        up = load;
                    } else {
                        down = load;
                    }
                }
            }
            return (up > 0 ? ", up " + Figures.fixed(up, 1) + " %" : "")
                    + (down > 0 ? ", down " + Figures.fixed(down, 1) + " %" : "");
        }

        private double percent(long[] counters, int edge) {
            LinkRate rate = LinkRate.tlp(topology.edges().get(edge).link());
            double carried = (double) window.windowPs() * rate.numerator() / rate.denominator();
            return 100 * counters[PortCounter.WIRE_BYTES] / carried;
        }

        private String outcomes(int hop) {
            CounterSnapshot counts = window.counts();
            long[] sums = paths.byOutcome(hop, counts.flows().workloadOfFlow().length);
            StringBuilder text = new StringBuilder();
            for (int outcome = 0; outcome < HintOutcome.COUNT; outcome++) {
                if (sums[outcome] > 0) {
                    text.append(text.length() == 0 ? "" : ", ")
                            .append(HintOutcome.ofCode(outcome).label())
                            .append(' ')
                            .append(sums[outcome]);
                }
            }
            return text.toString();
        }
    }
}
