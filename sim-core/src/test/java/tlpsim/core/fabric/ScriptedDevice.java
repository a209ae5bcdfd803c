package tlpsim.core.fabric;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.telemetry.DigestChain;

/** A requester that emits one write of fixed size at each of given times, safe or not, and notes what reaches it. */
final class ScriptedDevice implements DeviceModel {
    /** Header of the emitted writes. */
    static final int HEADER_BYTES = 16;

    final List<String> seen = new ArrayList<>();
    final List<Long> departuresPs = new ArrayList<>();
    private final int device;
    private final int payloadBytes;
    private final long[] timesPs;
    private final boolean safe;
    private UpstreamPort port;

    ScriptedDevice(int device, int payloadBytes, boolean safe, long... timesPs) {
        this.device = device;
        this.payloadBytes = payloadBytes;
        this.safe = safe;
        this.timesPs = timesPs;
    }

    void port(UpstreamPort newPort) {
        port = newPort;
    }

    /** Puts one TLP into a port's FIFO. */
    static void emit(UpstreamPort port, long readyPs, int device, int payloadBytes, int flags, long unit) {
        int record = port.claim();
        UnsafeBuffer records = port.pending();
        records.putInt(record + TlpRecordLayout.PAYLOAD_BYTES, payloadBytes);
        records.putByte(record + TlpRecordLayout.EMITTED_BYTES, (byte) HEADER_BYTES);
        records.putByte(record + TlpRecordLayout.FLAGS, (byte) flags);
        records.putShort(record + TlpRecordLayout.DEVICE, (short) device);
        records.putInt(record + TlpRecordLayout.UNIT_BYTES, payloadBytes);
        records.putLong(record + TlpRecordLayout.UNIT, unit);
        port.commit(readyPs);
    }

    @Override
    public void start(SourceAgenda agenda) {
        for (int event = 0; event < timesPs.length; event++) {
            agenda.schedule(timesPs[event], device, 0, event);
        }
    }

    @Override
    public boolean isSafe(long timePs, long event) {
        return safe;
    }

    @Override
    public void onEvent(long timePs, long event) {
        seen.add("work@" + timePs);
        emit(port, timePs, device, payloadBytes, TlpRecordLayout.FLAG_LAST, event);
    }

    @Override
    public void onDoorbell(long timePs, int queue, long posted) {
        seen.add("doorbell@" + timePs + " queue " + queue + " posted " + posted);
    }

    @Override
    public void onReadCompleted(long timePs, int queue, long unit, int bytes) {
        seen.add("read@" + timePs + " queue " + queue + " unit " + unit + " bytes " + bytes);
    }

    @Override
    public void onDeparted(long timePs, int unitBytes) {
        departuresPs.add(timePs);
    }

    @Override
    public boolean isReactive() {
        return false;
    }

    @Override
    public long digest() {
        return DigestChain.start();
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
        text.append("  scripted device ").append(device).append('\n');
    }
}
