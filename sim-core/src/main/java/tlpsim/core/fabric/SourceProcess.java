package tlpsim.core.fabric;

import tlpsim.core.pipeline.EventHeap;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.pipeline.Promise;
import tlpsim.core.pipeline.SimulationAgent;
import tlpsim.core.pipeline.TlpRing;
import tlpsim.core.telemetry.DigestChain;

/**
 * The Source process: devices, their queues and buffers, links, credit counters.
 *
 * <p>Two agendas. Work (packet arrivals, timers) runs ahead as far as each decision allows; feedback (doorbells, completions) is applied in key
 * order once no earlier feedback can come. A work event runs before feedback that precedes it in time only if its device calls it safe, that is, if both
 * orders have the same effect; nothing else ever depends on how far the other process happens to be.
 */
public final class SourceProcess implements SimulationAgent, SourceAgenda {
    private static final int RANK_FEEDBACK = 0;
    private static final int RANK_WORK = 4;
    private static final int EVENTS_PER_DUTY = 512;
    private static final int FEEDBACK_PER_DUTY = 1024;
    private final TlpRing ring;
    private final MessageRing feedback;
    /** What devices observe, or null. */
    private final MessageRing observations;

    private final Promise sourcePromise;
    private final Promise memoryPromise;
    private final Fabric fabric;
    private final UpstreamPort[] ports;
    /** Between ports and completers; null where there is nothing. */
    private final FabricNetwork network;

    private final DeviceModel[] devices;
    private final int[] deviceOfQueue;

    private final EventHeap work = new EventHeap(64);
    private final EventHeap inbound = new EventHeap(256);
    /** Kind, queue, payload, way and last byte of inbound events, by slot; free slots form a list. The component of an event is how far it has come. */
    private long[] inboundHeads = new long[256];

    private int[][] inboundRoutes = new int[256][];
    private long[] inboundLastPs = new long[256];

    private long[] inboundPayloads = new long[256];
    /** Word 3 of the message. */
    private long[] inboundExtras = new long[256];
    /** That of the message at hand. */
    private long extra;

    private int[] inboundFree = new int[256];
    private int inboundFreeCount;

    /** Messages are received in the order in which Memory's events, in key order, sent them. */
    private long receivedSequence;

    private long inboundSequence;
    /** Apart from the others, so that no key of a run without lost reads depends on it. */
    private long lostSequence = 1L << 34;

    private long lastPromisePs;
    /** No request that is not in the network yet enters it before this. */
    private long enterBoundPs;

    private long endPs;
    private long digest = DigestChain.start();
    private boolean done;

    public SourceProcess(SourceEdges edges, Fabric fabric, DeviceModel[] devices, int[] deviceOfQueue) {
        this.ring = edges.forward();
        this.feedback = edges.feedback();
        this.observations = edges.observations();
        this.sourcePromise = edges.sourcePromise();
        this.memoryPromise = edges.memoryPromise();
        this.fabric = fabric;
        this.ports = fabric.ports;
        this.devices = devices;
        this.deviceOfQueue = deviceOfQueue;
        this.network = fabric.network(this::onLostRead);
        for (int slot = inboundFree.length - 1; slot >= 0; slot--) {
            inboundFree[inboundFreeCount++] = slot;
        }
        for (DeviceModel device : devices) {
            device.start(this);
        }
    }

    @Override
    public String roleName() {
        return "source";
    }

