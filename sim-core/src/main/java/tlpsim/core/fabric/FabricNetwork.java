package tlpsim.core.fabric;

import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.path.Crossing;
import tlpsim.core.pipeline.EventHeap;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.pipeline.TlpRing;
import tlpsim.core.telemetry.DigestChain;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tlp.TlpLayout;

/**
 * What lies between the links on which requests start and the completers: switches, the root complex between root ports, and their links.
 *
 * <p>A request comes to the receive buffer of a port, waits there its turn and the element's latency, goes to its egress, waits there for posted credits and
 * for the link, and so on. Each element does to its header what {@link Crossing} says; what it ends comes out as a record with that outcome. Events run in
 * key order; the caller runs one only when nothing earlier can come any more.
 *
 * <p>Cut-through: a request may leave a switch before its last byte is in it, where the egress is not faster than that. Its place in the buffer is free when
 * its first symbol leaves. Non-posted requests and completions need no credits. Owned by the Source process.
 */
public final class FabricNetwork {
    private static final int RANK_FEEDBACK = 0;
    private static final int RANK_LINK = 1;
    private static final int RANK_COMPLETER = 2;
    private static final int DATA_UNIT_BYTES = 16;

    private final RouteTable routes;
    private final DirectedLink[] links;
    private final IngressQueue[] ingresses;
    private final long[] latencyPs;
    private final long[] returnPs;
    /** By ingress: the port whose requests start there, or -1. */
    private final UpstreamPort[] feedingPort;
    /** By ingress: the directed link that ends there, or -1. */
    private final int[] feedingLink;
    /** By directed link: the ingress at its end, or -1. */
    private final int[] ingressBehind;

    private final long leastReturnPs;
    private final long leastDeliveryPs;
    private final RecordPool pool = new RecordPool();
    private final EventHeap events = new EventHeap(256);
    private final EventHeap outputs = new EventHeap(256);
    private final TlpFlyweight tlp = new TlpFlyweight();
    private final LostRead lostReads;
    /** The ingress whose requests are being looked at, or -1. */
    private int advancing = -1;

    private int stalledLinks;
    private int atHost;
    private long sequence;
    private long digest = DigestChain.start();

    /** Is told of a read that an element ended, which gets a completion with status UR. */
    @FunctionalInterface
    public interface LostRead {
        /**
         * @param node  that ended it
         * @param queue whose read it was
         */
        void onLostRead(long timePs, int node, int queue, long unit);
    }

    FabricNetwork(RouteTable routes, DirectedLink[] links, UpstreamPort[] portOfEdge, LostRead lostReads) {
        this.routes = routes;
        this.links = links;
        this.lostReads = lostReads;
        int count = routes.ingresses();
        ingresses = new IngressQueue[count];
        latencyPs = new long[count];
        returnPs = new long[count];
        feedingPort = new UpstreamPort[count];
        feedingLink = new int[count];
        ingressBehind = new int[links.length];
        java.util.Arrays.fill(feedingLink, -1);
        long shortestReturnPs = Long.MAX_VALUE;
        int edges = count / 2;
        Topology topology = routes.topology();
        for (int ingress = 0; ingress < count; ingress++) {
            ingresses[ingress] = new IngressQueue(pool);
            Topology.Edge edge = topology.edges().get(ingress % edges);
            boolean upperEnd = ingress < edges;
            returnPs[ingress] = upperEnd ? edge.up().returnPs() : edge.down().returnPs();
            shortestReturnPs = Math.min(shortestReturnPs, returnPs[ingress]);
            int node = upperEnd ? edge.upper() : routes.switchBelow(ingress - edges);
            latencyPs[ingress] = node < 0 ? 0 : routes.latencyPs(node);
            if (upperEnd) {
                feedingPort[ingress] = portOfEdge[ingress];
            }
        }
        leastReturnPs = shortestReturnPs;
        long shortestDeliveryPs = Long.MAX_VALUE;
        for (int link = 0; link < routes.links(); link++) {
            int edge = routes.edgeOf(link);
            boolean terminal = routes.isUp(link) ? routes.isTerminal(edge) : !topology.leadsToSwitch(edge);
            ingressBehind[link] = terminal ? -1 : routes.ingressBehind(link);
            if (terminal) {
                shortestDeliveryPs = Math.min(shortestDeliveryPs, links[link].propagationPs());
            } else {
                feedingLink[ingressBehind[link]] = link;
            }
        }
        boolean anyMixed = false;
        for (int port = 0; port < topology.rootPorts(); port++) {
            anyMixed |= routes.isMixed(port);
        }
        leastDeliveryPs = anyMixed ? 0 : shortestDeliveryPs;
    }

