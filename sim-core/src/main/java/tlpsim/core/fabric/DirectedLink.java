package tlpsim.core.fabric;

import tlpsim.core.link.LinkConfig;
import tlpsim.core.link.LinkRate;
import tlpsim.core.link.SerialisationClock;
import tlpsim.core.link.WireLayout;
import tlpsim.core.telemetry.DigestChain;

/**
 * One direction of a link, apart from those on which requests start: completions and doorbells in the order in which they become ready, and requests that
 * elements forward, in the order in which they come to the port, as far as the posted credits of the receiver allow.
 *
 * <p>Completions need no posted credits and pass requests that wait for some; on the wire all share one clock. Owned by the Source process.
 */
public final class DirectedLink {
    private static final int DOORBELL_BYTES = 4;
    private static final int DATA_UNIT_BYTES = 16;

    private final LinkConfig link;
    private final long propagationPs;
    private final SerialisationClock clock;
    private final long[] counters = new long[PortCounter.COUNT];
    /** Counters of the port at the other end of the link, which counts what comes down; own ones where there is none. */
    private final long[] portCounters;

    private final boolean finiteCredits;
    private long headersLeft;
    private long dataUnitsLeft;
    private long digest = DigestChain.start();

    // Requests that wait for credits, by slot of the network's records.
    private int[] waiting = new int[64];
    private int head;
    private int tail;

    private long firstSymbolPs;

    public DirectedLink(LinkConfig link, long propagationPs, ReceiveWindow window, long[] portCounters) {
        this.link = link;
        this.propagationPs = propagationPs;
        this.portCounters = portCounters;
        this.clock = new SerialisationClock(LinkRate.tlp(link));
        this.finiteCredits = window.headers() > 0 || window.dataUnits() > 0;
        this.headersLeft = window.headers() > 0 ? window.headers() : Long.MAX_VALUE / 2;
        this.dataUnitsLeft = window.dataUnits() > 0 ? window.dataUnits() : Long.MAX_VALUE / 2;
    }

    /** Sends a doorbell write. @return when it reaches the other end */
    long sendDoorbell(long readyPs) {
        return sendDown(readyPs, WireLayout.HEADER_4DW_BYTES, DOORBELL_BYTES);
    }

    /**
     * Sends the completions of one read: cut at Read Completion Boundaries so that none exceeds MPS (2.3.1.1); one without data for 0 bytes.
     *
     * @return when the last byte reaches the other end
     */
    long sendCompletions(long readyPs, int addressLow, int bytes) {
        portCounters[PortCounter.DOWN_READS]++;
        portCounters[PortCounter.DOWN_WAIT_PS] += Math.max(0, clock.freeAtPs() - readyPs);
        if (bytes == 0) {
            return sendDown(readyPs, WireLayout.HEADER_3DW_BYTES, 0);
        }
        int left = bytes;
        int at = addressLow;
        long arrivalPs = readyPs;
        while (left > 0) {
            int piece = completionPiece(link, at, left);
            int padded = (at & 3) + piece + 3 & ~3;
            arrivalPs = sendDown(readyPs, WireLayout.HEADER_3DW_BYTES, padded);
            at += piece;
            left -= piece;
        }
        return arrivalPs;
    }

    /** Bytes of the next completion of a read of which {@code left} bytes from {@code addressLow} on have not been sent. */
    public static int completionPiece(LinkConfig link, int addressLow, int left) {
        int mps = link.mpsBytes();
        return Math.min(left, mps - (addressLow & link.rcbBytes() - 1 & mps - 1));
    }

    private long sendDown(long readyPs, int headerBytes, int payloadBytes) {
        int wireBytes = wireBytes(headerBytes, payloadBytes);
        portCounters[PortCounter.DOWN_WIRE_BYTES] += wireBytes;
        portCounters[PortCounter.DOWN_TLPS]++;
        return clock.transmit(readyPs, wireBytes) + propagationPs;
    }

    private int wireBytes(int headerBytes, int payloadBytes) {
        return WireLayout.wireBytes(link.flit(), headerBytes, payloadBytes, 0, link.ecrc());
    }

    /** When the first symbol of something ready at {@code readyPs} would reach the other end. */
    long firstSymbolPs(long readyPs) {
        return Math.max(readyPs, clock.freeAtPs()) + propagationPs;
    }

    /** Time that a request takes on this link, rounded down. */
    long durationPs(int headerBytes, int payloadBytes) {
        return clock.durationPs(wireBytes(headerBytes, payloadBytes));
    }

    /** A request comes to the port, behind those that wait. */
    void enqueue(int slot) {
        if (tail - head == waiting.length) {
            int[] larger = new int[waiting.length * 2];
            for (int at = head; at < tail; at++) {
                larger[at & larger.length - 1] = waiting[at & waiting.length - 1];
            }
            waiting = larger;
        }
        waiting[tail & waiting.length - 1] = slot;
        tail++;
    }

    boolean hasWaiting() {
        return head != tail;
    }

    int firstWaiting() {
        return waiting[head & waiting.length - 1];
    }

    void removeFirst() {
        head++;
    }

    /** Takes posted credits for a payload if there are enough; a request without payload needs none. */
    boolean takeCredits(int payloadBytes) {
        if (!finiteCredits || payloadBytes == 0) {
            return true;
        }
        int units = (payloadBytes + DATA_UNIT_BYTES - 1) / DATA_UNIT_BYTES;
        if (headersLeft < 1 || dataUnitsLeft < units) {
            return false;
        }
        headersLeft--;
        dataUnitsLeft -= units;
        return true;
    }

    void addCredits(int headers, int dataUnits) {
        headersLeft += headers;
        dataUnitsLeft += dataUnits;
    }

    /**
     * Sends a request whose credits are taken.
     *
     * @param nowPs    not before {@code joinedPs}
     * @param joinedPs when it came to the port
     * @param key      what of it enters the digest
     * @return when its last byte reaches the other end
     */
    long send(long nowPs, long joinedPs, int headerBytes, int prefixBytes, int payloadBytes, long key) {
        long freePs = Math.max(joinedPs, clock.freeAtPs());
        long startPs = Math.max(nowPs, clock.freeAtPs());
        int wireBytes = wireBytes(headerBytes, payloadBytes);
        counters[PortCounter.TLPS]++;
        counters[PortCounter.WIRE_BYTES] += wireBytes;
        counters[PortCounter.PAYLOAD_BYTES] += payloadBytes;
        counters[PortCounter.PREFIX_BYTES] += prefixBytes;
        counters[PortCounter.CREDIT_WAIT_PS] += startPs - freePs;
        counters[PortCounter.LINK_WAIT_PS] += freePs - joinedPs;
        firstSymbolPs = startPs + propagationPs;
        digest = DigestChain.mix(DigestChain.mix(digest, startPs), key);
        return clock.transmit(nowPs, wireBytes) + propagationPs;
    }

    /** When the first symbol of the request sent last reaches the other end. */
    long sentFirstSymbolPs() {
        return firstSymbolPs;
    }

    long propagationPs() {
        return propagationPs;
    }

    /** The link and its limits. */
    public LinkConfig link() {
        return link;
    }

    /** The live counters of forwarded requests, indexed by {@link PortCounter}. */
    public long[] counters() {
        return counters;
    }

    long digest() {
        return digest;
    }

    void describe(StringBuilder text) {
        text.append("waiting=")
                .append(tail - head)
                .append(", headersLeft=")
                .append(headersLeft)
                .append(", dataUnitsLeft=")
                .append(dataUnitsLeft)
                .append(", freeAtPs=")
                .append(clock.freeAtPs())
                .append('\n');
    }
}
