package tlpsim.completer.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes {@link BinaryTraceLayout}. The number of entries is stated by {@link #finish}, so that a file cut short is recognised. */
public final class BinaryTraceWriter implements AutoCloseable {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private long count;

    public BinaryTraceWriter(Path file) throws IOException {
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        writeFully(BinaryTraceLayout.header(-1), 0);
        channel.position(BinaryTraceLayout.HEADER_BYTES);
    }

    public void write(long[] entries, int filled) {
        int capacity = buffer.capacity() / BinaryTraceLayout.ENTRY_BYTES;
        try {
            for (int from = 0; from < filled; from += capacity) {
                int part = Math.min(capacity, filled - from);
                buffer.clear();
                buffer.asLongBuffer().put(entries, from, part);
                buffer.limit(part * BinaryTraceLayout.ENTRY_BYTES);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        count += filled;
    }

    private void writeFully(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** States the number of entries; a writer closed without it leaves a file that cannot be read. */
    public void finish() throws IOException {
        writeFully(BinaryTraceLayout.header(count), 0);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
