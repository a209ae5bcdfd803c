package tlpsim.completer.port;

import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.telemetry.DigestChain;

/**
 * The receiving side of a port: one posted FIFO, ordering, and the return of posted credits.
 *
 * <p>A posted write without RO becomes visible after every earlier posted write of its port (PCIe Base Specification 2.4.1, A2a); one with RO
 * may pass (A2b). Credits return when the completer's pool accepts the write; an UpdateFC is sent for every eighth of the window, and earlier where what is
 * held back could keep the largest TLP from being sent. Owned by the Memory process.
 */
public final class ReceivePort {
    private static final int UPDATES_PER_WINDOW = 8;
    private static final int DATA_UNIT_BYTES = 16;
    /** Data credits of a write of 4096 B, the largest Max_Payload_Size. */
    private static final int LARGEST_DATA_UNITS = 256;

    private static final long NEVER = 0;

    private final int id;
    private final int headerWindow;
    private final int dataWindow;
    private final long creditReturnPs;
    private final long acceptanceReturnPs;
    private final PostedPool pool;
    private final MessageRing feedback;
    private final long[] counters = new long[ReceiveCounter.COUNT];

    private long lastVisiblePs;
    private long lastReleasePs;
    private long lastTakenPs;
    private long taken;
    private int headersReleased;
    private int dataUnitsReleased;
    private long digest = DigestChain.start();

    /** @param id of the receiving port, in feedback */
    public ReceivePort(int id, ReceiveWindow window, PostedPool pool, MessageRing feedback) {
        this.id = id;
        this.headerWindow = window.headers();
        this.dataWindow = window.dataUnits();
        this.creditReturnPs = window.creditReturnPs();
        this.acceptanceReturnPs = window.acceptanceReturnPs();
        this.pool = pool;
        this.feedback = feedback;
    }

    /** When the pool accepts a write that arrived at {@code arrivalPs}. Lines may be 0 (interrupts, rejected writes). */
    public long accept(long arrivalPs, int lines) {
        if (lines == 0) {
            return arrivalPs;
        }
        long startPs = pool.accept(arrivalPs, lines);
        counters[ReceiveCounter.POOL_WAIT_PS] += startPs - arrivalPs;
        return startPs;
    }

    /** Orders the write that was just accepted, which alone would be visible at {@code ownPs}. @return when it is globally visible */
    public long commit(long ownPs, int lines, boolean relaxed) {
        long visiblePs = ownPs;
        long earliestPs = relaxed ? 0 : lastVisiblePs;
        if (!relaxed && lastVisiblePs > ownPs) {
            visiblePs = lastVisiblePs;
            counters[ReceiveCounter.ORDERING_WAIT_PS] += visiblePs - ownPs;
            counters[ReceiveCounter.ORDERING_WAITS]++;
        }
        lastVisiblePs = Math.max(lastVisiblePs, visiblePs);
        if (lines > 0) {
            pool.occupy(lines, visiblePs, earliestPs);
        }
        return visiblePs;
    }

    /** The write leaves the port's receive buffer at {@code startPs}. */
    public void releaseCredits(long startPs, int payloadBytes) {
        lastReleasePs = Math.max(lastReleasePs, startPs);
        take(startPs);
        if (headerWindow == 0 && dataWindow == 0) {
            return;
        }
        headersReleased++;
        dataUnitsReleased += (payloadBytes + DATA_UNIT_BYTES - 1) / DATA_UNIT_BYTES;
        boolean due = headerWindow > 0 && headersReleased * UPDATES_PER_WINDOW >= headerWindow
                || dataWindow > 0
                        && (dataUnitsReleased * UPDATES_PER_WINDOW >= dataWindow
                                || dataWindow - dataUnitsReleased < LARGEST_DATA_UNITS);
        if (due) {
            feedback.send(
                    FeedbackLayout.head(FeedbackLayout.CREDIT, id),
                    lastReleasePs + creditReturnPs,
                    FeedbackLayout.credits(headersReleased, dataUnitsReleased),
                    0);
            headersReleased = 0;
            dataUnitsReleased = 0;
        }
    }

    /**
     * A request leaves the receive FIFO for the completer at {@code timePs}, but never before an earlier one. Where the port also routes between ports, the
     * Source is told: what waits behind it in the FIFO may go on.
     */
    public void take(long timePs) {
        if (acceptanceReturnPs != NEVER) {
            taken++;
            lastTakenPs = Math.max(lastTakenPs, timePs);
            feedback.send(FeedbackLayout.head(FeedbackLayout.ACCEPTED, id), lastTakenPs + acceptanceReturnPs, taken, 0);
        }
    }

    /** A read that arrived at {@code arrivalPs} may be served: it never passes a posted write (2.4.1, B2a). */
    public long readStart(long arrivalPs) {
        return Math.max(arrivalPs, lastVisiblePs);
    }

    public void chain(long arrivalPs, int queue, long address, long visiblePs) {
        long chain = DigestChain.mix(digest, arrivalPs);
        chain = DigestChain.mix(chain, queue);
        chain = DigestChain.mix(chain, address);
        digest = DigestChain.mix(chain, visiblePs);
    }

    /** Indexed by {@link ReceiveCounter}. */
    public long[] counters() {
        return counters;
    }

    public long digest() {
        return digest;
    }

    /** Appends the state for the stall report. */
    public void describe(StringBuilder text) {
        text.append("  receiving port ")
                .append(id)
                .append(": lastVisiblePs=")
                .append(lastVisiblePs)
                .append(", lastReleasePs=")
                .append(lastReleasePs)
                .append(", headersReleased=")
                .append(headersReleased)
                .append(", taken=")
                .append(taken)
                .append('\n');
    }
}
