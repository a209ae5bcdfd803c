package tlpsim.core.tlp;

import org.agrona.DirectBuffer;

/** The CRC-32 of the link (Base Specification 3.6.2.2.1), over any buffer, without allocation. */
public final class Lcrc {
    /** 04C11DB7h with its bits reversed: the low bit of a byte goes first. */
    private static final int POLYNOMIAL = 0xEDB88320;

    private static final int[] TABLE = table();

    private Lcrc() {}

    /** The value whose low byte is sent first. */
    public static int of(DirectBuffer buffer, int offset, int length) {
        int crc = -1;
        for (int i = 0; i < length; i++) {
            crc = crc >>> 8 ^ TABLE[(crc ^ buffer.getByte(offset + i)) & 0xFF];
        }
        return ~crc;
    }

    private static int[] table() {
        int[] table = new int[256];
        for (int value = 0; value < table.length; value++) {
            int crc = value;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ POLYNOMIAL : crc >>> 1;
            }
            table[value] = crc;
        }
        return table;
    }
}
