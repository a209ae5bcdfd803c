package tlpsim.scenarios.export;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.completer.port.RecordTap;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.scenarios.wiring.WindowTap;

/**
 * Keeps the records of one measured window, the first of them up to a limit, in the order in which they arrived at the host.
 *
 * <p>Written by the thread of the Memory process; read when the run is over. Memory is taken in chunks, 128 bytes per TLP.
 */
public final class CaptureRecorder implements WindowTap, RecordTap {
    private static final int CHUNK_RECORDS = 4096;

    private final List<UnsafeBuffer> chunks = new ArrayList<>();
    private final int limit;
    private int size;
    private long seen;

    /** @param limit records kept at most, at least 1 */
    public CaptureRecorder(int limit) {
        this.limit = limit;
    }

    @Override
    public RecordTap beginWindow() {
        size = 0;
        seen = 0;
        return this;
    }

    @Override
    public void onRecord(UnsafeBuffer records, int offset, int outcome) {
        seen++;
        if (size == limit) {
            return;
        }
        if (size == chunks.size() * CHUNK_RECORDS) {
            chunks.add(new UnsafeBuffer(new byte[CHUNK_RECORDS * TlpRecordLayout.RECORD_BYTES]));
        }
        UnsafeBuffer chunk = chunks.get(size / CHUNK_RECORDS);
        int at = offset(size);
        chunk.putBytes(at, records, offset, TlpRecordLayout.RECORD_BYTES);
        chunk.putByte(at + TlpRecordLayout.OUTCOME, (byte) outcome);
        size++;
    }

    /** Records kept. */
    public int size() {
        return size;
    }

    /** TLPs that reached the host in the window. */
    public long seen() {
        return seen;
    }

    /** Holds record {@code index} at {@link #offset}; its outcome is the final one. */
    public DirectBuffer buffer(int index) {
        return chunks.get(index / CHUNK_RECORDS);
    }

    /** Where record {@code index} begins in its {@link #buffer}. */
    public int offset(int index) {
        return index % CHUNK_RECORDS * TlpRecordLayout.RECORD_BYTES;
    }
}
