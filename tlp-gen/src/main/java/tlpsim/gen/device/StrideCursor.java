package tlpsim.gen.device;

import tlpsim.core.fabric.QueueLayout;

/**
 * Where the next packet of each queue goes: into the strides that are left of a buffer, or, where they do not suffice, into the next one. With one stride per
 * buffer every packet takes a descriptor. Owned by the Source process; allocates nothing after set-up.
 */
final class StrideCursor {
    private final QueueLayout[] layouts;
    /** Buffers used up, by queue: the number of the descriptor in use. */
    private final long[] descriptors;
    /** Strides of it that are taken. */
    private final int[] taken;

    StrideCursor(QueueLayout[] layouts) {
        this.layouts = layouts;
        descriptors = new long[layouts.length];
        taken = new int[layouts.length];
    }

    private int strides(int queue, int bytes) {
        QueueLayout layout = layouts[queue];
        if (layout.strides() == 1) {
            return 1;
        }
        int size = layout.strideBytes();
        return Math.max(1, (bytes + layout.bufferOffsetBytes() + size - 1) / size);
    }

    /** Number of the descriptor that a packet of {@code bytes} would use. */
    long next(int queue, int bytes) {
        return descriptors[queue] + (taken[queue] + strides(queue, bytes) > layouts[queue].strides() ? 1 : 0);
    }

    /** Descriptors that are used up. */
    long used(int queue) {
        return descriptors[queue];
    }

    /** Takes the strides of a packet. @return where it begins in the buffer of descriptor {@link #next}, which is to be asked for before */
    int take(int queue, int bytes) {
        int wanted = strides(queue, bytes);
        if (taken[queue] + wanted > layouts[queue].strides()) {
            descriptors[queue]++;
            taken[queue] = 0;
        }
        int first = taken[queue];
        taken[queue] += wanted;
        if (taken[queue] == layouts[queue].strides()) {
            descriptors[queue]++;
            taken[queue] = 0;
        }
        return layouts[queue].strides() == 1 ? 0 : first * layouts[queue].strideBytes();
    }
}
