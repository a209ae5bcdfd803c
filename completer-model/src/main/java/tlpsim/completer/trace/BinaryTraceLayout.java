package tlpsim.completer.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The binary form of a trace, little-endian: 8 bytes of magic, version (4 bytes), 4 bytes of 0, number of entries (8 bytes), then 8 bytes per
 * entry as {@link TraceSource} defines it.
 */
final class BinaryTraceLayout {
    static final String MAGIC = "TLPSTRAC";
    static final int VERSION = 1;
    static final int VERSION_OFFSET = 8;
    static final int COUNT_OFFSET = 16;
    static final int HEADER_BYTES = 24;
    static final int ENTRY_BYTES = 8;
    /** Bits of an entry that must be 0. */
    static final long RESERVED = 0x3E;

    private BinaryTraceLayout() {}

    static byte[] magic() {
        return MAGIC.getBytes(StandardCharsets.US_ASCII);
    }

    static ByteBuffer header(long count) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put(magic()).putInt(VERSION).putInt(0).putLong(count);
        return header.flip();
    }
}
