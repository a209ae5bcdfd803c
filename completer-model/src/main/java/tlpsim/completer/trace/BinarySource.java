package tlpsim.completer.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/** Reads {@link BinaryTraceLayout}. */
final class BinarySource implements TraceSource {
    private final InputStream in;
    private final String name;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private final long count;
    private long done;

    /** @param in at its first byte, the magic */
    BinarySource(InputStream in, String name) {
        this.in = in;
        this.name = name;
        if (read(BinaryTraceLayout.HEADER_BYTES) < BinaryTraceLayout.HEADER_BYTES) {
            throw problem("header of a binary trace is cut, must have " + BinaryTraceLayout.HEADER_BYTES + " bytes");
        }
        int version = buffer.getInt(BinaryTraceLayout.VERSION_OFFSET);
        if (version != BinaryTraceLayout.VERSION) {
            throw problem("binary trace of version " + version + ", must be " + BinaryTraceLayout.VERSION);
        }
        count = buffer.getLong(BinaryTraceLayout.COUNT_OFFSET);
        if (count < 0) {
            throw problem("binary trace states " + count + " entries, at least 0");
        }
    }

    @Override
    public int fill(long[] entries) {
        int capacity = buffer.capacity() / BinaryTraceLayout.ENTRY_BYTES;
        int wanted = (int) Math.min(Math.min(entries.length, capacity), count - done);
        int bytes = read(wanted * BinaryTraceLayout.ENTRY_BYTES);
        if (bytes < wanted * BinaryTraceLayout.ENTRY_BYTES) {
            throw problem("binary trace ends after " + (done + bytes / BinaryTraceLayout.ENTRY_BYTES)
                    + " entries, must have " + count);
        }
        buffer.asLongBuffer().get(entries, 0, wanted);
        check(entries, wanted);
        done += wanted;
        return wanted;
    }

    private void check(long[] entries, int filled) {
        long bits = 0;
        for (int i = 0; i < filled; i++) {
            bits |= entries[i];
        }
        if ((bits & BinaryTraceLayout.RESERVED) == 0) {
            return;
        }
        int i = 0;
        while ((entries[i] & BinaryTraceLayout.RESERVED) == 0) {
            i++;
        }
        throw problem("entry " + (done + i) + " is 0x" + Long.toHexString(entries[i]) + ", its bits 1 to 5 must be 0");
    }

    private int read(int bytes) {
        buffer.clear();
        try {
            int got = in.readNBytes(buffer.array(), 0, bytes);
            buffer.limit(got);
            return got;
        } catch (IOException failure) {
            throw new UncheckedIOException(name, failure);
        }
    }

    private InvalidInputException problem(String message) {
        return new InvalidInputException(new Problem(name, 0, 0, message, ""));
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(name, failure);
        }
    }
}
