package tlpsim.core.telemetry;

import org.HdrHistogram.Histogram;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.pipeline.Promise;
import tlpsim.core.pipeline.SimulationAgent;

/**
 * The Recorder: the only writer of latency histograms. One message is one unit that a consumer has finished: flow, then picoseconds from the intended
 * arrival to (a) data globally visible, (b) consumer start, (c) consumer end. Devices that send say how long it took (d) to the last bit on the wire.
 *
 * <p>Histograms hold 1 ns to 100 s at three significant digits; their range is fixed, so recording allocates nothing.
 */
public final class LatencyRecorder implements SimulationAgent {
    /** Points at which latency is taken. */
    public static final int POINTS = 4;
    /** Intended arrival to the last bit on the wire. */
    public static final int WIRE = 3;
    /** In place of a latency: there is no such point. */
    public static final long NONE = Long.MIN_VALUE;

    private static final long HIGHEST_PS = 100_000_000_000_000L;
    private static final long LOWEST_PS = 1000;
    private static final int MESSAGES_PER_DUTY = 4096;

    private final MessageRing observations;
    /** From the Source; null where no device sends. */
    private final MessageRing wire;

    private final Promise memoryPromise;
    private final Histogram[] histograms;
    private long endPs;
    private boolean done;
    private boolean recording;

    public LatencyRecorder(MessageRing observations, Promise memoryPromise, int flows) {
        this(observations, null, memoryPromise, flows);
    }

    /** @param wire one message per packet sent: flow, then picoseconds to the last bit on the wire; null where nothing is sent */
    public LatencyRecorder(MessageRing observations, MessageRing wire, Promise memoryPromise, int flows) {
        this.observations = observations;
        this.wire = wire;
        this.memoryPromise = memoryPromise;
        histograms = new Histogram[flows * POINTS];
        for (int index = 0; index < histograms.length; index++) {
            histograms[index] = new Histogram(LOWEST_PS, HIGHEST_PS, 3);
        }
    }

    @Override
    public String roleName() {
        return "recorder";
    }

    @Override
    public void allowUntil(long newEndPs) {
        endPs = newEndPs;
        done = false;
    }

    @Override
    public int doWork() {
        // Memory publishes its observations before it raises its promise.
        boolean last = memoryPromise.get() >= endPs;
        int received = 0;
        while (received < MESSAGES_PER_DUTY && observations.hasMessage()) {
            if (recording) {
                record((int) observations.word(0));
            }
            observations.advance();
            received++;
        }
        received += wire == null ? 0 : takeWire(MESSAGES_PER_DUTY);
        done = last && received == 0;
        return received;
    }

    private void record(int flow) {
        for (int point = 0; point < WIRE; point++) {
            long latencyPs = observations.word(point + 1);
            if (latencyPs != NONE) {
                record(flow, point, latencyPs);
            }
        }
    }

    private void record(int flow, int point, long latencyPs) {
        histograms[flow * POINTS + point].recordValue(Math.min(Math.max(latencyPs, 0), HIGHEST_PS));
    }

    private int takeWire(int most) {
        int received = 0;
        while (received < most && wire.hasMessage()) {
            if (recording) {
                record((int) wire.word(0), WIRE, wire.word(1));
            }
            wire.advance();
            received++;
        }
        return received;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    /** Starts or stops recording, and forgets what was recorded. Between segments only. */
    public void restart(boolean record) {
        recording = record;
        for (Histogram histogram : histograms) {
            histogram.reset();
        }
    }

    /** The live histogram of a flow at a point, 0 to {@link #POINTS} - 1; in picoseconds. Between segments only. */
    public Histogram histogram(int flow, int point) {
        return histograms[flow * POINTS + point];
    }

    @Override
    public void describe(StringBuilder text) {
        text.append("  endPs=").append(endPs).append(", done=").append(done).append('\n');
    }
}