    /** Earliest event inside, or {@link Long#MAX_VALUE}. */
    long headPs() {
        return events.headPs();
    }

    /** A credit return that is not yet known takes effect here no earlier than this. */
    long creditBoundPs(long memoryPromisePs) {
        long bound = nextInsidePs(memoryPromisePs);
        return bound == Long.MAX_VALUE ? bound : bound + leastReturnPs;
    }

    /** Nothing happens inside before this, apart from what comes in from ports. */
    long nextInsidePs(long memoryPromisePs) {
        boolean waitsForMemory = stalledLinks > 0 || atHost > 0;
        return waitsForMemory ? Math.min(events.headPs(), memoryPromisePs) : events.headPs();
    }

    /** From an event inside to the arrival at a completer it takes at least this long. */
    long leastDeliveryPs() {
        return leastDeliveryPs;
    }

    /** Arrival of the earliest request that is on its way to a completer, or {@link Long#MAX_VALUE}. */
    long outputPs() {
        return outputs.headPs();
    }

    /** Receiving port of that request. */
    int outputReceiver() {
        return outputs.headComponent();
    }

    /** Copies that request into the ring, which has room. */
    void forwardOutput(TlpRing ring) {
        int slot = (int) outputs.headPayload();
        outputs.removeHead();
        ring.writeBuffer()
                .putBytes(ring.writeOffset(), pool.records, RecordPool.offset(slot), TlpRecordLayout.RECORD_BYTES);
        ring.append();
        pool.release(slot);
    }

    /** Feedback of a completer: credits of the directed link that ends at it. */
    void addCredits(int link, long effectivePs, long amounts) {
        events.addInOrder(
                effectivePs,
                RANK_FEEDBACK,
                link,
                sequence++,
                NetworkEvent.credits(FeedbackLayout.creditHeaders(amounts), FeedbackLayout.creditDataUnits(amounts)));
    }

    /** Feedback of the host: it has accepted {@code count} requests of a root port since the start. */
    void accepted(int rootPort, long effectivePs, long count) {
        events.addInOrder(
                effectivePs,
                RANK_FEEDBACK,
                links.length + rootPort,
                sequence++,
                NetworkEvent.of(NetworkEvent.ACCEPT, count));
    }

    /** The oldest request of a port comes in. */
    void enter(UpstreamPort port, int edge) {
        int slot = pool.take();
        long firstPs = port.headSymbolPs();
        pool.lastBytePs[slot] = port.headArrivalPs();
        port.takeHead(pool.records, RecordPool.offset(slot));
        pool.way[slot] = way(slot);
        arrive(edge, slot, firstPs);
    }

    private int way(int slot) {
        int offset = RecordPool.offset(slot);
        UnsafeBuffer records = pool.records;
        boolean flit = (records.getByte(offset + TlpRecordLayout.FLAGS) & TlpRecordLayout.FLAG_FLIT) != 0;
        tlp.wrap(
                records,
                offset + TlpRecordLayout.EMITTED,
                records.getByte(offset + TlpRecordLayout.EMITTED_BYTES),
                flit);
        return routes.way(PeerWindow.peerOf(tlp.address()) + 1, tlp.at() == TlpLayout.AT_TRANSLATED);
    }

    /** Runs the earliest event. */
    void runHead() {
        long timePs = events.headPs();
        int component = events.headComponent();
        long event = events.headPayload();
        events.removeHead();
        switch (NetworkEvent.type(event)) {
            case NetworkEvent.ARRIVE -> arrive(component, (int) NetworkEvent.payload(event), timePs);
            case NetworkEvent.READY -> advance((int) NetworkEvent.payload(event), timePs);
            case NetworkEvent.DEPART -> {
                int slot = (int) NetworkEvent.payload(event);
                int ingress = pool.ingress[slot];
                depart(slot, timePs);
                advance(ingress, timePs);
            }
            case NetworkEvent.CREDIT -> credit(component, event, timePs);
            default -> accept(component - links.length, NetworkEvent.payload(event), timePs);
        }
    }

