package tlpsim.gen.traffic;

import java.util.Arrays;
import tlpsim.core.random.RandomStream;

/**
 * The stable 5-tuple of every flow, in the byte order of the RSS hash input: source address, destination address,
 * source port, destination port, big-endian.
 *
 * <p>Filled once, then read only.
 */
public final class FlowTable {
    public static final int TCP = 6;
    public static final int UDP = 17;

    private static final int STRIDE_BYTES = 40;
    private static final int TUPLE = 2;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    /** Clients have addresses in 10.0.0.0/8; an odd factor permutes the low 24 bits, so that no two are equal. */
    private static final int CLIENT_NET = 10 << 24;

    private static final int CLIENT_MASK = (1 << 24) - 1;
    private static final int FIRST_EPHEMERAL_PORT = 32_768;
    private static final int EPHEMERAL_PORTS = 28_232;

    private byte[] rows;
    private int count;

    /** @param expected flows to make room for */
    public FlowTable(int expected) {
        rows = new byte[Math.multiplyExact(Math.max(1, expected), STRIDE_BYTES)];
    }

    /**
     * Distinct TCP flows from clients all over one network to one of 16 servers. Flow f is a function of (stream, f).
     *
     * @param count 1 to {@link ZipfFlows#MAX_FLOWS}
     */
    public static FlowTable generate(int count, boolean ipv6, RandomStream stream) {
        FlowTable table = new FlowTable(count);
        int factor = (int) stream.bitsAt(-1, 0) | 1;
        int offset = (int) stream.bitsAt(-1, 1);
        byte[] source = new byte[ipv6 ? IPV6_BYTES : IPV4_BYTES];
        byte[] destination = new byte[source.length];
        if (ipv6) {
            putInt(source, 0, 0x20010DB8);
            putInt(destination, 0, 0x20010DB8);
            putInt(destination, 4, 1);
        }
        for (int flow = 0; flow < count; flow++) {
            long bits = stream.bitsAt(flow);
            int client = CLIENT_NET | flow * factor + offset & CLIENT_MASK;
            int server = 0xC0A80001 + (int) (bits >>> 60);
            int sourcePort = FIRST_EPHEMERAL_PORT + RandomStream.bounded(RandomStream.lane(bits, 0), EPHEMERAL_PORTS);
            putInt(source, source.length - 4, client);
            putInt(destination, destination.length - 4, server);
            table.add(source, destination, sourcePort, 443, TCP);
        }
        return table;
    }

    /** Adds a flow and returns its number. Addresses have 4 or 16 bytes. */
    public int add(byte[] source, byte[] destination, int sourcePort, int destinationPort, int protocol) {
        int width = source.length;
        if (width != IPV4_BYTES && width != IPV6_BYTES || destination.length != width) {
            throw new IllegalArgumentException("addresses have 4 or 16 bytes, both the same");
        }
        if ((count + 1) * STRIDE_BYTES > rows.length) {
            rows = Arrays.copyOf(rows, Math.multiplyExact(rows.length, 2));
        }
        int row = count * STRIDE_BYTES;
        rows[row] = (byte) width;
        rows[row + 1] = (byte) protocol;
        System.arraycopy(source, 0, rows, row + TUPLE, width);
        System.arraycopy(destination, 0, rows, row + TUPLE + width, width);
        putShort(rows, row + TUPLE + 2 * width, sourcePort);
        putShort(rows, row + TUPLE + 2 * width + 2, destinationPort);
        return count++;
    }

    public int count() {
        return count;
    }

    public boolean ipv6(int flow) {
        return addressBytes(flow) == IPV6_BYTES;
    }

    /** IP protocol number. */
    public int protocol(int flow) {
        return rows[flow * STRIDE_BYTES + 1] & 0xFF;
    }

    public int sourcePort(int flow) {
        return getShort(flow * STRIDE_BYTES + TUPLE + 2 * addressBytes(flow));
    }

    public int destinationPort(int flow) {
        return getShort(flow * STRIDE_BYTES + TUPLE + 2 * addressBytes(flow) + 2);
    }

    /** A copy of the source address, 4 or 16 bytes. */
    public byte[] sourceAddress(int flow) {
        int from = flow * STRIDE_BYTES + TUPLE;
        return Arrays.copyOfRange(rows, from, from + addressBytes(flow));
    }

    /** A copy of the destination address, 4 or 16 bytes. */
    public byte[] destinationAddress(int flow) {
        int from = flow * STRIDE_BYTES + TUPLE + addressBytes(flow);
        return Arrays.copyOfRange(rows, from, from + addressBytes(flow));
    }

    /** The RSS hash of a flow; ports count only where asked and only for TCP and UDP. */
    public int rssHash(int flow, ToeplitzHash hash, RssFields fields) {
        int protocol = protocol(flow);
        boolean ports = fields == RssFields.ADDRESSES_AND_PORTS && (protocol == TCP || protocol == UDP);
        int length = 2 * addressBytes(flow) + (ports ? 4 : 0);
        return hash.hash(rows, flow * STRIDE_BYTES + TUPLE, length);
    }

    private int addressBytes(int flow) {
        return rows[flow * STRIDE_BYTES];
    }

    private int getShort(int at) {
        return (rows[at] & 0xFF) << 8 | rows[at + 1] & 0xFF;
    }

    private static void putShort(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }

    private static void putInt(byte[] bytes, int at, int value) {
        putShort(bytes, at, value >>> 16);
        putShort(bytes, at + 2, value);
    }
}
