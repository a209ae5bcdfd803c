package tlpsim.gen.capture;

import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/** All TLPs of a capture in memory, for replay: times never fall, the first TLP is at 0. Immutable. */
public final class TlpTrace {
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private long[] timesPs = new long[256];
    private long[] frameNumbers = new long[256];
    private int[] offsets = new int[256];
    private int[] capturedBytes = new int[256];
    private int[] headerBytes = new int[256];
    private int[] wireBytes = new int[256];
    private int[] senders = new int[256];
    private int size;
    private long skippedFrames;

    private TlpTrace() {}

    /** @throws InvalidInputException if the file is not a readable capture with at least one TLP */
    public static TlpTrace load(Path file) {
        try (TlpCaptureReader reader = TlpCaptureReader.open(file)) {
            TlpTrace trace = new TlpTrace();
            trace.fill(reader);
            if (trace.size == 0) {
                String message = "holds no TLP among " + trace.skippedFrames + " frames";
                String hint = "TLPs are found under link type 147, or in UDP ports 0x3000 to 0x300f over Ethernet";
                throw new InvalidInputException(new Problem(file.toString(), 0, 0, message, hint));
            }
            return trace;
        }
    }

    /** Number of TLPs. */
    public int size() {
        return size;
    }

    /** Frames that held no TLP. */
    public long skippedFrames() {
        return skippedFrames;
    }

    /** The bytes of all TLPs; TLP {@code i} begins at {@link #offset}. */
    public DirectBuffer buffer() {
        return bytes;
    }

    /** A multiple of 8. */
    public int offset(int i) {
        return offsets[i];
    }

    /** Time since the first TLP. */
    public long timePs(int i) {
        return timesPs[i];
    }

    /** 1-based number of the frame in the file. */
    public long frameNumber(int i) {
        return frameNumbers[i];
    }

    /** Prefixes, header and as much of the payload as the file holds. */
    public int capturedBytes(int i) {
        return capturedBytes[i];
    }

    /** Prefixes and header. */
    public int headerBytes(int i) {
        return headerBytes[i];
    }

    /** Prefixes, header, payload and digest, without framing. */
    public int wireBytes(int i) {
        return wireBytes[i];
    }

    /** One value per direction of travel, as {@link TlpCaptureReader#senderAddress} says. */
    public int senderAddress(int i) {
        return senders[i];
    }

    private void fill(TlpCaptureReader reader) {
        byte[] all = new byte[1 << 14];
        int end = 0;
        long firstPs = 0;
        while (reader.next()) {
            if (size == timesPs.length) {
                grow(2 * size);
            }
            firstPs = size == 0 ? reader.timePs() : firstPs;
            long timePs = reader.timePs() - firstPs;
            timesPs[size] = size == 0 ? 0 : Math.max(timePs, timesPs[size - 1]);
            frameNumbers[size] = reader.frameNumber();
            offsets[size] = end;
            capturedBytes[size] = reader.capturedBytes();
            headerBytes[size] = reader.headerBytes();
            wireBytes[size] = reader.wireBytes();
            senders[size] = reader.senderAddress();
            if (end + reader.capturedBytes() + Long.BYTES > all.length) {
                all = Arrays.copyOf(all, 2 * (end + reader.capturedBytes() + Long.BYTES));
            }
            reader.buffer().getBytes(reader.offset(), all, end, reader.capturedBytes());
            end += (reader.capturedBytes() + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
            size++;
        }
        skippedFrames = reader.skippedFrames();
        bytes.wrap(Arrays.copyOf(all, end));
    }

    private void grow(int capacity) {
        timesPs = Arrays.copyOf(timesPs, capacity);
        frameNumbers = Arrays.copyOf(frameNumbers, capacity);
        offsets = Arrays.copyOf(offsets, capacity);
        capturedBytes = Arrays.copyOf(capturedBytes, capacity);
        headerBytes = Arrays.copyOf(headerBytes, capacity);
        wireBytes = Arrays.copyOf(wireBytes, capacity);
        senders = Arrays.copyOf(senders, capacity);
    }
}