    private void credit(int link, long event, long timePs) {
        links[link].addCredits(NetworkEvent.headers(event), NetworkEvent.dataUnits(event));
        if (links[link].hasWaiting()) {
            stalledLinks--;
            serve(link, timePs);
        }
    }

    private void accept(int rootPort, long count, long timePs) {
        int ingress = rootPort;
        while (ingresses[ingress].hasAccepted(count)) {
            int slot = ingresses[ingress].takeAccepted();
            atHost--;
            depart(slot, timePs);
            pool.release(slot);
        }
        advance(ingress, timePs);
    }

    private void arrive(int ingress, int slot, long firstPs) {
        int way = pool.way[slot];
        pool.ingress[slot] = ingress;
        int egress = routes.egress(ingress, way);
        pool.egress[slot] = egress;
        Crossing crossing = routes.crossing(ingress, way);
        pool.lost[slot] = crossing != null && !crossing.apply(pool.records, RecordPool.offset(slot));
        pool.records.putShort(RecordPool.offset(slot) + TlpRecordLayout.PORT, (short) routes.receiver(ingress, way));
        long readyPs = firstPs + latencyPs[ingress];
        if (egress == RouteTable.TO_HOST) {
            readyPs = pool.lastBytePs[slot];
        } else if (!pool.lost[slot]) {
            long durationPs = links[egress].durationPs(pool.headerBytes(slot), pool.payloadBytes(slot));
            readyPs = Math.max(readyPs, pool.lastBytePs[slot] - durationPs);
        }
        ingresses[ingress].add(slot, readyPs);
        advance(ingress, firstPs);
    }

    /** Lets requests of an ingress go to their egress, as far as order and time allow. */
    private void advance(int ingress, long nowPs) {
        advancing = ingress;
        letJoin(ingress, nowPs);
        advancing = -1;
    }

    private void letJoin(int ingress, long nowPs) {
        IngressQueue queue = ingresses[ingress];
        // As it is now: the last one that may pass others may leave on the way through the queue.
        boolean bypassing = queue.hasBypassing();
        for (int position = queue.firstWaiting(); position != queue.end(); position++) {
            if (queue.hasJoined(position)) {
                continue;
            }
            int slot = queue.slotAt(position);
            if (pool.eligiblePs[slot] > nowPs) {
                announce(ingress, slot);
                return;
            }
            if (bypassing ? queue.mayPass(position) : queue.mayFollow(position)) {
                queue.join(slot);
                goToEgress(queue, slot, nowPs);
            } else if (!bypassing) {
                return;
            }
        }
    }

    private void announce(int ingress, int slot) {
        if (!pool.announced[slot]) {
            pool.announced[slot] = true;
            events.add(
                    pool.eligiblePs[slot],
                    RANK_LINK,
                    ingresses.length + ingress,
                    NetworkEvent.of(NetworkEvent.READY, ingress));
        }
    }

    private void goToEgress(IngressQueue queue, int slot, long nowPs) {
        pool.joinedPs[slot] = nowPs;
        if (pool.lost[slot]) {
            end(slot, nowPs);
        } else if (pool.egress[slot] == RouteTable.TO_HOST) {
            pool.holders[slot]++;
            queue.giveToHost(slot);
            atHost++;
            output(slot, nowPs);
        } else {
            int link = pool.egress[slot];
            boolean first = !links[link].hasWaiting();
            links[link].enqueue(slot);
            if (first) {
                serve(link, nowPs);
            }
        }
    }

    /** An element ends the request. It is reported as late as the quickest delivery would be, so that reports keep the order of arrivals. */
    private void end(int slot, long nowPs) {
        int ingress = pool.ingress[slot];
        depart(slot, nowPs);
        digest = DigestChain.mix(DigestChain.mix(digest, nowPs), pool.queue(slot));
        if (pool.payloadBytes(slot) == 0) {
            lostReads.onLostRead(nowPs, nodeOf(ingress), pool.queue(slot), pool.unit(slot));
        }
        output(slot, nowPs + leastDeliveryPs);
    }

    private int nodeOf(int ingress) {
        int edges = ingresses.length / 2;
        return ingress < edges ? routes.topology().edges().get(ingress).upper() : routes.switchBelow(ingress - edges);
    }