    @Override
    public void allowUntil(long newEndPs) {
        endPs = newEndPs;
        done = false;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public void schedule(long timePs, int device, int lane, long event) {
        work.add(timePs, RANK_WORK, device * LANES + lane, event);
    }

    @Override
    public int doWork() {
        // The promise is read before the messages: what it covers is then in the ring.
        long promisePs = memoryPromise.get();
        int did = receive();
        if (did == FEEDBACK_PER_DUTY) {
            promisePs = 0;
        }
        lastPromisePs = promisePs;
        did += forward();
        did += execute(promisePs);
        did += forward();
        ring.flush();
        if (observations != null) {
            observations.flush();
        }
        raisePromise(promisePs);
        done = promisePs >= endPs
                && Math.min(work.headPs(), inbound.headPs()) >= endPs
                && sourcePromise.get() >= endPs
                && (observations == null || observations.flush())
                && (network == null || Math.min(network.headPs(), enterBoundPs) >= endPs);
        return did;
    }

    private int receive() {
        int received = 0;
        while (received < FEEDBACK_PER_DUTY && feedback.hasMessage()) {
            long head = feedback.word(FeedbackLayout.WORD_HEAD);
            long effectivePs = feedback.word(FeedbackLayout.WORD_EFFECTIVE_PS);
            long payload = feedback.word(FeedbackLayout.WORD_PAYLOAD);
            if (FeedbackLayout.kind(head) == FeedbackLayout.CREDIT) {
                addCredits(FeedbackLayout.id(head), effectivePs, payload);
            } else if (FeedbackLayout.kind(head) == FeedbackLayout.ACCEPTED) {
                network.accepted(FeedbackLayout.id(head), effectivePs, payload);
            } else if (FeedbackLayout.kind(head) == FeedbackLayout.DESCRIPTOR) {
                int queue = FeedbackLayout.id(head);
                long intendedPs = feedback.word(FeedbackLayout.WORD_INTENDED_PS);
                devices[deviceOfQueue[queue]].onDescriptorWritten(queue, payload, intendedPs);
            } else {
                int node = fabric.nodeOfCompleter[FeedbackLayout.completer(head)];
                int[] route = fabric.completionRoutes[node][deviceOfQueue[FeedbackLayout.id(head)]];
                extra = feedback.word(FeedbackLayout.WORD_SERVED_PS);
                addInbound(effectivePs, 0, receivedSequence++, head, payload, route, effectivePs);
            }
            feedback.advance();
            received++;
        }
        return received;
    }

    private void addCredits(int receiver, long effectivePs, long amounts) {
        UpstreamPort port = fabric.portOfReceiver[receiver];
        if (port != null) {
            port.addCredits(effectivePs, amounts);
        } else {
            network.addCredits(fabric.linkOfReceiver[receiver], effectivePs, amounts);
        }
    }

    /** The element that ended the read answers it: a completion without data, status UR. */
    private void onLostRead(long timePs, int node, int queue, long unit) {
        int[] route = fabric.completionRoutes[node][deviceOfQueue[queue]];
        extra = 0;
        addInbound(
                timePs + fabric.elementPs[route[0]],
                0,
                lostSequence++,
                FeedbackLayout.head(FeedbackLayout.READ_READY, queue),
                FeedbackLayout.readReady(unit, 0, 0),
                route,
                timePs);
    }

    private void addInbound(
            long timePs, int stage, long sequence, long head, long payload, int[] route, long lastBytePs) {
        if (inboundFreeCount == 0) {
            growInbound();
        }
        int slot = inboundFree[--inboundFreeCount];
        inboundHeads[slot] = head;
        inboundPayloads[slot] = payload;
        inboundExtras[slot] = extra;
        inboundRoutes[slot] = route;
        inboundLastPs[slot] = lastBytePs;
        inbound.addInOrder(timePs, RANK_FEEDBACK, stage, sequence, slot);
    }

    private void growInbound() {
        int old = inboundHeads.length;
        inboundHeads = java.util.Arrays.copyOf(inboundHeads, old * 2);
        inboundPayloads = java.util.Arrays.copyOf(inboundPayloads, old * 2);
        inboundExtras = java.util.Arrays.copyOf(inboundExtras, old * 2);
        inboundRoutes = java.util.Arrays.copyOf(inboundRoutes, old * 2);
        inboundLastPs = java.util.Arrays.copyOf(inboundLastPs, old * 2);
        inboundFree = new int[old * 2];
        for (int slot = old * 2 - 1; slot >= old; slot--) {
            inboundFree[inboundFreeCount++] = slot;
        }
    }

    private int execute(long promisePs) {
        return network == null ? executeDirect(promisePs) : executeNetwork(promisePs);
    }

    private int executeDirect(long promisePs) {
        int executed = 0;
        while (executed < EVENTS_PER_DUTY) {
            long inboundPs = inbound.headPs();
            long workPs = work.headPs();
            if (inboundPs < promisePs && inboundPs < endPs && inboundPs <= workPs) {
                applyInbound(inboundPs);
            } else if (workPs < endPs && isSafe(workPs)) {
                runWork(workPs);
            } else if (workPs < endPs && workPs < promisePs && workPs < inboundPs) {
                // What leaves before workPs is decided by credits that are all known: the device must see it gone,
                // however full the ring is.
                decide();
                runWork(workPs);
            } else {
                break;
            }
            executed++;
        }
        return executed;
    }

    /**
     * All events in key order, across devices, network and completions: each runs once nothing can come before it any more. Only safe work runs ahead.
     */
    private int executeNetwork(long promisePs) {
        int executed = 0;
        while (executed < EVENTS_PER_DUTY) {
            decide();
            long inboundPs = inbound.headPs();
            long workPs = work.headPs();
            long networkPs = network.headPs();
            int port = nextEntering(promisePs);
            long enterPs = port < 0 ? Long.MAX_VALUE : enterBoundPs;
            long limitPs = Math.min(promisePs, endPs);
            if (inboundPs < limitPs && inboundPs <= Math.min(workPs, Math.min(networkPs, enterPs))) {
                applyInbound(inboundPs);
            } else if (networkPs < limitPs && networkPs < inboundPs && networkPs <= enterPs) {
                network.runHead();
            } else if (enterPs < limitPs && enterPs < inboundPs && enterPs < networkPs && ports[port].isHeadDecided()) {
                network.enter(ports[port], fabric.edgeOfPort[port]);
            } else if (workPs < endPs && isSafe(workPs)
                    || workPs < limitPs && workPs < Math.min(inboundPs, Math.min(networkPs, enterPs))) {
                runWork(workPs);
            } else {
                break;
            }
            executed++;
        }
        return executed;
    }

    /** The port from which the next request enters the network; sets {@link #enterBoundPs}. Of equals the first one, even if it is not decided. */
    private int nextEntering(long promisePs) {
        long sourceBoundPs = sourceBoundPs(promisePs);
        long creditBoundPs = network.creditBoundPs(promisePs);
        int first = -1;
        long firstPs = Long.MAX_VALUE;
        for (int port = 0; port < ports.length; port++) {
            if (fabric.edgeOfPort[port] >= 0) {
                long boundPs = ports[port].symbolBoundPs(sourceBoundPs, creditBoundPs);
                if (boundPs < firstPs) {
                    firstPs = boundPs;
                    first = port;
                }
            }
        }
        enterBoundPs = firstPs;
        return first;
    }

    private boolean isSafe(long workPs) {
        int device = work.headComponent() / LANES;
        return !anyReactive() && devices[device].isSafe(workPs, work.headPayload());
    }

    private boolean anyReactive() {
        for (DeviceModel device : devices) {
            if (device.isReactive()) {
                return true;
            }
        }
        return false;
    }

    private void runWork(long timePs) {
        int device = work.headComponent() / LANES;
        long event = work.headPayload();
        work.removeHead();
        devices[device].onEvent(timePs, event);
    }

    private void applyInbound(long timePs) {
        int slot = (int) inbound.headPayload();
        int stage = inbound.headComponent();
        inbound.removeHead();
        long head = inboundHeads[slot];
        long payload = inboundPayloads[slot];
        extra = inboundExtras[slot];
        int[] route = inboundRoutes[slot];
        long lastBytePs = inboundLastPs[slot];
        inboundFree[inboundFreeCount++] = slot;
        if (stage < route.length) {
            sendInbound(timePs, stage, head, payload, route, lastBytePs);
            return;
        }
        int queue = FeedbackLayout.id(head);
        int device = deviceOfQueue[queue];
        digest = DigestChain.mix(DigestChain.mix(DigestChain.mix(digest, timePs), head), payload);
        if (FeedbackLayout.kind(head) == FeedbackLayout.DOORBELL) {
            devices[device].onDoorbell(timePs, queue, payload);
        } else {
            devices[device].onReadServed(queue, FeedbackLayout.readUnit(payload), extra);
            devices[device].onReadCompleted(
                    timePs, queue, FeedbackLayout.readUnit(payload), FeedbackLayout.readBytes(payload));
        }
    }

    /** Over the next link of its way. An element may send the first symbol on before it has the last byte; the last byte still takes its latency. */
    private void sendInbound(long timePs, int stage, long head, long payload, int[] route, long lastBytePs) {
        DirectedLink link = fabric.links[route[stage]];
        long firstSymbolPs = link.firstSymbolPs(timePs);
        long arrivalPs = FeedbackLayout.kind(head) == FeedbackLayout.DOORBELL
                ? link.sendDoorbell(timePs)
                : link.sendCompletions(
                        timePs, FeedbackLayout.readAddressLow(payload), FeedbackLayout.readBytes(payload));
        arrivalPs = Math.max(arrivalPs, lastBytePs + link.propagationPs());
        boolean atDevice = stage + 1 == route.length;
        long nextPs = atDevice ? arrivalPs : firstSymbolPs + fabric.elementPs[route[stage + 1]];
        addInbound(nextPs, stage + 1, inboundSequence++, head, payload, route, arrivalPs);
    }

    private void decide() {
        for (UpstreamPort port : ports) {
            port.decide();
        }
    }

    private int forward() {
        decide();
        if (network != null) {
            return forwardNetwork();
        }
        if (ports.length == 1) {
            return forwardOnly(ports[0]);
        }
        return forwardMerged();
    }

    private int forwardOnly(UpstreamPort port) {
        int forwarded = 0;
        while (port.isHeadDecided() && port.headArrivalPs() < endPs && ring.hasRoom()) {
            port.forwardHead(ring);
            forwarded++;
        }
        return forwarded;
    }

    /** Several ports: the earliest arrival goes first, ties by port, and only if no other port can still come before it. */
    private int forwardMerged() {
        int forwarded = 0;
        long sourceBoundPs = sourceBoundPs(lastPromisePs);
        while (true) {
            int first = -1;
            long firstPs = Long.MAX_VALUE;
            for (int port = 0; port < ports.length; port++) {
                long boundPs = ports[port].boundPs(sourceBoundPs, lastPromisePs);
                if (boundPs < firstPs) {
                    firstPs = boundPs;
                    first = port;
                }
            }
            if (first < 0 || firstPs >= endPs || !ports[first].isHeadDecided() || !ring.hasRoom()) {
                return forwarded;
            }
            ports[first].forwardHead(ring);
            forwarded++;
        }
    }

    /** As {@link #forwardMerged}, with what comes out of the network; ties by receiving port. */
    private int forwardNetwork() {
        int forwarded = 0;
        long sourceBoundPs = sourceBoundPs(lastPromisePs);
        long futurePs = networkFuturePs(lastPromisePs);
        while (true) {
            long firstPs = network.outputPs();
            int receiver = firstPs == Long.MAX_VALUE ? Integer.MAX_VALUE : network.outputReceiver();
            int first = -1;
            for (int port = 0; port < ports.length; port++) {
                if (fabric.edgeOfPort[port] < 0) {
                    long boundPs = ports[port].boundPs(sourceBoundPs, lastPromisePs);
                    int id = ports[port].config().id();
                    if (boundPs < firstPs || boundPs == firstPs && id < receiver) {
                        firstPs = boundPs;
                        receiver = id;
                        first = port;
                    }
                }
            }
            if (firstPs >= Math.min(endPs, futurePs) || !ring.hasRoom()) {
                return forwarded;
            }
            if (first < 0) {
                network.forwardOutput(ring);
            } else if (ports[first].isHeadDecided()) {
                ports[first].forwardHead(ring);
            } else {
                return forwarded;
            }
            forwarded++;
        }
    }

    /** Nothing comes out of the network before this but what is known already. */
    private long networkFuturePs(long promisePs) {
        nextEntering(promisePs);
        long insidePs = Math.min(network.nextInsidePs(promisePs), enterBoundPs);
        return insidePs == Long.MAX_VALUE ? insidePs : insidePs + network.leastDeliveryPs();
    }

    /** No TLP that is not yet in a FIFO becomes ready before this. */
    private long sourceBoundPs(long promisePs) {
        long boundPs = Math.min(work.headPs(), endPs);
        if (anyReactive()) {
            boundPs = Math.min(boundPs, Math.min(inbound.headPs(), promisePs));
            if (network != null) {
                boundPs = Math.min(boundPs, lostReadBoundPs(promisePs));
            }
        }
        return boundPs;
    }

    /** No read is lost in the network before this: by what is inside, or by what is known to enter next. */
    private long lostReadBoundPs(long promisePs) {
        long boundPs = network.nextInsidePs(promisePs);
        for (int port = 0; port < ports.length; port++) {
            if (fabric.edgeOfPort[port] >= 0 && ports[port].isHeadDecided()) {
                boundPs = Math.min(boundPs, ports[port].headSymbolPs());
            }
        }
        return boundPs;
    }

    private void raisePromise(long promisePs) {
        long sourceBoundPs = sourceBoundPs(promisePs);
        long boundPs = endPs;
        for (int port = 0; port < ports.length; port++) {
            if (fabric.edgeOfPort[port] < 0) {
                boundPs = Math.min(boundPs, ports[port].boundPs(sourceBoundPs, promisePs));
            }
        }
        if (network != null) {
            boundPs = Math.min(boundPs, Math.min(network.outputPs(), networkFuturePs(promisePs)));
        }
        sourcePromise.raise(boundPs);
    }

    /** Chains all parts of the Source in a fixed order. */
    public long digest() {
        long chain = digest;
        for (UpstreamPort port : ports) {
            chain = DigestChain.mix(chain, port.digest());
        }
        if (network != null) {
            chain = DigestChain.mix(chain, network.digest());
        }
        for (DeviceModel device : devices) {
            chain = DigestChain.mix(chain, device.digest());
        }
        return chain;
    }

    @Override
    public void describe(StringBuilder text) {
        text.append("  workPs=")
                .append(work.headPs())
                .append(", inboundPs=")
                .append(inbound.headPs())
                .append(", memoryPromisePs=")
                .append(memoryPromise.get())
                .append(", sourcePromisePs=")
                .append(sourcePromise.get())
                .append(", endPs=")
                .append(endPs)
                .append('\n');
        for (UpstreamPort port : ports) {
            port.describe(text);
        }
        if (network != null) {
            network.describe(text);
        }
        for (DeviceModel device : devices) {
            device.describe(text);
        }
    }
}
