package tlpsim.completer.consumer;

import java.util.Arrays;
import tlpsim.core.fabric.QueueLayout;

/**
 * What consumers know of each queue's units (packets, commands): sizes, times, counts. Flat arrays over all rings, owned by the Memory process.
 *
 * <p>A slot belongs to the newest unit of which anything has arrived; nothing of the unit before it is left. What arrives of an older one, over a path slower
 * than the ring's turn, is only counted.
 */
public final class QueueTable {
    private static final long NOTHING = -1;
    /** Time of what is not there yet. */
    private static final long NEVER = Long.MAX_VALUE;

    private static final int UNKNOWN = -1;
    /** Address of data of which nothing has arrived. */
    private static final long NOWHERE = -1;

    // Fields of a slot.
    private static final int UNIT = 0;
    private static final int INTENDED_PS = 1;
    private static final int DATA_VISIBLE_PS = 2;
    private static final int ENTRY_VISIBLE_PS = 3;
    private static final int PREFETCH_READY_PS = 4;
    private static final int UNIT_BYTES = 5;
    /** The last unit of the slot that was counted as visible before its data. */
    private static final int COUNTED_UNIT = 6;
    /** The last unit of the slot that was counted as read without its data. */
    private static final int MISSED_UNIT = 7;

    private static final int SLOT_SHIFT = 3;
    private static final int SLOT_LONGS = 1 << SLOT_SHIFT;
    /** A large array begins at a multiple of 64 bytes, its first element 16 bytes behind that. */
    private static final int FIRST_SLOT = 6;

    private final QueueLayout[] layouts;
    private final QueuePlaces[] places;
    private final int[] base;
    private final int[] slotMask;
    private final int[] coreOf;
    private final int[] workloadOf;
    private final int[] flowOf;
    private final int flows;

    /** By slot, {@link #SLOT_LONGS} each: all that is known of a unit lies in one cache line. */
    private final long[] slots;

    /** By slot: where the data of a unit begins, as its first write says; empty where no buffer takes several units. */
    private final long[] dataAddress;

    /** Units that the consumer has taken. */
    final long[] consumed;
    /** Units that the consumer has prefetched. */
    final long[] prefetched;
    /** Units whose data a core or an engine has begun to read. */
    private final long[] read;
    /** Descriptors that the driver has posted. */
    final long[] posted;
    /** Units given back since the last doorbell. */
    final int[] returned;

    /** By queue and slot: the buffer of a pool; null where buffer i of the ring belongs to unit i. */
    private final int[][] poolBuffers;

    private final long[] visibleBeforeData;
    private final long[] readWithoutData;

    /** Queues that lie at the host, one flow per workload. */
    public QueueTable(QueueLayout[] layouts, int[] coreOf, int[] workloadOf) {
        this(layouts, allAtHost(layouts.length), coreOf, workloadOf, workloadOf);
    }

    /**
     * @param layouts addresses in the memories that {@code places} name
     * @param flowOf  flow of each queue, from 0 without gaps; the queues of a flow belong to one workload
     */
    public QueueTable(QueueLayout[] layouts, QueuePlaces[] places, int[] coreOf, int[] workloadOf, int[] flowOf) {
        this.layouts = layouts;
        this.places = places.clone();
        this.coreOf = coreOf.clone();
        this.workloadOf = workloadOf;
        this.flowOf = flowOf.clone();
        flows = Arrays.stream(flowOf).max().orElse(-1) + 1;
        base = new int[layouts.length];
        slotMask = new int[layouts.length];
        int total = 0;
        for (int queue = 0; queue < layouts.length; queue++) {
            base[queue] = FIRST_SLOT + (total << SLOT_SHIFT);
            slotMask[queue] = layouts[queue].entries() - 1;
            total = Math.addExact(total, layouts[queue].entries());
        }
        slots = new long[Math.addExact(FIRST_SLOT, Math.multiplyExact(total, SLOT_LONGS))];
        for (int slot = FIRST_SLOT; slot < slots.length; slot += SLOT_LONGS) {
            slots[slot + UNIT] = NOTHING;
            slots[slot + COUNTED_UNIT] = NOTHING;
            slots[slot + MISSED_UNIT] = NOTHING;
        }
        consumed = new long[layouts.length];
        prefetched = new long[layouts.length];
        read = new long[layouts.length];
        posted = new long[layouts.length];
        returned = new int[layouts.length];
        for (int queue = 0; queue < layouts.length; queue++) {
            posted[queue] = layouts[queue].descriptors();
        }
        boolean strided = Arrays.stream(layouts).anyMatch(layout -> layout != null && layout.strides() > 1);
        dataAddress = new long[strided ? total : 0];
        Arrays.fill(dataAddress, NOWHERE);
        poolBuffers = new int[layouts.length][];
        visibleBeforeData = new long[flows];
        readWithoutData = new long[flows];
    }

