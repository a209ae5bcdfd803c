package tlpsim.completer.host;

import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.telemetry.DigestChain;

/**
 * The receiving side of a root port: one posted FIFO, ordering, and the return of posted credits.
 *
 * <p>A posted write without RO becomes visible after every earlier posted write of its port (PCIe Base Specification 2.4.1, A2a); one with RO
 * may pass (A2b). Credits return when the host's pool accepts the write; an UpdateFC is sent for every eighth of the window, and earlier where what is
 * held back could keep the largest TLP from being sent. Owned by the Memory process.
 */
final class RootPortModel {
    private static final int UPDATES_PER_WINDOW = 8;
    private static final int DATA_UNIT_BYTES = 16;
    /** Data credits of a write of 4096 B, the largest Max_Payload_Size. */
    private static final int LARGEST_DATA_UNITS = 256;

    private final int id;
    private final int headerWindow;
    private final int dataWindow;
    private final long creditReturnPs;
    private final PostedPool pool;
    private final MessageRing feedback;
    private final long[] counters = new long[RootPortCounter.COUNT];

    private long lastVisiblePs;
    private long lastReleasePs;
    private int headersReleased;
    private int dataUnitsReleased;
    private long digest = DigestChain.start();

    RootPortModel(
            int id, int headerWindow, int dataWindow, long creditReturnPs, PostedPool pool, MessageRing feedback) {
        this.id = id;
        this.headerWindow = headerWindow;
        this.dataWindow = dataWindow;
        this.creditReturnPs = creditReturnPs;
        this.pool = pool;
        this.feedback = feedback;
    }

    /** When the pool accepts a write that arrived at {@code arrivalPs}. Lines may be 0 (interrupts, rejected writes). */
    long accept(long arrivalPs, int lines) {
        if (lines == 0) {
            return arrivalPs;
        }
        long startPs = pool.accept(arrivalPs, lines);
        counters[RootPortCounter.POOL_WAIT_PS] += startPs - arrivalPs;
        return startPs;
    }

    /** Orders the accepted write. @return when it is globally visible */
    long commit(long startPs, long latencyPs, int lines, boolean relaxed) {
        long ownPs = startPs + latencyPs;
        long visiblePs = ownPs;
        if (!relaxed && lastVisiblePs > ownPs) {
            visiblePs = lastVisiblePs;
            counters[RootPortCounter.ORDERING_WAIT_PS] += visiblePs - ownPs;
            counters[RootPortCounter.ORDERING_WAITS]++;
        }
        lastVisiblePs = Math.max(lastVisiblePs, visiblePs);
        if (lines > 0) {
            pool.occupy(lines, visiblePs);
        }
        return visiblePs;
    }

    /** The write leaves the port's receive buffer at {@code startPs}. */
    void releaseCredits(long startPs, int payloadBytes) {
        lastReleasePs = Math.max(lastReleasePs, startPs);
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

    /** A read that arrived at {@code arrivalPs} may be served: it never passes a posted write (2.4.1, B2a). */
    long readStart(long arrivalPs) {
        return Math.max(arrivalPs, lastVisiblePs);
    }

    void chain(long arrivalPs, int queue, long address, long visiblePs) {
        long chain = DigestChain.mix(digest, arrivalPs);
        chain = DigestChain.mix(chain, queue);
        chain = DigestChain.mix(chain, address);
        digest = DigestChain.mix(chain, visiblePs);
    }

    long[] counters() {
        return counters;
    }

    long digest() {
        return digest;
    }

    void describe(StringBuilder text) {
        text.append("  root port ")
                .append(id)
                .append(": lastVisiblePs=")
                .append(lastVisiblePs)
                .append(", lastReleasePs=")
                .append(lastReleasePs)
                .append(", headersReleased=")
                .append(headersReleased)
                .append('\n');
    }
}
