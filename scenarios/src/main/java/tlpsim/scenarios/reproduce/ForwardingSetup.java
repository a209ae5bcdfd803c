package tlpsim.scenarios.reproduce;

/**
 * One run of the study.
 *
 * @param cores       each with a receive and a transmit queue
 * @param descriptors receive descriptors per queue
 * @param packetBytes without CRC
 * @param ioWays      DDIO ways
 * @param replayRate  rate of the generator in units of 4,000 packets/s; 0 = as fast as it can
 * @param calls       pseudo-random numbers that the software draws per packet
 */
public record ForwardingSetup(int cores, int descriptors, int packetBytes, int ioWays, int replayRate, int calls) {

    private static final long SECOND_PS = 1_000_000_000_000L;
    /** CRC, preamble and gap. */
    static final int WIRE_OVERHEAD_BYTES = 24;

    private static final long LINE_BITS = 99_450_000_000L;
    private static final int RATE_UNIT = 4_000;
    private static final int LINE_BYTES = 64;
    private static final int TRANSMIT_RING = 1024;
    private static final int SETTLING_PACKETS = 20_000;
    private static final int LEAST_PACKETS = 60_000;
    private static final int BACKLOG_PACKETS = 250_000;
    private static final int NEAR_SHARE = 25;

    public ForwardingSetup {
        check("cores", cores, 1, 18);
        check("descriptors", descriptors, 1, 8192);
        check("packet bytes", packetBytes, 64, 2048);
        check("DDIO ways", ioWays, 1, 11);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " would be " + value + ", must be " + least + " to " + most);
        }
    }

    public int packetLines() {
        return (packetBytes + LINE_BYTES - 1) / LINE_BYTES;
    }

    /** Bits of a packet on the wire, with CRC, preamble and gap: what the study's throughput counts. */
    public long wireBits() {
        return (packetBytes + WIRE_OVERHEAD_BYTES) * 8L;
    }

    /**
     * Packets per second that the generator offers: the rate asked for, or as many as its link carries (99.45 Gbit/s measured), but no
     * more than it can make: 21.2 million of 512 bytes, 11.93 million of 256 (measured, the study's TXRATE).
     */
    public long offered() {
        long line = LINE_BITS / wireBits();
        if (replayRate > 0) {
            return Math.min(line, (long) replayRate * RATE_UNIT);
        }
        return Math.min(line, packetBytes <= 256 ? 11_930_000L : 21_200_000L);
    }

    /**
     * Packets before the window: rings turn four times. Two cores and more share a port that is hardly faster than a full link: a backlog takes long to build up
     * or to go.
     */
    long warmUpPackets() {
        long turned = 4L * cores * (descriptors + TRANSMIT_RING) + SETTLING_PACKETS;
        boolean nearLimit = cores > 1 && offered() * wireBits() > LINE_BITS - LINE_BITS / NEAR_SHARE;
        return Math.max(nearLimit ? BACKLOG_PACKETS : 0, Math.max(turned, LEAST_PACKETS));
    }

    long windowPackets() {
        return Math.min(LEAST_PACKETS, 2L * cores * (descriptors + TRANSMIT_RING) + SETTLING_PACKETS);
    }

    public long intervalPs() {
        return SECOND_PS / offered();
    }
}