    private static QueuePlaces[] allAtHost(int queues) {
        QueuePlaces[] places = new QueuePlaces[queues];
        Arrays.fill(places, QueuePlaces.ALL_HOST);
        return places;
    }

    public int queues() {
        return layouts.length;
    }

    public QueueLayout layout(int queue) {
        return layouts[queue];
    }

    public QueuePlaces places(int queue) {
        return places[queue];
    }

    /** The core that consumes the queue now, or drives it where an engine consumes. */
    public int core(int queue) {
        return coreOf[queue];
    }

    public int workload(int queue) {
        return workloadOf[queue];
    }

    /** Queues of one workload whose things lie in the same places. */
    public int flow(int queue) {
        return flowOf[queue];
    }

    public int flows() {
        return flows;
    }

    /** The workload that a flow belongs to. */
    public int workloadOfFlow(int flow) {
        for (int queue = 0; queue < flowOf.length; queue++) {
            if (flowOf[queue] == flow) {
                return workloadOf[queue];
            }
        }
        throw new IllegalArgumentException("flow=" + flow + " of " + flows);
    }

    void moveTo(int queue, int core) {
        coreOf[queue] = core;
    }

    private int index(int queue, long unit) {
        return base[queue] + (((int) unit & slotMask[queue]) << SLOT_SHIFT);
    }

    /** Makes the slot that of {@code unit}. @return false where it already belongs to a later one */
    private boolean claim(int index, long unit) {
        if (slots[index + UNIT] == unit) {
            return true;
        }
        if (slots[index + UNIT] > unit) {
            return false;
        }
        slots[index + UNIT] = unit;
        slots[index + DATA_VISIBLE_PS] = 0;
        slots[index + ENTRY_VISIBLE_PS] = NEVER;
        slots[index + UNIT_BYTES] = UNKNOWN;
        if (dataAddress.length > 0) {
            dataAddress[slot(index)] = NOWHERE;
        }
        return true;
    }

    private static int slot(int index) {
        return index - FIRST_SLOT >> SLOT_SHIFT;
    }

    /** Where a unit's data begins: to be told before it is noted that the data has come. */
    public void dataAt(int queue, long unit, long address) {
        if (layouts[queue].strides() > 1) {
            int index = index(queue, unit);
            if (claim(index, unit) && dataAddress[slot(index)] == NOWHERE) {
                dataAddress[slot(index)] = address;
            }
        }
    }

    /** Where the buffer begins in which a unit of several lies; negative where that is not known. */
    long stridedBase(int queue, long unit) {
        long address = dataAddress[slot(index(queue, unit))];
        return address == NOWHERE
                ? NOWHERE
                : address - (address - layouts[queue].bufferBase()) % layouts[queue].bufferStrideBytes();
    }

    /** True if the unit takes the last stride of its buffer. */
    boolean fillsBuffer(int queue, long unit) {
        QueueLayout layout = layouts[queue];
        long end = dataAddress[slot(index(queue, unit))] + Math.max(1, unitBytes(queue, unit));
        return (end - layout.bufferBase() - 1) % layout.bufferStrideBytes()
                >= layout.bufferStrideBytes() - layout.strideBytes();
    }

    /** Part of a unit's data has arrived and will be visible at {@code visiblePs}. */
    public void dataVisible(int queue, long unit, long visiblePs) {
        int index = index(queue, unit);
        if (!claim(index, unit)) {
            comeLate(queue, index, unit);
            return;
        }
        slots[index + DATA_VISIBLE_PS] = Math.max(slots[index + DATA_VISIBLE_PS], visiblePs);
        if (visiblePs > slots[index + ENTRY_VISIBLE_PS]) {
            comeLate(queue, index, unit);
        }
    }

    private void comeLate(int queue, int index, long unit) {
        countEarly(queue, index, unit);
        if (unit < read[queue]) {
            countMissed(queue, index, unit);
        }
    }

    /** Part of a unit's data will never be there. */
    public void dataLost(int queue, long unit) {
        int index = index(queue, unit);
        if (claim(index, unit)) {
            slots[index + DATA_VISIBLE_PS] = NEVER;
        }
        if (unit < read[queue]) {
            countMissed(queue, index, unit);
        }
    }

    /** The last write of a unit's data: its size and intended arrival, which the driver knows whether or not the data is there. */
    public void dataComplete(int queue, long unit, int bytes, long intended) {
        int index = index(queue, unit);
        if (claim(index, unit)) {
            slots[index + UNIT_BYTES] = bytes;
            slots[index + INTENDED_PS] = intended;
        }
    }

