package tlpsim.core.fabric;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.link.LinkRate;
import tlpsim.core.link.SerialisationClock;
import tlpsim.core.link.WireLayout;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.pipeline.TlpRing;
import tlpsim.core.telemetry.DigestChain;

/**
 * The upstream direction of a port's link: one FIFO of TLPs for all devices and queues behind it, posted credits, serialisation.
 *
 * <p>The departure of a TLP is a pure function of its place in the FIFO: the latest of its own readiness, the end of the TLP before it, and the
 * effective time of the credit return that covers it (PCIe Base Specification 2.6.1: a TLP is sent only if its header and data credits are there).
 * So it can be decided as soon as that credit return is known, whatever the Source's clock shows. Posted writes never pass each other here;
 * reads never pass posted writes (2.4.1); the number of reads is limited by the device's tags, not by non-posted credits.
 *
 * <p>Not thread safe: owned by the Source process.
 */
public final class UpstreamPort {
    private static final int DATA_UNIT_BYTES = 16;
    private static final int INITIAL_RECORDS = 1024;

    private final PortConfig config;
    private final SerialisationClock clock;
    private final DeviceModel[] devices;
    private final boolean finiteCredits;

    private UnsafeBuffer pending = allocate(INITIAL_RECORDS);
    /** By record: time spent waiting for credits, then for the link. Known when the TLP is decided, counted when it is forwarded. */
    private long[] waitsPs = new long[2 * INITIAL_RECORDS];

    private int mask = INITIAL_RECORDS - 1;
    // TLPs before decided have their departure; those before head are gone.
    private long head;
    private long decided;
    private long tail;

    private long headersUsed;
    private long dataUnitsUsed;
    private long headerLimit;
    private long dataUnitLimit;
    private long lastCreditPs;
    private long[] creditTimes = new long[256];
    private long[] creditAmounts = new long[256];
    private int creditHead;
    private int creditTail;

    private long sequence;
    private long digest = DigestChain.start();
    private final long[] counters = new long[PortCounter.COUNT];

    public UpstreamPort(PortConfig config, DeviceModel[] devices) {
        this.config = config;
        this.devices = devices;
        this.clock = new SerialisationClock(LinkRate.tlp(config.link()));
        this.finiteCredits = config.postedHeaderCredits() > 0 || config.postedDataCredits() > 0;
        this.headerLimit = config.postedHeaderCredits() > 0 ? config.postedHeaderCredits() : Long.MAX_VALUE;
        this.dataUnitLimit = config.postedDataCredits() > 0 ? config.postedDataCredits() : Long.MAX_VALUE;
    }

    private static UnsafeBuffer allocate(int records) {
        return new UnsafeBuffer(
                BufferUtil.allocateDirectAligned(records * TlpRecordLayout.RECORD_BYTES, BitUtil.CACHE_LINE_LENGTH));
    }

    public PortConfig config() {
        return config;
    }

    /** Makes room for one TLP at the end of the FIFO. @return its offset in {@link #pending()} */
    public int claim() {
        if (tail - head > mask) {
            grow();
        }
        return (int) tail << 7 & mask << 7;
    }

    /** The FIFO's memory; ask again after each {@link #claim}. */
    public UnsafeBuffer pending() {
        return pending;
    }

    /** The claimed TLP is complete and ready at {@code readyPs}; ready times never fall. */
    public void commit(long readyPs) {
        int offset = (int) tail << 7 & mask << 7;
        pending.putLong(offset + TlpRecordLayout.DEPART_PS, readyPs);
        pending.putLong(offset + TlpRecordLayout.SEQUENCE, sequence++);
        pending.putShort(offset + TlpRecordLayout.PORT, (short) config.id());
        tail++;
    }

    private void grow() {
        int records = mask + 1;
        UnsafeBuffer larger = allocate(records * 2);
        for (long record = head; record < tail; record++) {
            int from = (int) (record & mask) * TlpRecordLayout.RECORD_BYTES;
            int to = (int) (record & 2L * records - 1) * TlpRecordLayout.RECORD_BYTES;
            larger.putBytes(to, pending, from, TlpRecordLayout.RECORD_BYTES);
        }
        long[] largerWaits = new long[4 * records];
        for (long record = head; record < decided; record++) {
            System.arraycopy(waitsPs, 2 * (int) (record & mask), largerWaits, 2 * (int) (record & 2L * records - 1), 2);
        }
        pending = larger;
        waitsPs = largerWaits;
        mask = records * 2 - 1;
    }

