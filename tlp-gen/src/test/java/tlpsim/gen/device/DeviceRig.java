package tlpsim.gen.device;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.fabric.DeviceModel;
import tlpsim.core.fabric.PortConfig;
import tlpsim.core.fabric.SourceAgenda;
import tlpsim.core.fabric.UpstreamPort;
import tlpsim.core.link.Generation;
import tlpsim.core.link.LinkConfig;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.EventHeap;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.pipeline.TlpRing;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterCapability;
import tlpsim.core.tph.TphRequesterConfig;
import tlpsim.gen.hint.RequestTemplate;
import tlpsim.gen.st.StLookup;

/**
 * One device behind a real port, and a host that answers every read, after a fixed time unless told otherwise, and gives
 * every completed unit back after another.
 *
 * <p>It runs events in order of time, or eagerly: work that the device calls safe runs before feedback that precedes
 * it, as a Source does that runs ahead of the Memory process.
 */
final class DeviceRig implements SourceAgenda {
    static final long READ_PS = 700_000;
    static final long RETURN_PS = 3_000_000;
    static final long PROPAGATION_PS = 100_000;
    private static final int FEEDBACK = 0;
    private static final int WORK = 1;
    private static final int DOORBELL = 1;
    private static final int KIND_BITS = 1;
    private static final int QUEUE_BITS = 8;
    private static final int BYTES_BITS = 13;

    final UpstreamPort port;
    private final DeviceModel[] devices = new DeviceModel[1];
    private final EventHeap work = new EventHeap(1024);
    private final EventHeap inbound = new EventHeap(1024);
    private final TlpRing ring = new TlpRing(64, 16, Gate.OPEN);
    private final TlpFlyweight tlp = new TlpFlyweight();
    private final long[] returned;
    private final int entries;
    private final boolean eager;
    private final List<Emitted> emitted = new ArrayList<>();
    private boolean collecting = true;
    private Host host = (kind, queue, number) -> READ_PS;
    private long records;
    private long reads;
    private int readsOutstanding;
    private int mostReadsOutstanding;
    private int earlyEvents;

    /** How reads are answered. */
    interface Host {
        /** Number {@code number} of all reads: answered after this time, or, where it is negative, without data after its amount. */
        long answerPs(AccessKind kind, int queue, long number);
    }

    /** One TLP as it left the device. */
    record Emitted(
            long departPs,
            AccessKind kind,
            int queue,
            long unit,
            int unitBytes,
            long intendedPs,
            long address,
            int bytes,
            int flags,
            String header) {
        boolean isLast() {
            return (flags & TlpRecordLayout.FLAG_LAST) != 0;
        }
    }

    DeviceRig(int queues, int entries, boolean eager) {
        this.entries = entries;
        this.eager = eager;
        this.returned = new long[queues];
        LinkConfig link = LinkConfig.of(Generation.GEN4, 8);
        this.port = new UpstreamPort(new PortConfig(0, link, PROPAGATION_PS, 0, 0), devices);
    }

    void host(Host newHost) {
        host = newHost;
    }

    /** The driver rings the doorbell of a queue. */
    void doorbell(long timePs, int queue, long posted) {
        inbound.add(timePs, FEEDBACK, 0, (posted << QUEUE_BITS | queue) << KIND_BITS | DOORBELL);
    }

    /** Puts the device in and starts it. */
    void start(DeviceModel device) {
        devices[0] = device;
        device.start(this);
        drain();
    }

    @Override
    public void schedule(long timePs, int device, int lane, long event) {
        work.add(timePs, WORK, device * LANES + lane, event);
    }

    /** Runs all events before {@code endPs}. */
    void runUntil(long endPs) {
        while (true) {
            boolean early = eager
                    && work.headPs() < endPs
                    && !devices[0].isReactive()
                    && devices[0].isSafe(work.headPs(), work.headPayload());
            if (Math.min(work.headPs(), inbound.headPs()) >= endPs) {
                return;
            }
            if (early || work.headPs() < inbound.headPs()) {
                earlyEvents += work.headPs() >= inbound.headPs() ? 1 : 0;
                runWork();
            } else {
                applyFeedback();
            }
            drain();
        }
    }

    private void runWork() {
        long timePs = work.headPs();
        long event = work.headPayload();
        work.removeHead();
        devices[0].onEvent(timePs, event);
    }

