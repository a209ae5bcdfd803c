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
    /** Component of first-stage feedback; second-stage events are keyed by device behind it. */
    private static final int STAGE_ROOT_PORT = 0;

    private static final int STAGE_DEVICE = 1;

    private final TlpRing ring;
    private final MessageRing feedback;
    private final Promise sourcePromise;
    private final Promise memoryPromise;
    private final UpstreamPort[] ports;
    private final DownstreamPort[] downstream;
    private final DeviceModel[] devices;
    private final int[] portOfDevice;
    private final int[] deviceOfQueue;

    private final EventHeap work = new EventHeap(64);
    private final EventHeap inbound = new EventHeap(256);
    /** Kind, queue and payload of inbound events, by slot; free slots form a list. */
    private long[] inboundHeads = new long[256];

    private long[] inboundPayloads = new long[256];
    private int[] inboundFree = new int[256];
    private int inboundFreeCount;

    /** Messages are received in the order in which Memory's events, in key order, sent them. */
    private long receivedSequence;

    private long inboundSequence;
    private long lastPromisePs;
    private long endPs;
    private long digest = DigestChain.start();
    private boolean done;

    public SourceProcess(
            SourceEdges edges, UpstreamPort[] ports, DeviceModel[] devices, int[] portOfDevice, int[] deviceOfQueue) {
        this.ring = edges.forward();
        this.feedback = edges.feedback();
        this.sourcePromise = edges.sourcePromise();
        this.memoryPromise = edges.memoryPromise();
        this.ports = ports;
        this.devices = devices;
        this.portOfDevice = portOfDevice;
        this.deviceOfQueue = deviceOfQueue;
        this.downstream = new DownstreamPort[ports.length];
        for (int port = 0; port < ports.length; port++) {
            downstream[port] = new DownstreamPort(ports[port].config(), ports[port].counters());
        }
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
        did += forward();
        did += execute(promisePs);
        did += forward();
        ring.flush();
        raisePromise(promisePs);
        done = promisePs >= endPs && Math.min(work.headPs(), inbound.headPs()) >= endPs && sourcePromise.get() >= endPs;
        return did;
    }

    private int receive() {
        int received = 0;
        while (received < FEEDBACK_PER_DUTY && feedback.hasMessage()) {
            long head = feedback.word(FeedbackLayout.WORD_HEAD);
            long effectivePs = feedback.word(FeedbackLayout.WORD_EFFECTIVE_PS);
            long payload = feedback.word(FeedbackLayout.WORD_PAYLOAD);
            if (FeedbackLayout.kind(head) == FeedbackLayout.CREDIT) {
                ports[FeedbackLayout.id(head)].addCredits(effectivePs, payload);
            } else {
                addInbound(effectivePs, STAGE_ROOT_PORT, receivedSequence++, head, payload);
            }
            feedback.advance();
            received++;
        }
        return received;
    }

    private void addInbound(long timePs, int stage, long sequence, long head, long payload) {
        if (inboundFreeCount == 0) {
            growInbound();
        }
        int slot = inboundFree[--inboundFreeCount];
        inboundHeads[slot] = head;
        inboundPayloads[slot] = payload;
        inbound.addInOrder(timePs, RANK_FEEDBACK, stage, sequence, slot);
    }

    private void growInbound() {
        int old = inboundHeads.length;
        inboundHeads = java.util.Arrays.copyOf(inboundHeads, old * 2);
        inboundPayloads = java.util.Arrays.copyOf(inboundPayloads, old * 2);
        inboundFree = new int[old * 2];
        for (int slot = old * 2 - 1; slot >= old; slot--) {
            inboundFree[inboundFreeCount++] = slot;
        }
    }

    private int execute(long promisePs) {
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
        boolean atRootPort = inbound.headComponent() == STAGE_ROOT_PORT;
        inbound.removeHead();
        long head = inboundHeads[slot];
        long payload = inboundPayloads[slot];
        inboundFree[inboundFreeCount++] = slot;
        int queue = FeedbackLayout.id(head);
        int device = deviceOfQueue[queue];
        if (atRootPort) {
            DownstreamPort port = downstream[portOfDevice[device]];
            long arrivalPs = FeedbackLayout.kind(head) == FeedbackLayout.DOORBELL
                    ? port.sendDoorbell(timePs)
                    : port.sendCompletions(
                            timePs, FeedbackLayout.readAddressLow(payload), FeedbackLayout.readBytes(payload));
            addInbound(arrivalPs, STAGE_DEVICE, inboundSequence++, head, payload);
            return;
        }
        digest = DigestChain.mix(DigestChain.mix(DigestChain.mix(digest, timePs), head), payload);
        if (FeedbackLayout.kind(head) == FeedbackLayout.DOORBELL) {
            devices[device].onDoorbell(timePs, queue, payload);
        } else {
            devices[device].onReadCompleted(
                    timePs, queue, FeedbackLayout.readUnit(payload), FeedbackLayout.readBytes(payload));
        }
    }

    private void decide() {
        for (UpstreamPort port : ports) {
            port.decide();
        }
    }

    private int forward() {
        decide();
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

    /** No TLP that is not yet in a FIFO becomes ready before this. */
    private long sourceBoundPs(long promisePs) {
        long boundPs = Math.min(work.headPs(), endPs);
        if (anyReactive()) {
            boundPs = Math.min(boundPs, Math.min(inbound.headPs(), promisePs));
        }
        return boundPs;
    }

    private void raisePromise(long promisePs) {
        lastPromisePs = promisePs;
        long sourceBoundPs = sourceBoundPs(promisePs);
        long boundPs = endPs;
        for (UpstreamPort port : ports) {
            boundPs = Math.min(boundPs, port.boundPs(sourceBoundPs, promisePs));
        }
        sourcePromise.raise(boundPs);
    }

    /** Chains all parts of the Source in a fixed order. */
    public long digest() {
        long chain = digest;
        for (UpstreamPort port : ports) {
            chain = DigestChain.mix(chain, port.digest());
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
        for (DeviceModel device : devices) {
            device.describe(text);
        }
    }
}
