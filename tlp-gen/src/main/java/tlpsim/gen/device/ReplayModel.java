package tlpsim.gen.device;

import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.DeviceModel;
import tlpsim.core.fabric.SourceAgenda;
import tlpsim.core.fabric.UpstreamPort;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.telemetry.DigestChain;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tlp.TlpLayout;
import tlpsim.gen.st.StLookup;

/**
 * A requester that sends the requests of a capture at their recorded times. Nothing that comes back changes what it
 * does, not even completions: the recorded device had its own.
 *
 * <p>Not thread safe: owned by the Source process.
 */
public final class ReplayModel implements DeviceModel {
    private static final int LANE_REQUEST = 0;
    private static final int MICROS = 1_000_000;
    /** Work that may wait in the FIFO before the rest is left for later; it bounds memory and changes no result. */
    private static final int WAITING_LIMIT = 4096;

    private static final int INTERRUPT = AccessKind.INTERRUPT.ordinal();

    private final ReplayModelConfig config;
    private final ReplayTrace trace;
    private final ReplayHint writeHint;
    private final ReplayHint readHint;
    private final UpstreamPort port;
    private final ReplayHeaderEditor editor = new ReplayHeaderEditor();
    private final TlpFlyweight tlp = new TlpFlyweight();
    private final long[] counters = new long[DeviceCounter.COUNT];
    private final long[] accepted = new long[1];
    private final long[] timesPs;
    private final long periodPs;

    private SourceAgenda agenda;
    private int index;
    private long basePs;
    private long sent;
    private long digest = DigestChain.start();

    /** Without hints of the workload: {@link ReplayRetag#KEEP} or {@link ReplayRetag#STRIP}. */
    public ReplayModel(ReplayModelConfig config, ReplayTrace trace, UpstreamPort port) {
        this(config, trace, port, ReplayHint.NONE, ReplayHint.NONE);
        if (config.retag() == ReplayRetag.HINTS) {
            throw new IllegalArgumentException("retag HINTS needs hints for writes and reads");
        }
    }

    /** The hints count for {@link ReplayRetag#HINTS} only; interrupts get none. */
    public ReplayModel(
            ReplayModelConfig config, ReplayTrace trace, UpstreamPort port, ReplayHint writeHint, ReplayHint readHint) {
        if (port.config().link().flit()) {
            throw new IllegalArgumentException("recorded Non-Flit Mode headers cannot be sent in Flit Mode");
        }
        if (trace.size() == 0 || config.repeat() && !trace.canRepeat()) {
            throw new IllegalArgumentException(
                    "a replay needs a request, a repeated one two at different times: requests=" + trace.size());
        }
        this.config = config;
        this.trace = trace;
        this.port = port;
        this.writeHint = writeHint;
        this.readHint = readHint;
        this.timesPs = new long[trace.size()];
        for (int i = 0; i < timesPs.length; i++) {
            timesPs[i] = scaled(trace.timePs(i));
        }
        long spanPs = timesPs[timesPs.length - 1];
        this.periodPs = config.repeat() ? spanPs + Math.max(1, spanPs / (timesPs.length - 1)) : 0;
    }

    private long scaled(long timePs) {
        long micros = config.scaleMicros();
        return Math.addExact(Math.multiplyExact(timePs / MICROS, micros), timePs % MICROS * micros / MICROS);
    }

    @Override
    public void start(SourceAgenda newAgenda) {
        agenda = newAgenda;
        scheduleNext();
    }

    private void scheduleNext() {
        if (index == timesPs.length) {
            if (!config.repeat()) {
                return;
            }
            index = 0;
            basePs += periodPs;
        }
        agenda.schedule(basePs + timesPs[index], config.device(), LANE_REQUEST, LANE_REQUEST);
    }

    /** Feedback changes nothing here. A full FIFO says no, so that a fast Source does not run ahead without bound. */
    @Override
    public boolean isSafe(long timePs, long event) {
        return port.waiting() < WAITING_LIMIT;
    }

    @Override
    public void onEvent(long timePs, long event) {
        send(timePs, index);
        index++;
        scheduleNext();
    }

