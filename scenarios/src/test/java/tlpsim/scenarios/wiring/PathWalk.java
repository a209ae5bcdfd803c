package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.fabric.Topology;
import tlpsim.core.link.LinkRate;
import tlpsim.core.link.WireLayout;
import tlpsim.core.path.AcsPort;
import tlpsim.core.path.Crossing;
import tlpsim.core.path.PortForm;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tlp.TlpLayout;
import tlpsim.scenarios.config.FabricTree;
import tlpsim.scenarios.config.WorkloadConfig;
import tlpsim.scenarios.wiring.TappedRun.End;

/**
 * Sends the header of one TLP along its way by hand, from the names of the elements on it: which links it takes, with how many bytes on each, and where it
 * ends.
 */
final class PathWalk {
    private static final int STARTS = -1;

    private final FabricPlan plan;
    private final Topology topology;
    private final List<Leg> legs = new ArrayList<>();
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[TlpRecordLayout.RECORD_BYTES]);
    private int lostAt;

    /**
     * One link of the way.
     *
     * @param from        name of the element at its start
     * @param link        directed link of the network, or {@link #STARTS} for that on which the request starts
     * @param headerBytes prefixes included
     */
    record Leg(String from, int link, Topology.Edge edge, int headerBytes, int payloadBytes) {
        boolean isStart() {
            return link == STARTS;
        }

        int wireBytes() {
            return WireLayout.wireBytes(
                    edge.link().flit(),
                    headerBytes,
                    payloadBytes,
                    0,
                    edge.link().ecrc());
        }

        /** Time on the wire, rounded down. */
        long durationPs() {
            LinkRate rate = LinkRate.tlp(edge.link());
            return Math.floorDiv(wireBytes() * rate.denominator(), rate.numerator());
        }
    }

    PathWalk(FabricPlan plan) {
        this.plan = plan;
        this.topology = plan.topology();
    }

    /** Walks; the results stay until the next walk. */
    PathWalk walk(WorkloadConfig workload, int destination, End end) {
        legs.clear();
        lostAt = 0;
        byte[] emitted = HexFormat.of().parseHex(end.emitted());
        record.setMemory(0, TlpRecordLayout.RECORD_BYTES, (byte) 0);
        record.putBytes(TlpRecordLayout.EMITTED, emitted);
        record.putByte(TlpRecordLayout.EMITTED_BYTES, (byte) emitted.length);
        record.putByte(TlpRecordLayout.FLAGS, (byte) (end.flags() & ~TlpRecordLayout.FLAG_DELIVERED_FLIT));
        TlpFlyweight tlp = new TlpFlyweight();
        tlp.wrap(record, TlpRecordLayout.EMITTED, emitted.length, end.isFlit());
        List<String> names = plan.path(workload, destination, tlp.at() == TlpLayout.AT_TRANSLATED);
        int node = plan.nodeOf(workload);
        Topology.Edge in = topology.edges().get(topology.nodes().get(node).edge());
        legs.add(new Leg(names.get(0), STARTS, in, emitted.length, end.payloadBytes()));
        for (int at = 1; at < names.size() - 1; at++) {
            String name = names.get(at);
            String next = names.get(at + 1);
            if (next.equals("host")) {
                return this;
            }
            if (isRootPort(name) && isRootPort(next)) {
                continue;
            }
            int link = link(name, next);
            Topology.Edge out = plan.routes().linkEdges().get(link);
            boolean fromRoot = isRootPort(name);
            boolean down = !plan.routes().isUp(link);
            boolean cameUp = fromRoot || in.upper() == nodeOf(name);
            PortForm ingress = cameUp ? in.upperPort() : in.lowerPort();
            PortForm egress = down ? out.upperPort() : out.lowerPort();
            int hop = plan.elementNames().indexOf(name);
            int receiver = plan.elementNames().indexOf(names.get(at - 1));
            Crossing crossing = fromRoot
                    ? Crossing.ofRootComplex(ingress, egress, topology.policy(), receiver, hop)
                    : Crossing.ofSwitch(ingress, egress, hop);
            if (!crossing.apply(record, 0)) {
                lostAt = record.getByte(TlpRecordLayout.HOP) & 0xFF;
                return this;
            }
            legs.add(new Leg(name, link, out, headerBytes(), end.payloadBytes()));
            in = out;
        }
        String last = names.get(names.size() - 1);
        boolean atTarget = last.equals("host")
                || plan.peers().stream().anyMatch(peer -> peer.id().equals(last));
        if (!atTarget) {
            refuse(last, in.upperPort(), workload, destination);
        }
        return this;
    }

    /** By the port that received it last, which is the upper end of the link: from above nothing is refused. */
    private void refuse(String name, PortForm ingress, WorkloadConfig workload, int destination) {
        FabricTree tree = plan.tree();
        String target =
                destination == 0 ? "host" : plan.peers().get(destination - 1).id();
        AcsPort.Route route = tree.refusal(tree.endpoint(workload.device()).orElseThrow(), target)
                .orElseThrow();
        HintOutcome outcome =
                route == AcsPort.Route.VIOLATION ? HintOutcome.ACS_VIOLATION : HintOutcome.UNSUPPORTED_REQUEST;
        int hop = plan.elementNames().indexOf(name);
        boolean passed =
                Crossing.refusing(ingress, isRootPort(name), outcome, hop).apply(record, 0);
        assert !passed;
        lostAt = record.getByte(TlpRecordLayout.HOP) & 0xFF;
    }

    private int headerBytes() {
        int delivered = record.getByte(TlpRecordLayout.DELIVERED_BYTES);
        return delivered > 0 ? delivered : record.getByte(TlpRecordLayout.EMITTED_BYTES);
    }

    private boolean isRootPort(String name) {
        for (int port = 0; port < topology.rootPorts(); port++) {
            if (topology.edges().get(port).name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private int nodeOf(String name) {
        for (int node = 1; node < topology.nodes().size(); node++) {
            if (topology.nodes().get(node).name().equals(name)) {
                return node;
            }
        }
        throw new AssertionError("no element " + name);
    }

    /** The directed link from one element to the next: up the edge of the first where the second is above it, else down that of the second. */
    private int link(String from, String to) {
        boolean up = isRootPort(to)
                || !isRootPort(from)
                        && topology.edges()
                                        .get(topology.nodes().get(nodeOf(from)).edge())
                                        .upper()
                                == nodeOf(to);
        int edge = topology.nodes().get(nodeOf(up ? from : to)).edge();
        List<Topology.Edge> edges = plan.routes().linkEdges();
        for (int link = 0; link < edges.size(); link++) {
            if (plan.routes().isUp(link) == up
                    && edges.get(link).equals(topology.edges().get(edge))) {
                return link;
            }
        }
        throw new AssertionError("no link from " + from + " to " + to);
    }

    /** The links taken, that on which the request starts first. */
    List<Leg> legs() {
        return legs;
    }

    Leg lastLeg() {
        return legs.get(legs.size() - 1);
    }

    /** Number of the element that ended it, or 0. */
    int lostAt() {
        return lostAt;
    }

    int hop() {
        return record.getByte(TlpRecordLayout.HOP) & 0xFF;
    }

    HintOutcome outcome() {
        return HintOutcome.ofCode(record.getByte(TlpRecordLayout.OUTCOME));
    }

    /** The header at the end of the way, in hexadecimal. */
    String header() {
        int at = record.getByte(TlpRecordLayout.DELIVERED_BYTES) > 0
                ? TlpRecordLayout.DELIVERED
                : TlpRecordLayout.EMITTED;
        byte[] copy = new byte[headerBytes()];
        record.getBytes(at, copy);
        return HexFormat.of().formatHex(copy);
    }
}
