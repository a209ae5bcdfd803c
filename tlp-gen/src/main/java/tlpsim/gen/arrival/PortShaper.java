package tlpsim.gen.arrival;

import java.math.BigInteger;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/**
 * The receiving port: packets follow each other at the speed of the medium at most.
 *
 * <p>A packet is due to start at a time; it starts then, or when the packet before it and the inter-packet gap have
 * passed. It has <i>arrived</i> when its frame check sequence has been received: preamble, layer 2 bytes and frame
 * check sequence after its start, rounded up to a picosecond. Byte times are exact fractions and nothing is lost.
 *
 * <p>Not thread safe: owned by the device. {@link #receive} does not allocate.
 */
public final class PortShaper {
    private static final long BIT_PS = 8_000_000_000_000L;
    private static final int BEFORE_ARRIVAL = EthernetLayout.PREAMBLE_BYTES + EthernetLayout.FCS_BYTES;

    private final long psNumerator;
    private final long psDenominator;
    private long freePs;
    private long freeFraction;
    private long startPs;

    /** @param portBitsPerSecond 1 to 2^53, layer 1 */
    public PortShaper(long portBitsPerSecond) {
        if (portBitsPerSecond < 1 || portBitsPerSecond > 1L << 53) {
            throw new InvalidInputException(new Problem(
                    "port-speed", 0, 0, "port speed is " + portBitsPerSecond + " bit/s; allowed: 1 to 2^53", ""));
        }
        long common = BigInteger.valueOf(BIT_PS)
                .gcd(BigInteger.valueOf(portBitsPerSecond))
                .longValue();
        this.psNumerator = BIT_PS / common;
        this.psDenominator = portBitsPerSecond / common;
    }

    /**
     * Receives the next packet.
     *
     * @param dueStartPs when its first preamble bit is due, non-decreasing
     * @param bytes      layer 2 bytes without frame check sequence, 1 to 65535
     * @return when it has arrived
     */
    public long receive(long dueStartPs, int bytes) {
        long start = freePs;
        long fraction = freeFraction;
        if (dueStartPs > start) {
            start = dueStartPs;
            fraction = 0;
        }
        startPs = start;
        long arrived = (bytes + BEFORE_ARRIVAL) * psNumerator + fraction;
        long free = arrived + EthernetLayout.GAP_BYTES * psNumerator;
        if (psDenominator == 1) {
            freePs = start + free;
            return start + arrived;
        }
        long wholeFree = free / psDenominator;
        freePs = start + wholeFree;
        freeFraction = free - wholeFree * psDenominator;
        return start + (arrived + psDenominator - 1) / psDenominator;
    }

    /** When the packet last received started, rounded down. */
    public long startPs() {
        return startPs;
    }
}
