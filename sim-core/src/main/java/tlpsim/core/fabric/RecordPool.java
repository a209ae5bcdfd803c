package tlpsim.core.fabric;

import java.util.Arrays;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.pipeline.TlpRecordLayout;

/** The requests that are inside the network: their records and what the network knows of each. Grows to the most that were ever inside at once. */
final class RecordPool {
    private static final int INITIAL_SLOTS = 256;

    UnsafeBuffer records = allocate(INITIAL_SLOTS);
    /** Ready to leave the receiving port it is in, as far as time and those before it allow. */
    long[] eligiblePs = new long[INITIAL_SLOTS];
    /** Its last byte is in the receiving port. */
    long[] lastBytePs = new long[INITIAL_SLOTS];
    /** It came to the egress port. */
    long[] joinedPs = new long[INITIAL_SLOTS];
    /** Directed link it leaves by, or {@link RouteTable#TO_HOST}. */
    int[] egress = new int[INITIAL_SLOTS];

    int[] way = new int[INITIAL_SLOTS];
    int[] ingress = new int[INITIAL_SLOTS];
    boolean[] joined = new boolean[INITIAL_SLOTS];
    /** Where it stands in the queue of its ingress. */
    int[] position = new int[INITIAL_SLOTS];

    boolean[] announced = new boolean[INITIAL_SLOTS];
    boolean[] lost = new boolean[INITIAL_SLOTS];
    /** Parts of the network that still need the slot. */
    byte[] holders = new byte[INITIAL_SLOTS];

    private int[] free = new int[INITIAL_SLOTS];
    private int freeCount;

    RecordPool() {
        addFree(0, INITIAL_SLOTS);
    }

    private static UnsafeBuffer allocate(int slots) {
        return new UnsafeBuffer(
                BufferUtil.allocateDirectAligned(slots * TlpRecordLayout.RECORD_BYTES, BitUtil.CACHE_LINE_LENGTH));
    }

    private void addFree(int from, int to) {
        for (int slot = to - 1; slot >= from; slot--) {
            free[freeCount++] = slot;
        }
    }

    int take() {
        if (freeCount == 0) {
            grow();
        }
        int slot = free[--freeCount];
        holders[slot] = 1;
        return slot;
    }

    void release(int slot) {
        if (--holders[slot] == 0) {
            free[freeCount++] = slot;
        }
    }

    private void grow() {
        int old = eligiblePs.length;
        int slots = old * 2;
        UnsafeBuffer larger = allocate(slots);
        larger.putBytes(0, records, 0, old * TlpRecordLayout.RECORD_BYTES);
        records = larger;
        eligiblePs = Arrays.copyOf(eligiblePs, slots);
        lastBytePs = Arrays.copyOf(lastBytePs, slots);
        joinedPs = Arrays.copyOf(joinedPs, slots);
        egress = Arrays.copyOf(egress, slots);
        way = Arrays.copyOf(way, slots);
        ingress = Arrays.copyOf(ingress, slots);
        joined = Arrays.copyOf(joined, slots);
        position = Arrays.copyOf(position, slots);
        announced = Arrays.copyOf(announced, slots);
        lost = Arrays.copyOf(lost, slots);
        holders = Arrays.copyOf(holders, slots);
        free = new int[slots];
        addFree(old, slots);
    }

    static int offset(int slot) {
        return slot * TlpRecordLayout.RECORD_BYTES;
    }

    int payloadBytes(int slot) {
        return records.getInt(offset(slot) + TlpRecordLayout.PAYLOAD_BYTES);
    }

    /** Length of the header it has now. */
    int headerBytes(int slot) {
        int delivered = records.getByte(offset(slot) + TlpRecordLayout.DELIVERED_BYTES);
        return delivered > 0 ? delivered : records.getByte(offset(slot) + TlpRecordLayout.EMITTED_BYTES);
    }

    int flags(int slot) {
        return records.getByte(offset(slot) + TlpRecordLayout.FLAGS);
    }

    int device(int slot) {
        return records.getShort(offset(slot) + TlpRecordLayout.DEVICE);
    }

    int queue(int slot) {
        return records.getInt(offset(slot) + TlpRecordLayout.QUEUE);
    }

    long unit(int slot) {
        return records.getLong(offset(slot) + TlpRecordLayout.UNIT);
    }
}