    private void output(int slot, long arrivalPs) {
        int offset = RecordPool.offset(slot);
        pool.records.putLong(offset + TlpRecordLayout.ARRIVAL_PS, arrivalPs);
        outputs.add(arrivalPs, RANK_COMPLETER, pool.records.getShort(offset + TlpRecordLayout.PORT), slot);
    }

    private void serve(int link, long nowPs) {
        DirectedLink out = links[link];
        while (out.hasWaiting()) {
            int slot = out.firstWaiting();
            if (!out.takeCredits(pool.payloadBytes(slot))) {
                stalledLinks++;
                return;
            }
            out.removeFirst();
            send(link, slot, nowPs);
        }
    }

    private void send(int link, int slot, long nowPs) {
        DirectedLink out = links[link];
        int headerBytes = pool.headerBytes(slot);
        int offset = RecordPool.offset(slot);
        int at = pool.records.getByte(offset + TlpRecordLayout.DELIVERED_BYTES) > 0
                ? TlpRecordLayout.DELIVERED
                : TlpRecordLayout.EMITTED;
        long key = pool.records.getLong(offset + at);
        long arrivalPs =
                out.send(nowPs, pool.joinedPs[slot], headerBytes, prefixBytes(slot), pool.payloadBytes(slot), key);
        long firstPs = out.sentFirstSymbolPs();
        long startPs = firstPs - out.propagationPs();
        pool.lastBytePs[slot] = arrivalPs;
        if (ingressBehind[link] < 0) {
            output(slot, arrivalPs);
        } else {
            events.add(firstPs, RANK_LINK, ingressBehind[link], NetworkEvent.of(NetworkEvent.ARRIVE, slot));
        }
        if (startPs > nowPs) {
            events.add(startPs, RANK_LINK, 2 * ingresses.length + link, NetworkEvent.of(NetworkEvent.DEPART, slot));
        } else {
            departNow(slot, nowPs);
        }
    }

    /** Requests behind it may go now; those of the ingress that is being looked at come next anyway. */
    private void departNow(int slot, long nowPs) {
        int ingress = pool.ingress[slot];
        depart(slot, nowPs);
        if (ingress != advancing) {
            events.add(nowPs, RANK_LINK, ingresses.length + ingress, NetworkEvent.of(NetworkEvent.READY, ingress));
        }
    }

    /** DWs beyond the base header, which is known from the type. */
    private int prefixBytes(int slot) {
        int offset = RecordPool.offset(slot);
        int header = pool.headerBytes(slot);
        int emitted = pool.records.getByte(offset + TlpRecordLayout.EMITTED_BYTES);
        return pool.records.getByte(offset + TlpRecordLayout.PREFIX_BYTES) + header - emitted;
    }

    /** The request's place in its receive buffer is free: its credits go back to the sender. */
    private void depart(int slot, long nowPs) {
        int ingress = pool.ingress[slot];
        ingresses[ingress].depart(slot);
        int payloadBytes = pool.payloadBytes(slot);
        if (payloadBytes == 0) {
            return;
        }
        int units = (payloadBytes + DATA_UNIT_BYTES - 1) / DATA_UNIT_BYTES;
        long effectivePs = nowPs + returnPs[ingress];
        if (feedingPort[ingress] != null) {
            feedingPort[ingress].addCredits(effectivePs, FeedbackLayout.credits(1, units));
        } else {
            events.addInOrder(
                    effectivePs, RANK_FEEDBACK, feedingLink[ingress], sequence++, NetworkEvent.credits(1, units));
        }
    }

    /** Requests in the network now. */
    int inside() {
        int count = 0;
        for (IngressQueue queue : ingresses) {
            count += queue.length();
        }
        return count;
    }

    long digest() {
        long chain = digest;
        for (DirectedLink link : links) {
            chain = DigestChain.mix(chain, link.digest());
        }
        return chain;
    }

    /** Directed links by number; see {@link RouteTable}. */
    public DirectedLink[] links() {
        return links;
    }

    void describe(StringBuilder text) {
        text.append("  network: eventsPs=")
                .append(events.headPs())
                .append(", outputsPs=")
                .append(outputs.headPs())
                .append(", inside=")
                .append(inside())
                .append(", stalledLinks=")
                .append(stalledLinks)
                .append(", atHost=")
                .append(atHost)
                .append('\n');
        for (int link = 0; link < links.length; link++) {
            text.append("  link ").append(link).append(": ");
            links[link].describe(text);
        }
    }
}
