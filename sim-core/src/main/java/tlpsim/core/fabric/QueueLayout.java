package tlpsim.core.fabric;

/**
 * Where a queue's structures lie in host memory; the same object on both sides of the ring. Addresses in bytes.
 *
 * @param descriptorBase  ring of descriptors (submission entries), 64-byte aligned
 * @param descriptorBytes size of one
 * @param completionBase  ring of completion entries, 64-byte aligned
 * @param completionBytes size of one as written
 * @param completionStrideBytes distance of two: the size, or 64 where entries are padded to a line
 * @param bufferBase      first payload buffer
 * @param bufferStrideBytes distance of two buffers
 * @param bufferOffsetBytes where the device starts to write in a buffer (headroom)
 * @param headerBase      first header buffer where headers are split off, else 0
 * @param headerStrideBytes distance of two header buffers
 * @param entries         ring entries, a power of two: units that fit
 * @param listBase        first list of pages of a command's data, a line's multiple; 0 where there are none
 * @param listStrideBytes distance of two lists
 * @param listBytes       size of one as the driver writes it
 * @param order           where the buffers of a pool lie
 * @param strides         units that one buffer, and so one descriptor, takes at most; a power of two, 1 for a buffer per unit
 */
public record QueueLayout(
        long descriptorBase,
        int descriptorBytes,
        long completionBase,
        int completionBytes,
        int completionStrideBytes,
        long bufferBase,
        int bufferStrideBytes,
        int bufferOffsetBytes,
        long headerBase,
        int headerStrideBytes,
        int entries,
        long listBase,
        int listStrideBytes,
        int listBytes,
        PoolOrder order,
        int strides) {

    /** Without lists of pages, buffers of a pool in order, one for each unit. */
    public QueueLayout(
            long descriptorBase,
            int descriptorBytes,
            long completionBase,
            int completionBytes,
            int completionStrideBytes,
            long bufferBase,
            int bufferStrideBytes,
            int bufferOffsetBytes,
            long headerBase,
            int headerStrideBytes,
            int entries) {
        this(
                descriptorBase,
                descriptorBytes,
                completionBase,
                completionBytes,
                completionStrideBytes,
                bufferBase,
                bufferStrideBytes,
                bufferOffsetBytes,
                headerBase,
                headerStrideBytes,
                entries,
                0,
                0,
                0,
                PoolOrder.IN_ORDER,
                1);
    }

    /** The same with the buffers of its pool in another order. */
    public QueueLayout withOrder(PoolOrder newOrder) {
        return new QueueLayout(
                descriptorBase,
                descriptorBytes,
                completionBase,
                completionBytes,
                completionStrideBytes,
                bufferBase,
                bufferStrideBytes,
                bufferOffsetBytes,
                headerBase,
                headerStrideBytes,
                entries,
                listBase,
                listStrideBytes,
                listBytes,
                newOrder,
                strides);
    }

    /** The same with a list of pages for each entry. */
    public QueueLayout withLists(long base, int strideBytes, int bytes) {
        return new QueueLayout(
                descriptorBase,
                descriptorBytes,
                completionBase,
                completionBytes,
                completionStrideBytes,
                bufferBase,
                bufferStrideBytes,
                bufferOffsetBytes,
                headerBase,
                headerStrideBytes,
                entries,
                base,
                strideBytes,
                bytes,
                order,
                strides);
    }

    /** The same with buffers of {@code units} strides each. */
    public QueueLayout withStrides(int units) {
        return new QueueLayout(
                descriptorBase,
                descriptorBytes,
                completionBase,
                completionBytes,
                completionStrideBytes,
                bufferBase,
                bufferStrideBytes,
                bufferOffsetBytes,
                headerBase,
                headerStrideBytes,
                entries,
                listBase,
                listStrideBytes,
                listBytes,
                order,
                units);
    }

    /** Descriptors of the ring. */
    public int descriptors() {
        return entries / strides;
    }

    /** Slot of a descriptor in arrays of {@link #descriptors} elements. */
    public int descriptorSlot(long descriptor) {
        return (int) (descriptor & descriptors() - 1);
    }

    /** Size of a stride: with one per buffer the distance of two buffers. */
    public int strideBytes() {
        return bufferStrideBytes / strides;
    }

    /** Address of a descriptor, counted from 0 since the start of the run. */
    public long descriptorAddress(long descriptor) {
        return descriptorBase + (descriptor & descriptors() - 1) * descriptorBytes;
    }

    public long completionAddress(long unit) {
        return completionBase + (unit & entries - 1) * completionStrideBytes;
    }

    /** First byte that the device writes of the buffer of {@code unit}. */
    public long bufferAddress(long unit) {
        return bufferBase + (unit & entries - 1) * bufferStrideBytes + bufferOffsetBytes;
    }

    /** First byte of the data in buffer {@code index} of a pool that begins at {@link #bufferBase}. */
    public long poolAddress(long index) {
        return bufferBase + order.place(index) * bufferStrideBytes + bufferOffsetBytes;
    }

    public long headerAddress(long unit) {
        return headerBase + (unit & entries - 1) * headerStrideBytes;
    }

    /** Address of the list of pages of the command in entry {@code unit}. */
    public long listAddress(long unit) {
        return listBase + (unit & entries - 1) * listStrideBytes;
    }

    /** Slot of {@code unit} in arrays of {@link #entries} elements. */
    public int slot(long unit) {
        return (int) (unit & entries - 1);
    }
}
