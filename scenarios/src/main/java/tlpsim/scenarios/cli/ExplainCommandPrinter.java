package tlpsim.scenarios.cli;

import java.util.ArrayList;
import java.util.List;
import tlpsim.scenarios.config.Direction;
import tlpsim.scenarios.config.ExpectConfig;
import tlpsim.scenarios.config.MeasureConfig;
import tlpsim.scenarios.config.VariantConfig;
import tlpsim.scenarios.config.WorkloadConfig;
import tlpsim.scenarios.result.ExpectationText;
import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.result.Steadiness;
import tlpsim.scenarios.schema.KeyDeclaration;
import tlpsim.scenarios.wiring.PeerWay;

/** The text form of an explanation. */
final class ExplainCommandPrinter {
    private static final double PS_PER_NS = 1e3;
    private static final double PS_PER_MS = 1e9;
    private static final double KIB = 1024;
    private static final double MIB = 1024 * 1024;

    private final ExplainCommandReport report;
    private final StringBuilder text = new StringBuilder();

    private ExplainCommandPrinter(ExplainCommandReport report) {
        this.report = report;
    }

    static String text(ExplainCommandReport report) {
        ExplainCommandPrinter printer = new ExplainCommandPrinter(report);
        printer.print();
        return printer.text.toString();
    }