    /** Feedback: credits that the requester's side has from {@code effectivePs} on; effective times never fall. */
    public void addCredits(long effectivePs, long amounts) {
        if (creditTail == creditTimes.length) {
            compactCredits();
        }
        creditTimes[creditTail] = effectivePs;
        creditAmounts[creditTail] = amounts;
        creditTail++;
    }

    private void compactCredits() {
        int used = creditTail - creditHead;
        int capacity = used * 2 > creditTimes.length ? creditTimes.length * 2 : creditTimes.length;
        long[] times = capacity == creditTimes.length ? creditTimes : new long[capacity];
        long[] amounts = capacity == creditAmounts.length ? creditAmounts : new long[capacity];
        System.arraycopy(creditTimes, creditHead, times, 0, used);
        System.arraycopy(creditAmounts, creditHead, amounts, 0, used);
        creditTimes = times;
        creditAmounts = amounts;
        creditHead = 0;
        creditTail = used;
    }

    /** Decides, in FIFO order, when TLPs leave, as far as the credits known so far cover them; whether the ring has room for them plays no part. */
    public void decide() {
        while (decided < tail && decideNext()) {
            decided++;
        }
    }

    private boolean decideNext() {
        int offset = (int) decided << 7 & mask << 7;
        UnsafeBuffer records = pending;
        int payloadBytes = records.getInt(offset + TlpRecordLayout.PAYLOAD_BYTES);
        if (finiteCredits && payloadBytes > 0 && !takeCredits(payloadBytes)) {
            return false;
        }
        long readyPs = records.getLong(offset + TlpRecordLayout.DEPART_PS);
        long freePs = Math.max(readyPs, clock.freeAtPs());
        long startPs = payloadBytes > 0 ? Math.max(freePs, lastCreditPs) : freePs;
        long endPs = clock.transmit(startPs, wireBytes(records, offset));
        records.putLong(offset + TlpRecordLayout.DEPART_PS, startPs);
        records.putLong(offset + TlpRecordLayout.ARRIVAL_PS, endPs + config.propagationPs());
        int waits = 2 * (int) (decided & mask);
        waitsPs[waits] = startPs - freePs;
        waitsPs[waits + 1] = freePs - readyPs;
        if ((records.getByte(offset + TlpRecordLayout.FLAGS) & TlpRecordLayout.FLAG_LAST) != 0) {
            devices[records.getShort(offset + TlpRecordLayout.DEVICE)].onDeparted(
                    endPs, records.getInt(offset + TlpRecordLayout.UNIT_BYTES));
        }
        return true;
    }

    private int wireBytes(UnsafeBuffer records, int offset) {
        return WireLayout.wireBytes(
                config.link().flit(),
                records.getByte(offset + TlpRecordLayout.EMITTED_BYTES),
                records.getInt(offset + TlpRecordLayout.PAYLOAD_BYTES),
                0,
                config.link().ecrc());
    }

    private boolean takeCredits(int payloadBytes) {
        int units = (payloadBytes + DATA_UNIT_BYTES - 1) / DATA_UNIT_BYTES;
        while (headersUsed + 1 > headerLimit || dataUnitsUsed + units > dataUnitLimit) {
            if (creditHead == creditTail) {
                return false;
            }
            lastCreditPs = creditTimes[creditHead];
            long amounts = creditAmounts[creditHead];
            creditHead++;
            if (config.postedHeaderCredits() > 0) {
                headerLimit += FeedbackLayout.creditHeaders(amounts);
            }
            if (config.postedDataCredits() > 0) {
                dataUnitLimit += FeedbackLayout.creditDataUnits(amounts);
            }
        }
        headersUsed++;
        dataUnitsUsed += units;
        return true;
    }

