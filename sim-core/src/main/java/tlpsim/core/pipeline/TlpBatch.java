package tlpsim.core.pipeline;

import org.agrona.concurrent.UnsafeBuffer;

/** A ring slot: up to {@code capacity} TLP records in off-heap memory, aligned to cache lines. Owned by the writer until published. */
public final class TlpBatch {
    private final UnsafeBuffer records;
    private int count;

    TlpBatch(UnsafeBuffer records) {
        this.records = records;
    }

    /** The records, {@link TlpRecordLayout#RECORD_BYTES} apart. */
    public UnsafeBuffer records() {
        return records;
    }

    /** Records in this slot. */
    public int count() {
        return count;
    }

    void count(int records) {
        this.count = records;
    }
}
