package tlpsim.completer.consumer;

import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.TlpRecordLayout;

/** Notes in the {@link QueueTable} what writes bring for their units, whichever completer they reach, and what is lost of them. */
public final class UnitArrivals {
    private static final int HEADER = AccessKind.HEADER.ordinal();
    private static final int PAYLOAD = AccessKind.PAYLOAD.ordinal();

    private final QueueTable queues;

    public UnitArrivals(QueueTable queues) {
        this.queues = queues;
    }

    /** Data of a unit. */
    public void data(UnsafeBuffer records, int offset, int queue, long visiblePs) {
        queues.dataVisible(queue, records.getLong(offset + TlpRecordLayout.UNIT), visiblePs);
        if (isLast(records, offset)) {
            complete(records, offset, queue);
        }
    }

    /** Completion entries, one or more; of a unit without data the entry stands for that too. */
    public void entries(UnsafeBuffer records, int offset, int queue, long visiblePs) {
        if (isLast(records, offset)) {
            data(records, offset, queue, visiblePs);
        }
        long unit = records.getLong(offset + TlpRecordLayout.UNIT);
        int entries = records.getByte(offset + TlpRecordLayout.ENTRIES);
        for (int entry = 0; entry < entries; entry++) {
            queues.entryVisible(queue, unit + entry, visiblePs);
        }
    }

    /** A lost write. What it meant for its unit is known all the same: the completion entry that follows says the size. */
    public void lost(UnsafeBuffer records, int offset, int queue, int kind) {
        if (lostAtPort(records, offset, queue, kind) && isLast(records, offset)) {
            complete(records, offset, queue);
        }
    }

    /** The same, but the unit's size stays unknown. @return whether it was data */
    public boolean lostAtPort(UnsafeBuffer records, int offset, int queue, int kind) {
        boolean data = kind == HEADER || kind == PAYLOAD;
        if (data) {
            queues.dataLost(queue, records.getLong(offset + TlpRecordLayout.UNIT));
        }
        return data;
    }

    private static boolean isLast(UnsafeBuffer records, int offset) {
        return (records.getByte(offset + TlpRecordLayout.FLAGS) & TlpRecordLayout.FLAG_LAST) != 0;
    }

    private void complete(UnsafeBuffer records, int offset, int queue) {
        queues.dataComplete(
                queue,
                records.getLong(offset + TlpRecordLayout.UNIT),
                records.getInt(offset + TlpRecordLayout.UNIT_BYTES),
                records.getLong(offset + TlpRecordLayout.INTENDED_PS));
    }
}