    /** A completion entry has arrived and will be visible at {@code visiblePs}. */
    public void entryVisible(int queue, long unit, long visiblePs) {
        int index = index(queue, unit);
        if (claim(index, unit)) {
            slots[index + ENTRY_VISIBLE_PS] = visiblePs;
            if (slots[index + DATA_VISIBLE_PS] > visiblePs && slots[index + DATA_VISIBLE_PS] != NEVER) {
                countEarly(queue, index, unit);
            }
        }
    }

    private void countEarly(int queue, int index, long unit) {
        if (slots[index + COUNTED_UNIT] < unit) {
            slots[index + COUNTED_UNIT] = unit;
            visibleBeforeData[flowOf[queue]]++;
        }
    }

    private void countMissed(int queue, int index, long unit) {
        if (slots[index + MISSED_UNIT] < unit) {
            slots[index + MISSED_UNIT] = unit;
            readWithoutData[flowOf[queue]]++;
        }
    }

    /** When the entry of {@code unit} can be seen, or {@link Long#MAX_VALUE} where none has arrived: it may never, and the queue waits for it. */
    public long entryVisiblePs(int queue, long unit) {
        int index = index(queue, unit);
        return slots[index + UNIT] == unit ? slots[index + ENTRY_VISIBLE_PS] : NEVER;
    }

    /** When all data that has arrived is visible: {@link Long#MAX_VALUE} where some of it is lost. */
    long dataVisiblePs(int queue, long unit) {
        return slots[index(queue, unit) + DATA_VISIBLE_PS];
    }

    boolean isSizeKnown(int queue, long unit) {
        return slots[index(queue, unit) + UNIT_BYTES] != UNKNOWN;
    }

    long intendedPs(int queue, long unit) {
        return slots[index(queue, unit) + INTENDED_PS];
    }

    /** Size of a unit; 0 while its last write has not arrived. */
    public int unitBytes(int queue, long unit) {
        return (int) Math.max(0, slots[index(queue, unit) + UNIT_BYTES]);
    }

    /** A consumer reads the data of a unit at {@code nowPs}; it counts where not all of it is there. */
    public void noteRead(int queue, long unit, long nowPs) {
        int index = index(queue, unit);
        read[queue] = unit + 1;
        if (slots[index + DATA_VISIBLE_PS] > nowPs || slots[index + UNIT_BYTES] == UNKNOWN) {
            countMissed(queue, index, unit);
        }
    }

    /** The buffers of this ring come from a pool; at first they are those from {@code first} on. @return the first that is left */
    int fillFromPool(int queue, int first) {
        int descriptors = layouts[queue].descriptors();
        poolBuffers[queue] = new int[descriptors];
        for (int slot = 0; slot < descriptors; slot++) {
            poolBuffers[queue][slot] = first + slot;
        }
        return first + descriptors;
    }

    int poolBuffer(int queue, long descriptor) {
        return poolBuffers[queue][layouts[queue].descriptorSlot(descriptor)];
    }

    /** The buffer of a descriptor that is being posted. */
    void poolBuffer(int queue, long descriptor, int buffer) {
        poolBuffers[queue][layouts[queue].descriptorSlot(descriptor)] = buffer;
    }

    /** Where the data of a unit lies. */
    long bufferAddress(int queue, long unit) {
        if (layouts[queue].strides() > 1) {
            long address = dataAddress[slot(index(queue, unit))];
            return address == NOWHERE ? layouts[queue].bufferBase() : address;
        }
        return poolBuffers[queue] == null
                ? layouts[queue].bufferAddress(unit)
                : layouts[queue].poolAddress(poolBuffer(queue, unit));
    }

    /** Where its first bytes lie. */
    long headerAddress(int queue, long unit) {
        return layouts[queue].headerBase() != 0 ? layouts[queue].headerAddress(unit) : bufferAddress(queue, unit);
    }

    /** When the prefetch of a unit's entry and header returns. */
    long prefetchReadyPs(int queue, long unit) {
        return slots[index(queue, unit) + PREFETCH_READY_PS];
    }

    void prefetchReadyPs(int queue, long unit, long readyPs) {
        slots[index(queue, unit) + PREFETCH_READY_PS] = readyPs;
    }

    /** Units whose completion entry was visible before all data of theirs was, lost data apart. */
    public long visibleBeforeData() {
        return Arrays.stream(visibleBeforeData).sum();
    }

    /** The same, by flow. */
    public long[] visibleBeforeDataByFlow() {
        return visibleBeforeData;
    }

    /** Units that a consumer read when their data was not all there, late or lost, by flow. */
    public long[] readWithoutDataByFlow() {
        return readWithoutData;
    }
}
