package tlpsim.gen.device;

import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.fabric.UpstreamPort;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.gen.hint.RequestTemplate;

/** Writes TLP records of one device into its port's FIFO: split at MPS and 4 KiB (PCIe Base Specification 2.2.7). Owned by the Source process. */
final class TlpEmitter {
    private static final int PAGE_BYTES = 4096;
    /** A read of no byte is answered with one DW (PCIe Base Specification 2.2.5). */
    private static final int FLUSH_BYTES = 4;

    private final UpstreamPort port;
    private final int device;
    private final int mpsBytes;
    private final int mrrsBytes;

    // The unit that the next TLPs belong to.
    private int queue;
    private long unit;
    private int unitBytes;
    private long intendedPs;

    TlpEmitter(UpstreamPort port, int device, int mpsBytes, int mrrsBytes) {
        this.port = port;
        this.device = device;
        this.mpsBytes = mpsBytes;
        this.mrrsBytes = mrrsBytes;
    }

    void unit(int globalQueue, long number, int bytes, long intended) {
        queue = globalQueue;
        unit = number;
        unitBytes = bytes;
        intendedPs = intended;
    }

    /** Length of the next TLP of a write of {@code left} bytes at {@code address}. */
    int writePiece(long address, int left) {
        return Math.min(Math.min(left, mpsBytes), PAGE_BYTES - (int) (address & PAGE_BYTES - 1));
    }

    /** Length of the next read of {@code left} bytes at {@code address}. */
    int readPiece(long address, int left) {
        return Math.min(Math.min(left, mrrsBytes), PAGE_BYTES - (int) (address & PAGE_BYTES - 1));
    }

    /** One write of at most MPS bytes that does not cross 4 KiB. */
    void write(long readyPs, RequestTemplate template, AccessKind kind, long address, int bytes, int flags) {
        int skew = (int) address & 3;
        request(template, kind, address, bytes, skew + bytes + 3 & ~3, unitBytes, flags);
        port.commit(readyPs);
    }

    /** One write of {@code entries} completion entries. */
    void writeEntries(long readyPs, RequestTemplate template, long address, int bytes, int entries) {
        writeEntry(readyPs, template, AccessKind.COMPLETION, address, bytes, entries);
    }

    /** One write of {@code kind} that reports {@code entries} units, at most 127. */
    void writeEntry(long readyPs, RequestTemplate template, AccessKind kind, long address, int bytes, int entries) {
        int record = request(template, kind, address, bytes, bytes + 3 & ~3, unitBytes, 0);
        port.pending().putByte(record + TlpRecordLayout.ENTRIES, (byte) entries);
        port.commit(readyPs);
    }

    /** One read of at most MRRS bytes that does not cross 4 KiB. */
    void read(long readyPs, RequestTemplate template, AccessKind kind, long address, int bytes) {
        request(template, kind, address, bytes, 0, bytes, 0);
        port.commit(readyPs);
    }

    /** One read of no byte. */
    void flush(long readyPs, RequestTemplate template, long address) {
        int record = port.claim();
        UnsafeBuffer records = port.pending();
        template.encodeZeroLengthRead(records, record, address);
        records.putInt(record + TlpRecordLayout.PAYLOAD_BYTES, 0);
        finish(records, record, AccessKind.FLUSH_READ, FLUSH_BYTES, 0);
        port.commit(readyPs);
    }

    /** Fills the record at the end of the FIFO, not yet committed. @return its offset */
    private int request(
            RequestTemplate template,
            AccessKind kind,
            long address,
            int bytes,
            int payloadBytes,
            int recordedBytes,
            int flags) {
        int record = port.claim();
        UnsafeBuffer records = port.pending();
        template.encode(records, record, address, bytes);
        records.putInt(record + TlpRecordLayout.PAYLOAD_BYTES, payloadBytes);
        finish(records, record, kind, recordedBytes, flags);
        return record;
    }

    private void finish(UnsafeBuffer records, int record, AccessKind kind, int bytes, int flags) {
        records.putLong(record + TlpRecordLayout.INTENDED_PS, intendedPs);
        records.putLong(record + TlpRecordLayout.UNIT, unit);
        records.putInt(record + TlpRecordLayout.QUEUE, queue);
        records.putInt(record + TlpRecordLayout.UNIT_BYTES, bytes);
        records.putByte(record + TlpRecordLayout.KIND, (byte) kind.ordinal());
        records.putByte(record + TlpRecordLayout.ENTRIES, (byte) 1);
        records.putShort(record + TlpRecordLayout.DEVICE, (short) device);
        if (flags != 0) {
            int formFlags = records.getByte(record + TlpRecordLayout.FLAGS);
            records.putByte(record + TlpRecordLayout.FLAGS, (byte) (formFlags | flags));
        }
    }
}