    /** Counts a TLP when it is forwarded: exactly the TLPs that arrive before the end of a segment are counted in it. */
    private void account(UnsafeBuffer records, int offset) {
        int waits = 2 * (int) (head & mask);
        counters[PortCounter.TLPS]++;
        counters[PortCounter.WIRE_BYTES] += wireBytes(records, offset);
        counters[PortCounter.PAYLOAD_BYTES] += records.getInt(offset + TlpRecordLayout.PAYLOAD_BYTES);
        counters[PortCounter.PREFIX_BYTES] += records.getByte(offset + TlpRecordLayout.PREFIX_BYTES);
        counters[PortCounter.CREDIT_WAIT_PS] += waitsPs[waits];
        counters[PortCounter.LINK_WAIT_PS] += waitsPs[waits + 1];
        digest = chainHeader(
                DigestChain.mix(digest, records.getLong(offset + TlpRecordLayout.DEPART_PS)), records, offset);
    }

    /** All emitted bytes and nothing behind them: what a slot held before must not enter. */
    private static long chainHeader(long chain, UnsafeBuffer records, int offset) {
        int at = offset + TlpRecordLayout.EMITTED;
        int end = at + records.getByte(offset + TlpRecordLayout.EMITTED_BYTES);
        long result = chain;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            result = DigestChain.mix(result, records.getLong(at));
        }
        return at < end ? DigestChain.mix(result, records.getInt(at)) : result;
    }

    /** True if it is decided when the oldest TLP arrives. */
    public boolean isHeadDecided() {
        return head < decided;
    }

    /** Arrival of the decided head at the completer. */
    public long headArrivalPs() {
        return pending.getLong(((int) head << 7 & mask << 7) + TlpRecordLayout.ARRIVAL_PS);
    }

    /** When the first symbol of the decided head reaches the other end. */
    long headSymbolPs() {
        return pending.getLong(((int) head << 7 & mask << 7) + TlpRecordLayout.DEPART_PS) + config.propagationPs();
    }

    /** Copies the decided head into the ring, which has room, and drops it from the FIFO. */
    public void forwardHead(TlpRing ring) {
        takeHead(ring.writeBuffer(), ring.writeOffset());
        ring.append();
    }

    /** Moves the decided head to {@code to}. */
    void takeHead(UnsafeBuffer to, int at) {
        int offset = (int) head << 7 & mask << 7;
        account(pending, offset);
        to.putBytes(at, pending, offset, TlpRecordLayout.RECORD_BYTES);
        head++;
    }

    /** As {@link #boundPs}, for the first symbol instead of the last byte. */
    long symbolBoundPs(long sourceBoundPs, long creditBoundPs) {
        return isHeadDecided() ? headSymbolPs() : boundPs(sourceBoundPs, creditBoundPs);
    }

    /**
     * A time before which no later TLP of this port arrives. All that can be decided has been decided.
     *
     * @param sourceBoundPs   no TLP that is not yet in the FIFO becomes ready before it
     * @param creditBoundPs no credit return that is not yet known takes effect before it
     */
    public long boundPs(long sourceBoundPs, long creditBoundPs) {
        if (isHeadDecided()) {
            return headArrivalPs();
        }
        long startPs;
        if (head == tail) {
            startPs = Math.max(sourceBoundPs, clock.freeAtPs());
        } else {
            startPs = Math.max(clock.freeAtPs(), Math.max(lastCreditPs, creditBoundPs));
        }
        // Without any credit return to come there is no bound but the others'.
        return startPs == Long.MAX_VALUE ? startPs : startPs + config.propagationPs();
    }

    /** TLPs that wait in the FIFO. */
    public long waiting() {
        return tail - head;
    }

    /** The live counters, indexed by {@link PortCounter}. */
    public long[] counters() {
        return counters;
    }

    public long digest() {
        return digest;
    }

    void describe(StringBuilder text) {
        text.append("  port ")
                .append(config.id())
                .append(": waiting=")
                .append(tail - head)
                .append(", decided=")
                .append(decided - head)
                .append(", freeAtPs=")
                .append(clock.freeAtPs())
                .append(", headersUsed=")
                .append(headersUsed)
                .append(" of ")
                .append(headerLimit)
                .append(", dataUnitsUsed=")
                .append(dataUnitsUsed)
                .append(" of ")
                .append(dataUnitLimit)
                .append('\n');
    }
}
