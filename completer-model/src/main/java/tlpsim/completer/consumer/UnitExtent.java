package tlpsim.completer.consumer;

import tlpsim.core.fabric.QueueLayout;

/** Which bytes of a unit are read. */
public final class UnitExtent {
    private static final int LINE_BYTES = 64;
    private static final int MILLION = 1_000_000;

    private UnitExtent() {}

    /** Where the first bytes of a unit lie. */
    public static long headerAddress(QueueLayout layout, long unit) {
        return layout.headerBase() != 0 ? layout.headerAddress(unit) : layout.bufferAddress(unit);
    }

    /** The rest of the payload is read from the first line that the header does not cover, so that no line is read twice. */
    public static long firstPayloadLineAfter(long address, int headerBytes) {
        return address + headerBytes + LINE_BYTES - 1 & -LINE_BYTES;
    }

    /** How much is read behind {@code headerBytes} of a unit's {@code bytes}. */
    public static int payloadBytes(int bytes, int headerBytes, int perMillion) {
        return (int) ((long) (bytes - headerBytes) * perMillion / MILLION);
    }
}