    /** Left-aligned columns, two spaces apart; the last one is not padded. */
    static String columns(List<List<String>> rows, String indent) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns - 1; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < columns - 1; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            text.append(line.append(row.get(columns - 1)).toString().stripTrailing())
                    .append('\n');
        }
        return text.toString();
    }

    private void print() {
        String question = report.scenario().config().question();
        text.append(report.scenario().config().name())
                .append(question.isEmpty() ? "" : ": " + question)
                .append('\n');
        text.append("hash ").append(report.scenario().hash()).append('\n');
        for (VariantConfig variant : report.scenario().config().variants()) {
            text.append("variant ")
                    .append(variant.id())
                    .append(": ")
                    .append(String.join(", ", variant.set()))
                    .append('\n');
        }
        for (ExpectConfig expect : report.scenario().config().expect()) {
            text.append("expected ").append(expect.id()).append(": ").append(new ExpectationText(expect).statement());
            text.append('\n');
        }
        values();
        flows();
        paths();
        links();
        memory();
        warmUp();
    }

    private void values() {
        text.append("\nvalues (! rests on no source)\n");
        List<List<String>> rows = new ArrayList<>();
        for (ExplainCommandValue value : report.values()) {
            String basis = value.status().isEmpty()
                    ? ""
                    : " (" + value.status() + (value.source().isEmpty() ? "" : ": " + value.source()) + ")";
            rows.add(List.of(value.isUnsourced() ? "!" : " ", value.path(), value.text(), value.origin() + basis));
        }
        text.append(columns(rows, ""));
        long unsourced = report.values().stream()
                .filter(ExplainCommandValue::isUnsourced)
                .count();
        if (unsourced > 0) {
            text.append(unsourced).append(" values rest on no source\n");
        }
    }

    private void flows() {
        text.append("\nflows (what becomes of each hint; the sample is the first queue)\n");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("FLOW", "QUEUES", "TARGET", "HINT", "TAG OF", "ST MODE", "TABLE", "SAMPLE", "OUTCOME", "WHY"));
        for (ExplainCommandFlow flow : report.flows()) {
            rows.add(List.of(
                    flow.workload() + "." + flow.kind(),
                    flow.queues(),
                    flow.target(),
                    flow.hint(),
                    flow.tagSource(),
                    flow.mode(),
                    flow.table(),
                    sample(flow.sample()),
                    flow.outcome(),
                    flow.why()));
        }
        text.append(columns(rows, "  "));
        for (WorkloadConfig workload : report.scenario().config().workloads()) {
            if (workload.direction() == Direction.REPLAY) {
                text.append("  ")
                        .append(workload.id())
                        .append(": hints come from the capture, ")
                        .append(KeyDeclaration.spelling(
                                workload.behaviour().replay().retag()))
                        .append('\n');
            }
        }
    }

    private static String sample(ExplainCommandFlow.Sample sample) {
        StringBuilder line = new StringBuilder("queue " + sample.queue() + ", core " + sample.core());
        if (sample.entry() >= 0) {
            line.append(", entry ").append(sample.entry()).append(sample.hasEntry() ? "" : " (absent)");
        }
        if (sample.tag() >= 0) {
            line.append(", tag 0x").append(Integer.toHexString(sample.tag()));
            line.append(sample.namespace().isEmpty() ? "" : " " + sample.namespace());
        }
        return line.toString();
    }

    private void paths() {
        text.append("\npaths (one way: links, switches and root complex, without waiting and serialisation)\n");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("WORKLOAD", "QUEUES", "KINDS", "PATH", "LINKS", "ONE WAY", "SUPPORT", "TAG FROM"));
        for (ExplainCommandPath path : report.paths()) {
            rows.add(List.of(
                    path.workload(),
                    path.queues(),
                    String.join(", ", path.kinds()),
                    String.join(" > ", path.way()),
                    String.join(" > ", path.links()),
                    ns(path.latencyPs()),
                    path.support(),
                    path.tag()));
        }
        text.append(columns(rows, "  "));
        peerWays();
    }

    private void peerWays() {
        if (report.peerWays().isEmpty()) {
            return;
        }
        text.append("\npeer-to-peer (what the kernel says, where a write turns, what is left of its hint)\n");
        List<List<String>> rows = new ArrayList<>();
        for (PeerWay way : report.peerWays()) {
            rows.add(List.of(way.flow(), "to " + way.peer(), way.sentence()));
        }
        text.append(columns(rows, "  "));
    }

    private void links() {
        text.append("\nlinks (Gbit/s; writes with 64-bit addresses, no prefix)\n");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("PORT", "LINK", "MPS", "RAW", "TLP LAYER", "64 B WRITES", "MPS WRITES"));
        for (ExplainCommandLink link : report.links()) {
            rows.add(List.of(
                    link.port(),
                    link.link().label(),
                    link.link().mpsBytes() + " B",
                    gbps(link.full().rawGbps().doubleValue()),
                    gbps(link.tlpGbps().doubleValue()),
                    gbps(link.line64().writeEffectiveGbps().doubleValue()),
                    gbps(link.full().writeEffectiveGbps().doubleValue())));
        }
        text.append(columns(rows, "  "));
        text.append("\nlook-ahead of the two processes (at least 1 ns per loop)\n");
        for (ExplainCommandLink link : report.links()) {
            lookAhead(link.port(), link.minForwardPs(), link.minReturnPs(), link.lookAheadPs());
        }
        for (ExplainCommandPath.LookAhead peer : report.lookAheads()) {
            lookAhead(peer.peer(), peer.forwardPs(), peer.returnPs(), peer.sumPs());
        }
    }

    private void lookAhead(String receiver, long forwardPs, long returnPs, long sumPs) {
        text.append("  ")
                .append(receiver)
                .append(": forward ")
                .append(ns(forwardPs))
                .append(" + return ")
                .append(ns(returnPs))
                .append(" = ")
                .append(ns(sumPs))
                .append('\n');
    }

    private static String gbps(double value) {
        return Figures.fixed(value, 2);
    }

    private static String ns(long ps) {
        return Figures.fixed(ps / PS_PER_NS, 3) + " ns";
    }

    private void memory() {
        ExplainCommandFootprint footprint = report.footprint();
        text.append("\nmemory\n");
        text.append("  simulated: ")
                .append(footprint.simulatedLines())
                .append(" lines, ")
                .append(size(footprint.simulatedLines() * 64))
                .append("; the pages of replayed captures come on top\n");
        for (ExplainCommandFootprint.Rings rings : footprint.rings()) {
            text.append("  ")
                    .append(rings.workload())
                    .append(": posted buffers ")
                    .append(size(rings.postedBytes()))
                    .append(", of which data occupies ")
                    .append(size(rings.writtenBytes()))
                    .append("; completion entries ")
                    .append(size(rings.completionBytes()))
                    .append("; descriptors ")
                    .append(size(rings.descriptorBytes()))
                    .append('\n');
        }
        long written = footprint.writtenBytes();
        String inDomains = footprint.domains() == 1 ? "" : " in " + footprint.domains() + " domains";
        text.append("  data F = ")
                .append(size(written))
                .append(" against I/O ways C = ")
                .append(size(footprint.ioWayBytes()))
                .append(inDomains)
                .append(" (F/C ")
                .append(ratio(written, footprint.ioWayBytes()))
                .append("), LLC ")
                .append(size(footprint.llcBytes()))
                .append(" (F/C ")
                .append(ratio(written, footprint.llcBytes()))
                .append("): ")
                .append(regime(footprint))
                .append('\n');
        text.append("  busiest core ")
                .append(footprint.busiestCore())
                .append(": data and completion entries ")
                .append(size(footprint.coreBytes()))
                .append(" against its L2 of ")
                .append(size(footprint.l2Bytes()))
                .append(" (")
                .append(ratio(footprint.coreBytes(), footprint.l2Bytes()))
                .append(")\n");
    }

    private String regime(ExplainCommandFootprint footprint) {
        if (!report.scenario().config().platform().deviceWrites().dca()) {
            return "untagged writes go to memory (platform.device-writes.dca is false)";
        }
        long written = footprint.writtenBytes();
        if (written > footprint.llcBytes()) {
            return "more than the LLC holds: untagged writes leak";
        }
        if (written > footprint.ioWayBytes()) {
            return "more than the I/O ways hold: untagged writes miss unless cores bring lines back";
        }
        return "the I/O ways hold it, set conflicts apart";
    }

    private static String ratio(long part, long whole) {
        return whole == 0 ? "-" : Figures.fixed((double) part / whole, 2);
    }

    private static String size(long bytes) {
        return bytes >= MIB ? Figures.fixed(bytes / MIB, 2) + " MiB" : Figures.fixed(bytes / KIB, 2) + " KiB";
    }

    private void warmUp() {
        MeasureConfig measure = report.scenario().config().measure();
        text.append("\nwarm-up\n");
        if (!measure.warmUp().auto()) {
            text.append("  fixed: ")
                    .append(Figures.fixed(measure.warmUp().timePs() / PS_PER_MS, 3))
                    .append(" ms\n");
        }
        for (ExplainCommandTraffic traffic : report.warmUps()) {
            text.append("  ").append(traffic.workload()).append(": ");
            if (traffic.slowest() < 0) {
                text.append("no estimate: it receives no packets\n");
                continue;
            }
            text.append("about ")
                    .append(Figures.fixed(traffic.turnPs() / PS_PER_MS, 3))
                    .append(" ms until the ring of queue ")
                    .append(traffic.slowest())
                    .append(", the slowest of ")
                    .append(traffic.activeQueues())
                    .append(" active ones, has turned ")
                    .append(Steadiness.REVOLUTIONS)
                    .append(" times (from ")
                    .append(traffic.packets())
                    .append(" packets of ")
                    .append(Figures.fixed(traffic.meanBytes(), 1))
                    .append(" B in the mean)\n");
        }
        if (measure.warmUp().auto()) {
            text.append("  auto: at least that, and at least one window of ")
                    .append(Figures.fixed(measure.windowPs() / PS_PER_MS, 3))
                    .append(" ms; doubled, at most twice, while the window is not steady\n");
        }
    }
}
