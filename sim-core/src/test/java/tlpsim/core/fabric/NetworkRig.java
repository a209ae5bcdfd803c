package tlpsim.core.fabric;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.pipeline.Promise;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.pipeline.TlpRing;
import tlpsim.core.telemetry.DigestChain;
import tlpsim.core.tlp.MemoryRequestEncoder;
import tlpsim.core.tlp.TlpKind;

/** The Source with a network of elements; the rig takes the part of Memory: each receiving port serves one request after another, each for a fixed time. */
final class NetworkRig {
    /** What a device sends: one request at a time, to the host (0) or a peer (index + 1). */
    record Send(long timePs, int destination, int payloadBytes, int flags) {}

    /** A request as a completer got it, or as an element ended it. */
    record Got(long timePs, int receiver, int device, long unit, int outcome, int hop, int flags) {}

    static final long CREDIT_RETURN_PS = 20_000;
    private static final long ROOT_COMPLEX_PS = 50_000;
    private static final int DATA_UNIT_BYTES = 16;

    final List<Got> got = new ArrayList<>();
    final Sender[] senders;
    final Fabric fabric;
    private final RouteTable routes;
    private final TlpRing ring;
    private final MessageRing feedback = new MessageRing(1 << 12, 64, Gate.OPEN);
    private final Promise sourcePromise = new Promise();
    private final Promise memoryPromise = new Promise();
    private final SourceProcess source;
    private final long endPs;
    private final long[] servicePs;
    private final long[] freePs;
    private final long[] acceptedCount;
    private final int rootPorts;

    /**
     * @param nodeOfSender endpoint of each sender
     * @param servicePs    by receiving port
     */
    NetworkRig(Topology topology, int slots, int[] nodeOfSender, List<List<Send>> sends, long[] servicePs, long endPs) {
        this.servicePs = servicePs;
        this.endPs = endPs;
        this.rootPorts = topology.rootPorts();
        freePs = new long[servicePs.length];
        acceptedCount = new long[rootPorts];
        ring = new TlpRing(slots, 2, Gate.OPEN);
        boolean[][] used = new boolean[topology.nodes().size()][topology.peers() + 1];
        senders = new Sender[nodeOfSender.length];
        for (int sender = 0; sender < senders.length; sender++) {
            senders[sender] = new Sender(sender, sends.get(sender));
            for (Send send : sends.get(sender)) {
                used[nodeOfSender[sender]][send.destination()] = true;
            }
        }
        routes = new RouteTable(topology, used);
        List<UpstreamPort> ports = new ArrayList<>();
        List<Integer> edges = new ArrayList<>();
        for (int sender = 0; sender < senders.length; sender++) {
            int edge = topology.nodes().get(nodeOfSender[sender]).edge();
            if (!edges.contains(edge)) {
                Topology.Edge link = topology.edges().get(edge);
                edges.add(edge);
                ports.add(new UpstreamPort(
                        new PortConfig(
                                Math.max(0, link.rootPort()),
                                link.link(),
                                link.propagationPs(),
                                link.up().headers(),
                                link.up().dataUnits()),
                        senders));
            }
            senders[sender].port = ports.get(edges.indexOf(edge));
        }
        fabric = new Fabric(
                routes,
                ports.toArray(new UpstreamPort[0]),
                edges.stream().mapToInt(Integer::intValue).toArray(),
                nodeOfSender);
        int[] deviceOfQueue = new int[senders.length];
        for (int sender = 0; sender < senders.length; sender++) {
            deviceOfQueue[sender] = sender;
        }
        source = new SourceProcess(
                new SourceEdges(ring, feedback, sourcePromise, memoryPromise), fabric, senders, deviceOfQueue);
        source.allowUntil(endPs);
    }

    /** Runs to the end; with {@code lag} Memory promises in steps of drawn length, as a slower thread would. */
    NetworkRig run(Random lag) {
        long promisedPs = 0;
        long ownPs = 0;
        long lastPs = 0;
        for (int duty = 0; !source.isDone(); duty++) {
            if (duty > 4_000_000) {
                StringBuilder text = new StringBuilder();
                source.describe(text);
                throw new AssertionError("no progress\n" + text);
            }
            source.doWork();
            while (ring.hasRecord()) {
                int offset = ring.readOffset();
                long arrivalPs = ring.readBuffer().getLong(offset + TlpRecordLayout.ARRIVAL_PS);
                if (arrivalPs < promisedPs || arrivalPs < lastPs) {
                    throw new AssertionError(
                            "arrival at " + arrivalPs + " after " + lastPs + ", promised " + promisedPs);
                }
                lastPs = arrivalPs;
                accept(ring.readBuffer(), offset, arrivalPs);
                ring.advance();
            }
            promisedPs = sourcePromise.get();
            feedback.flush();
            long limitPs = promisedPs + Math.min(CREDIT_RETURN_PS, ROOT_COMPLEX_PS);
            ownPs = lag == null ? limitPs : Math.min(limitPs, ownPs + 1 + lag.nextInt(30_000));
            memoryPromise.raise(ownPs);
        }
        return this;
    }

