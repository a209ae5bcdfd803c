package tlpsim.gen.device;

import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.pipeline.FeedbackLayout;

/**
 * What the descriptors of rings say: which buffer, how many bytes, since when the packet is due. It is host memory as the device would read it, kept here
 * because simulated memory has no contents; a device looks a descriptor up only after it has read it. Owned by the Source process.
 */
final class PostedTable {
    private final QueueLayout[] layouts;
    private final int[][] buffers;
    private final int[][] bytes;
    private final long[][] intendedPs;
    private final long[] written;

    /** @param layouts by queue; buffers are those of a pool */
    PostedTable(QueueLayout[] layouts) {
        this.layouts = layouts;
        int queues = layouts.length;
        buffers = new int[queues][];
        bytes = new int[queues][];
        intendedPs = new long[queues][];
        written = new long[queues];
        for (int queue = 0; queue < queues; queue++) {
            buffers[queue] = new int[layouts[queue].descriptors()];
            bytes[queue] = new int[layouts[queue].descriptors()];
            intendedPs[queue] = new long[layouts[queue].descriptors()];
        }
    }

    /** Before the start: the ring of each queue is full, of buffers in order, ring after ring. */
    void fill() {
        int next = 0;
        for (int queue = 0; queue < layouts.length; queue++) {
            for (int slot = 0; slot < buffers[queue].length; slot++) {
                buffers[queue][slot] = next++;
            }
            written[queue] = buffers[queue].length;
        }
    }

    /** The driver wrote the next descriptor of {@code queue}. */
    void write(int queue, long payload, long intended) {
        int slot = layouts[queue].descriptorSlot(written[queue]++);
        buffers[queue][slot] = FeedbackLayout.descriptorBuffer(payload);
        bytes[queue][slot] = FeedbackLayout.descriptorBytes(payload);
        intendedPs[queue][slot] = intended;
    }

    /** Where the data of descriptor {@code unit} lies or goes. */
    long address(int queue, long unit) {
        return layouts[queue].poolAddress(buffers[queue][layouts[queue].descriptorSlot(unit)]);
    }

    int bytes(int queue, long unit) {
        return bytes[queue][layouts[queue].descriptorSlot(unit)];
    }

    long intendedPs(int queue, long unit) {
        return intendedPs[queue][layouts[queue].descriptorSlot(unit)];
    }
}
