package tlpsim.completer.consumer;

import java.util.Arrays;
import tlpsim.core.fabric.QueueLayout;

/**
 * What the host knows of each queue's units (packets, commands): sizes, times, counts. Flat arrays over all rings, owned by the Memory process.
 */
public final class QueueTable {
    private final QueueLayout[] layouts;
    private final int[] base;
    private final int[] coreOf;
    private final int[] workloadOf;

    private final long[] intendedPs;
    private final long[] dataVisiblePs;
    private final long[] entryVisiblePs;
    private final long[] prefetchReadyPs;
    private final int[] unitBytes;

    /** Units with a completion entry written. */
    final long[] completed;
    /** Units that the consumer has taken. */
    final long[] consumed;
    /** Units that the consumer has prefetched. */
    final long[] prefetched;
    /** Descriptors that the driver has posted. */
    final long[] posted;
    /** Units given back since the last doorbell. */
    final int[] returned;

    private long visibleBeforeData;

    public QueueTable(QueueLayout[] layouts, int[] coreOf, int[] workloadOf) {
        this.layouts = layouts;
        this.coreOf = coreOf.clone();
        this.workloadOf = workloadOf;
        base = new int[layouts.length];
        int total = 0;
        for (int queue = 0; queue < layouts.length; queue++) {
            base[queue] = total;
            total = Math.addExact(total, layouts[queue].entries());
        }
        intendedPs = new long[total];
        dataVisiblePs = new long[total];
        entryVisiblePs = new long[total];
        prefetchReadyPs = new long[total];
        unitBytes = new int[total];
        completed = new long[layouts.length];
        consumed = new long[layouts.length];
        prefetched = new long[layouts.length];
        posted = new long[layouts.length];
        returned = new int[layouts.length];
        for (int queue = 0; queue < layouts.length; queue++) {
            posted[queue] = layouts[queue].entries();
        }
        Arrays.fill(entryVisiblePs, Long.MAX_VALUE);
    }

    public int queues() {
        return layouts.length;
    }

    public QueueLayout layout(int queue) {
        return layouts[queue];
    }

    /** The core that consumes the queue now. */
    public int core(int queue) {
        return coreOf[queue];
    }

    public int workload(int queue) {
        return workloadOf[queue];
    }

    void moveTo(int queue, int core) {
        coreOf[queue] = core;
    }

    private int index(int queue, long unit) {
        return base[queue] + layouts[queue].slot(unit);
    }

    /** Part of a unit's data has become visible. */
    public void dataVisible(int queue, long unit, long visiblePs) {
        int index = index(queue, unit);
        dataVisiblePs[index] = Math.max(dataVisiblePs[index], visiblePs);
    }

    /** The last write of a unit's data: its size and intended arrival. */
    public void dataComplete(int queue, long unit, int bytes, long intended) {
        int index = index(queue, unit);
        unitBytes[index] = bytes;
        intendedPs[index] = intended;
    }

    /** A completion entry has been written. */
    public void entryVisible(int queue, long unit, long visiblePs) {
        int index = index(queue, unit);
        entryVisiblePs[index] = visiblePs;
        if (dataVisiblePs[index] > visiblePs) {
            visibleBeforeData++;
        }
        completed[queue]++;
    }

    /** When the entry of {@code unit} can be seen, or {@link Long#MAX_VALUE} where none is written. */
    long entryVisiblePs(int queue, long unit) {
        return unit < completed[queue] ? entryVisiblePs[index(queue, unit)] : Long.MAX_VALUE;
    }

    long dataVisiblePs(int queue, long unit) {
        return dataVisiblePs[index(queue, unit)];
    }

    long intendedPs(int queue, long unit) {
        return intendedPs[index(queue, unit)];
    }

    int unitBytes(int queue, long unit) {
        return unitBytes[index(queue, unit)];
    }

    /** When the prefetch of a unit's entry and header returns. */
    long prefetchReadyPs(int queue, long unit) {
        return prefetchReadyPs[index(queue, unit)];
    }

    void prefetchReadyPs(int queue, long unit, long readyPs) {
        prefetchReadyPs[index(queue, unit)] = readyPs;
    }

    /** The consumer is done with the unit; its slot may be used again. */
    void forget(int queue, long unit) {
        dataVisiblePs[index(queue, unit)] = 0;
    }

    /** Completion entries that were visible before all data of their unit was. */
    public long visibleBeforeData() {
        return visibleBeforeData;
    }
}