    private void send(long timePs, int i) {
        int record = port.claim();
        UnsafeBuffer records = port.pending();
        int emitted = record + TlpRecordLayout.EMITTED;
        int kind = trace.kind(i).ordinal();
        int dataBytes = trace.dataBytes(i);
        int bytes = trace.headerBytes(i);
        records.putBytes(emitted, trace.headers(), trace.headerOffset(i), TlpRecordLayout.HEADER_CAPACITY_BYTES);
        int prefixBytes = trace.prefixBytes(i);
        if (config.retag() != ReplayRetag.KEEP) {
            int retagged = retag(records, emitted, bytes, kind);
            prefixBytes += retagged - bytes;
            bytes = retagged;
        }
        tlp.wrap(records, emitted, bytes, false);
        boolean relaxed = tlp.hasData() && (tlp.attr() & TlpLayout.ATTR_RELAXED_ORDERING) != 0;
        records.putByte(record + TlpRecordLayout.EMITTED_BYTES, (byte) bytes);
        records.putByte(record + TlpRecordLayout.PREFIX_BYTES, (byte) prefixBytes);
        records.putByte(record + TlpRecordLayout.DELIVERED_BYTES, (byte) 0);
        records.putByte(record + TlpRecordLayout.OUTCOME, (byte) 0);
        records.putByte(record + TlpRecordLayout.FLAGS, relaxed ? (byte) TlpRecordLayout.FLAG_RELAXED : 0);
        records.putByte(record + TlpRecordLayout.KIND, (byte) kind);
        records.putByte(record + TlpRecordLayout.ENTRIES, (byte) 1);
        records.putInt(record + TlpRecordLayout.PAYLOAD_BYTES, tlp.payloadBytes());
        records.putInt(record + TlpRecordLayout.UNIT_BYTES, dataBytes);
        records.putInt(record + TlpRecordLayout.QUEUE, config.queue());
        records.putShort(record + TlpRecordLayout.DEVICE, (short) config.device());
        records.putLong(record + TlpRecordLayout.UNIT, sent++);
        records.putLong(record + TlpRecordLayout.INTENDED_PS, timePs);
        port.commit(timePs);
        account(timePs, kind, dataBytes);
    }

    private int retag(UnsafeBuffer records, int emitted, int bytes, int kind) {
        int stripped = editor.strip(records, emitted, bytes);
        if (config.retag() == ReplayRetag.STRIP || kind == INTERRUPT) {
            return stripped;
        }
        ReplayHint hint = kind == AccessKind.REPLAY_READ.ordinal() ? readHint : writeHint;
        int st = hint.st();
        if (st == StLookup.NO_TPH) {
            return stripped;
        }
        return editor.hint(records, emitted, stripped, hint.ph(), st, hint.isExtended(st));
    }

    private void account(long timePs, int kind, int dataBytes) {
        counters[DeviceCounter.OFFERED_UNITS]++;
        counters[DeviceCounter.OFFERED_BYTES] += dataBytes;
        counters[DeviceCounter.ACCEPTED_UNITS]++;
        accepted[0]++;
        counters[DeviceCounter.ACCEPTED_BYTES] += dataBytes;
        if (kind == INTERRUPT) {
            counters[DeviceCounter.INTERRUPTS]++;
        }
        digest = DigestChain.mix(DigestChain.mix(digest, timePs), index);
    }

    @Override
    public void onDoorbell(long timePs, int queue, long posted) {
        // The recorded device had its own doorbells.
    }

    @Override
    public void onReadCompleted(long timePs, int queue, long unit, int bytes) {
        // What follows a read was recorded too.
    }

    @Override
    public void onDeparted(long timePs, int unitBytes) {
        // Nothing is held.
    }

    @Override
    public boolean isReactive() {
        return false;
    }

    /** Indexed by {@link DeviceCounter}; units are requests. */
    @Override
    public long[] counters() {
        return counters;
    }

    @Override
    public long[] acceptedPerQueue() {
        return accepted;
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public void describe(StringBuilder text) {
        text.append("  replay ")
                .append(config.device())
                .append(": sent=")
                .append(sent)
                .append(", next=")
                .append(index)
                .append(" of ")
                .append(timesPs.length)
                .append('\n');
    }
}