    private void applyFeedback() {
        long timePs = inbound.headPs();
        long message = inbound.headPayload();
        inbound.removeHead();
        int kind = (int) message & (1 << KIND_BITS) - 1;
        int queue = (int) (message >>> KIND_BITS) & (1 << QUEUE_BITS) - 1;
        if (kind == DOORBELL) {
            devices[0].onDoorbell(timePs, queue, message >>> KIND_BITS + QUEUE_BITS);
        } else {
            readsOutstanding--;
            int bytes = (int) (message >>> KIND_BITS + QUEUE_BITS) & (1 << BYTES_BITS) - 1;
            devices[0].onReadCompleted(timePs, queue, message >>> KIND_BITS + QUEUE_BITS + BYTES_BITS, bytes);
        }
    }

    private void drain() {
        port.decide();
        while (port.isHeadDecided() && ring.hasRoom()) {
            port.forwardHead(ring);
            ring.flush();
            while (ring.hasRecord()) {
                accept(ring.readBuffer(), ring.readOffset());
                ring.advance();
            }
        }
    }

    private void accept(UnsafeBuffer buffer, int offset) {
        records++;
        int code = buffer.getByte(offset + TlpRecordLayout.KIND);
        long arrivalPs = buffer.getLong(offset + TlpRecordLayout.ARRIVAL_PS);
        int queue = buffer.getInt(offset + TlpRecordLayout.QUEUE);
        long unit = buffer.getLong(offset + TlpRecordLayout.UNIT);
        if (code == AccessKind.COMPLETION.ordinal()) {
            returned[queue] += buffer.getByte(offset + TlpRecordLayout.ENTRIES);
            long posted = entries + returned[queue];
            long message = (posted << QUEUE_BITS | queue) << KIND_BITS | DOORBELL;
            inbound.add(arrivalPs + RETURN_PS, FEEDBACK, 0, message);
        } else if (buffer.getInt(offset + TlpRecordLayout.PAYLOAD_BYTES) == 0) {
            mostReadsOutstanding = Math.max(mostReadsOutstanding, ++readsOutstanding);
            long answerPs = host.answerPs(AccessKind.ofCode(code), queue, reads++);
            long bytes = answerPs < 0 ? 0 : buffer.getInt(offset + TlpRecordLayout.UNIT_BYTES);
            inbound.add(
                    arrivalPs + Math.abs(answerPs),
                    FEEDBACK,
                    0,
                    ((unit << BYTES_BITS | bytes) << QUEUE_BITS | queue) << KIND_BITS);
        }
        if (collecting) {
            emitted.add(describe(buffer, offset, AccessKind.ofCode(code), queue, unit));
        }
    }

    private Emitted describe(DirectBuffer buffer, int offset, AccessKind kind, int queue, long unit) {
        int headerBytes = buffer.getByte(offset + TlpRecordLayout.EMITTED_BYTES);
        tlp.wrap(buffer, offset + TlpRecordLayout.EMITTED, headerBytes, false);
        byte[] header = new byte[headerBytes];
        buffer.getBytes(offset + TlpRecordLayout.EMITTED, header);
        return new Emitted(
                buffer.getLong(offset + TlpRecordLayout.DEPART_PS),
                kind,
                queue,
                unit,
                buffer.getInt(offset + TlpRecordLayout.UNIT_BYTES),
                buffer.getLong(offset + TlpRecordLayout.INTENDED_PS),
                tlp.address(),
                tlp.lengthDw() * 4,
                buffer.getByte(offset + TlpRecordLayout.FLAGS),
                HexFormat.of().formatHex(header));
    }

    /** Only counts from now on. */
    void stopCollecting() {
        collecting = false;
    }

    /** TLPs so far. */
    long records() {
        return records;
    }

    List<Emitted> emitted() {
        return emitted;
    }

    List<Emitted> emitted(AccessKind kind) {
        return emitted.stream().filter(tlp -> tlp.kind() == kind).toList();
    }

    int mostReadsOutstanding() {
        return mostReadsOutstanding;
    }

    /** Work that ran before feedback of an earlier or equal time. */
    int earlyEvents() {
        return earlyEvents;
    }

    /** A function with tags of both namespaces, in the mode and with the enable that are given. */
    static TphRequesterCapability capability(RequesterEnable enable) {
        TphRequesterConfig config = new TphRequesterConfig(false, true, true, StTableLocation.NONE, 0);
        UnsafeBuffer space = new UnsafeBuffer(ByteBuffer.allocateDirect(4096));
        TphRequesterCapability capability =
                TphRequesterCapability.create(space, 0x100, 0, config, ReservedEnablePolicy.values()[0]);
        capability.writeControl(StMode.DEVICE_SPECIFIC, enable);
        return capability;
    }

    static RequestTemplate template(boolean write, int ph, int st) {
        RequestTemplate.Form form = new RequestTemplate.Form(write, false, 0x1900, false, ph);
        StLookup lookup = index -> st;
        return new RequestTemplate(form, capability(RequesterEnable.TPH), lookup, 0);
    }
}
