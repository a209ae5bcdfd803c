package tlpsim.gen.capture;

import java.nio.file.Path;
import java.util.Arrays;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/** All packets of a capture in memory, for replay: times never fall, the first packet is at 0. Immutable. */
public final class PacketTrace {
    private static final int KEY_BYTES = PacketCaptureReader.MAX_FLOW_KEY_BYTES;

    private long[] timesPs = new long[256];
    private int[] lengths = new int[256];
    private byte[] keys = new byte[256 * KEY_BYTES];
    private byte[] keyBytes = new byte[256];
    private int size;

    private PacketTrace() {}

    /** @throws InvalidInputException if the file is not a readable capture with at least one packet */
    public static PacketTrace load(Path file) {
        try (PacketCaptureReader reader = PacketCaptureReader.open(file)) {
            PacketTrace trace = new PacketTrace();
            trace.fill(reader);
            if (trace.size == 0) {
                String message = "holds no packet; " + reader.skippedFrames() + " records have other link types";
                String hint = "packets are read from Ethernet, Linux cooked, loopback and raw IP captures";
                throw new InvalidInputException(new Problem(file.toString(), 0, 0, message, hint));
            }
            return trace;
        }
    }

    /** Number of packets. */
    public int size() {
        return size;
    }

    /** Time since the first packet. */
    public long timePs(int i) {
        return timesPs[i];
    }

    /** Layer 2 without FCS, at least 60, as {@link PacketCaptureReader#lengthBytes} says. */
    public int lengthBytes(int i) {
        return lengths[i];
    }

    /** Copies what RSS hashes. @return its bytes: 36, 32, 12, 8, or 0 where the packet is not IP */
    public int copyFlowKey(int i, byte[] target) {
        System.arraycopy(keys, i * KEY_BYTES, target, 0, keyBytes[i]);
        return keyBytes[i];
    }

    private void fill(PacketCaptureReader reader) {
        long firstPs = 0;
        while (reader.next()) {
            if (size == timesPs.length) {
                timesPs = Arrays.copyOf(timesPs, 2 * size);
                lengths = Arrays.copyOf(lengths, 2 * size);
                keys = Arrays.copyOf(keys, Math.multiplyExact(2 * size, KEY_BYTES));
                keyBytes = Arrays.copyOf(keyBytes, 2 * size);
            }
            firstPs = size == 0 ? reader.timePs() : firstPs;
            long timePs = reader.timePs() - firstPs;
            timesPs[size] = size == 0 ? 0 : Math.max(timePs, timesPs[size - 1]);
            lengths[size] = reader.lengthBytes();
            keyBytes[size] = (byte) reader.flowKeyBytes();
            System.arraycopy(reader.flowKey(), 0, keys, size * KEY_BYTES, reader.flowKeyBytes());
            size++;
        }
    }
}
