package tlpsim.core.pipeline;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The forward edge, Source to Memory: a Disruptor ring of TLP batches.
 *
 * <p>Assumptions: one writer thread, one reader thread (they may be the same). Guarantees: records are read in the order in which they were
 * written; neither side ever parks or throws because the ring is full or empty (the writer tests for room, the reader polls the cursor).
 */
public final class TlpRing {
    private final RingBuffer<TlpBatch> ring;
    private final int batchRecords;
    private final Gate gate;

    // Writer
    private TlpBatch open;
    private long openSequence;
    private int openCount;

    // Reader
    private final Sequence readerSequence = new Sequence(-1);
    private long readSequence = -1;
    private long availableSequence = -1;
    private TlpBatch current;
    private int currentIndex;
    private int currentCount;

    /**
     * @param slots        ring slots, a power of two, at least 1
     * @param batchRecords records per slot, at least 1
     * @param gate         passed on every access; {@link Gate#OPEN} outside tests
     */
    public TlpRing(int slots, int batchRecords, Gate gate) {
        if (!BitUtil.isPowerOfTwo(slots) || batchRecords < 1) {
            throw new IllegalArgumentException("slots must be a power of two and batchRecords at least 1: slots="
                    + slots + ", batchRecords=" + batchRecords);
        }
        this.batchRecords = batchRecords;
        this.gate = gate;
        int slotBytes = batchRecords * TlpRecordLayout.RECORD_BYTES;
        this.ring = RingBuffer.createSingleProducer(
                () -> new TlpBatch(
                        new UnsafeBuffer(BufferUtil.allocateDirectAligned(slotBytes, BitUtil.CACHE_LINE_LENGTH))),
                slots,
                new BusySpinWaitStrategy());
        ring.addGatingSequences(readerSequence);
    }

    /** Writer: true if {@link #append} may be called now. */
    public boolean hasRoom() {
        if (open != null) {
            return true;
        }
        gate.pass();
        if (!ring.hasAvailableCapacity(1)) {
            return false;
        }
        openSequence = ring.next();
        open = ring.get(openSequence);
        openCount = 0;
        return true;
    }

    /** Writer: the buffer that holds the next record; valid after {@link #hasRoom} was true. */
    public UnsafeBuffer writeBuffer() {
        return open.records();
    }

    /** Writer: offset of the next record in {@link #writeBuffer}. */
    public int writeOffset() {
        return openCount * TlpRecordLayout.RECORD_BYTES;
    }

    /** Writer: the record at {@link #writeOffset} is complete; publishes the slot when it is full. */
    public void append() {
        if (++openCount == batchRecords) {
            flush();
        }
    }

    /** Writer: publishes a partial slot. No thread waits while it holds a claimed, unpublished slot with records in it. */
    public void flush() {
        if (open != null && openCount > 0) {
            gate.pass();
            open.count(openCount);
            open = null;
            ring.publish(openSequence);
        }
    }

    /** Reader: true if a record can be read at {@link #readOffset}. */
    public boolean hasRecord() {
        if (currentIndex < currentCount) {
            return true;
        }
        return nextSlot();
    }

    private boolean nextSlot() {
        if (readSequence == availableSequence) {
            gate.pass();
            availableSequence = ring.getCursor();
            if (readSequence == availableSequence) {
                return false;
            }
        }
        readSequence++;
        current = ring.get(readSequence);
        currentCount = current.count();
        currentIndex = 0;
        return true;
    }

    /** Reader: the buffer that holds the current record. */
    public UnsafeBuffer readBuffer() {
        return current.records();
    }

    /** Reader: offset of the current record. */
    public int readOffset() {
        return currentIndex * TlpRecordLayout.RECORD_BYTES;
    }

    /** Reader: the current record is done. */
    public void advance() {
        currentIndex++;
        if (currentIndex == currentCount) {
            releaseSlot();
        }
    }

    private void releaseSlot() {
        current = null;
        currentCount = 0;
        currentIndex = 0;
        gate.pass();
        readerSequence.set(readSequence);
    }
}
