package tlpsim.gen.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/** The bytes of a capture file in order, with the position that a message about them needs. */
final class CaptureInput implements Closeable {
    /** Far above any snaplen; a length beyond it means that the bytes are not what they claim to be. */
    static final int MAX_RECORD_BYTES = 16 << 20;

    private final String name;
    private final InputStream stream;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private byte[] bytes = new byte[4096];
    private long position;
    private long recordStart;
    private long recordNumber;

    CaptureInput(String name, InputStream stream) {
        this.name = name;
        this.stream = stream;
    }

    void order(ByteOrder newOrder) {
        order = newOrder;
    }

    /** The bytes of the current record or block: valid until the next one begins. */
    byte[] bytes() {
        return bytes;
    }

    long position() {
        return position;
    }

    /** Names the record that the next bytes belong to; 0 is the file's header. */
    void beginRecord(long number) {
        recordNumber = number;
        recordStart = position;
    }

    /** Reads {@code count} bytes to {@code target}; false where the file ends exactly here. */
    boolean readOrEnd(int target, int count) {
        int found = fill(target, count);
        if (found == 0) {
            return false;
        }
        requireAll(count, found);
        return true;
    }

    /** Reads {@code count} bytes to {@code target} of {@link #bytes()}. */
    void read(int target, long count) {
        if (count < 0 || count > MAX_RECORD_BYTES) {
            throw problem("a length of " + count + " bytes is beyond the limit of " + MAX_RECORD_BYTES, "");
        }
        requireAll((int) count, fill(target, (int) count));
    }

    int u16(int offset) {
        int first = bytes[offset] & 0xFF;
        int second = bytes[offset + 1] & 0xFF;
        return order == ByteOrder.BIG_ENDIAN ? first << 8 | second : second << 8 | first;
    }

    int i32(int offset) {
        int first = u16(offset);
        int second = u16(offset + 2);
        return order == ByteOrder.BIG_ENDIAN ? first << 16 | second : second << 16 | first;
    }

    long u32(int offset) {
        return i32(offset) & 0xFFFF_FFFFL;
    }

    long i64(int offset) {
        long first = u32(offset);
        long second = u32(offset + 4);
        return order == ByteOrder.BIG_ENDIAN ? first << 32 | second : second << 32 | first;
    }

    /** A mistake in the file, with the record and the byte at which it begins. */
    InvalidInputException problem(String message, String hint) {
        String where = recordNumber == 0 ? "file header" : "record " + recordNumber + " at byte " + recordStart;
        return new InvalidInputException(new Problem(name, 0, 0, where + ": " + message, hint));
    }

    private void requireAll(int count, int found) {
        if (found < count) {
            throw problem(
                    "the file is cut: " + (count - found) + " bytes are missing at byte " + position,
                    "a record may be shortened by snaplen, but must be whole in the file");
        }
    }

    private int fill(int target, int count) {
        if (bytes.length < target + count) {
            bytes = java.util.Arrays.copyOf(bytes, Math.max(2 * bytes.length, target + count));
        }
        try {
            int found = stream.readNBytes(bytes, target, count);
            position += found;
            return found;
        } catch (IOException failure) {
            throw new UncheckedIOException(name, failure);
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(name, failure);
        }
    }
}