    private void accept(UnsafeBuffer records, int offset, long arrivalPs) {
        int receiver = records.getShort(offset + TlpRecordLayout.PORT);
        int outcome = records.getByte(offset + TlpRecordLayout.OUTCOME);
        int hop = records.getByte(offset + TlpRecordLayout.HOP);
        got.add(new Got(
                arrivalPs,
                receiver,
                records.getShort(offset + TlpRecordLayout.DEVICE),
                records.getLong(offset + TlpRecordLayout.UNIT),
                outcome,
                hop,
                records.getByte(offset + TlpRecordLayout.FLAGS)));
        if (outcome >= 6) {
            return;
        }
        freePs[receiver] = Math.max(freePs[receiver], arrivalPs) + servicePs[receiver];
        int bytes = records.getInt(offset + TlpRecordLayout.PAYLOAD_BYTES);
        if (receiver < rootPorts && routes.isMixed(receiver)) {
            acceptedCount[receiver]++;
            feedback.send(
                    FeedbackLayout.head(FeedbackLayout.ACCEPTED, receiver),
                    freePs[receiver] + ROOT_COMPLEX_PS,
                    acceptedCount[receiver],
                    0);
        } else if (bytes > 0) {
            feedback.send(
                    FeedbackLayout.head(FeedbackLayout.CREDIT, receiver),
                    freePs[receiver] + CREDIT_RETURN_PS,
                    FeedbackLayout.credits(1, (bytes + DATA_UNIT_BYTES - 1) / DATA_UNIT_BYTES),
                    0);
        }
        if (bytes == 0) {
            int completer = receiver < rootPorts ? 0 : receiver - rootPorts + 1;
            feedback.send(
                    FeedbackLayout.head(
                            FeedbackLayout.READ_READY, records.getInt(offset + TlpRecordLayout.QUEUE), completer),
                    freePs[receiver] + ROOT_COMPLEX_PS,
                    FeedbackLayout.readReady(records.getLong(offset + TlpRecordLayout.UNIT), 0, 64),
                    0);
        }
        feedback.flush();
    }

    /** Requests that have been delivered to a receiving port. */
    List<Got> at(int receiver) {
        return got.stream()
                .filter(one -> one.receiver() == receiver && one.outcome() < 6)
                .toList();
    }

    long digest() {
        return source.digest();
    }

    /** Emits what its list says and notes the completions it gets. */
    static final class Sender implements DeviceModel {
        final List<String> completions = new ArrayList<>();
        private final int device;
        private final List<Send> sends;
        private final MemoryRequestEncoder encoder = new MemoryRequestEncoder();
        private UpstreamPort port;
        private SourceAgenda agenda;
        private long digest = DigestChain.start();

        Sender(int device, List<Send> sends) {
            this.device = device;
            this.sends = sends;
        }

        @Override
        public void start(SourceAgenda newAgenda) {
            agenda = newAgenda;
            schedule(0);
        }

        private void schedule(int index) {
            if (index < sends.size()) {
                agenda.schedule(sends.get(index).timePs(), device, 0, index);
            }
        }

        @Override
        public boolean isSafe(long timePs, long event) {
            return true;
        }

        @Override
        public void onEvent(long timePs, long event) {
            Send send = sends.get((int) event);
            long address = send.destination() == 0
                    ? (1L << 32) + 4096 * event
                    : PeerWindow.busAddress(send.destination() - 1, 4096 * event);
            int record = port.claim();
            UnsafeBuffer records = port.pending();
            boolean write = send.payloadBytes() > 0;
            int length = encoder.flit(port.config().link().flit())
                    .kind(write ? TlpKind.MWR : TlpKind.MRD)
                    .requesterId(device + 1 << 8)
                    .noHints()
                    .template()
                    .encodeInto(records, record + TlpRecordLayout.EMITTED, address, write ? send.payloadBytes() : 64);
            records.putInt(record + TlpRecordLayout.PAYLOAD_BYTES, send.payloadBytes());
            records.putByte(record + TlpRecordLayout.EMITTED_BYTES, (byte) length);
            records.putByte(record + TlpRecordLayout.DELIVERED_BYTES, (byte) 0);
            records.putByte(record + TlpRecordLayout.PREFIX_BYTES, (byte) 0);
            records.putByte(record + TlpRecordLayout.OUTCOME, (byte) 0);
            records.putByte(record + TlpRecordLayout.HOP, (byte) 0);
            int form = port.config().link().flit() ? TlpRecordLayout.FLAG_FLIT : 0;
            records.putByte(record + TlpRecordLayout.FLAGS, (byte) (send.flags() | form));
            records.putShort(record + TlpRecordLayout.DEVICE, (short) device);
            records.putInt(record + TlpRecordLayout.QUEUE, device);
            records.putLong(record + TlpRecordLayout.UNIT, event);
            port.commit(timePs);
            schedule((int) event + 1);
        }

        @Override
        public void onDoorbell(long timePs, int queue, long posted) {
            completions.add("doorbell@" + timePs);
        }

        @Override
        public void onReadCompleted(long timePs, int queue, long unit, int bytes) {
            digest = DigestChain.mix(DigestChain.mix(digest, timePs), unit);
            completions.add("unit " + unit + " bytes " + bytes + " @" + timePs);
        }

        @Override
        public void onDeparted(long timePs, int unitBytes) {}

        @Override
        public boolean isReactive() {
            return false;
        }

        @Override
        public long digest() {
            return digest;
        }

        @Override
        public long[] counters() {
            return new long[DeviceCounter.COUNT];
        }

        @Override
        public long[] acceptedPerQueue() {
            return new long[1];
        }

        @Override
        public void describe(StringBuilder text) {
            text.append("  sender ").append(device).append('\n');
        }
    }
}
