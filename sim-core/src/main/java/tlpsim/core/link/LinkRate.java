package tlpsim.core.link;

import java.math.BigInteger;

/**
 * A rate as an exact fraction, in lowest terms: {@code numerator / denominator} bytes per picosecond. The numerator is
 * below 2^40 and the denominator below 2^42, so that the time of a TLP fits a long product.
 *
 * @param numerator   bytes
 * @param denominator picoseconds
 */
public record LinkRate(long numerator, long denominator) {
    /** Bytes of TLP in a flit (6 more are DLP, 8 CRC, 6 FEC). */
    static final int FLIT_TLP_BYTES = 236;

    static final int FLIT_BYTES = 256;
    /** Ack and UpdateFC on the wire: 2 bytes of framing, 4 of DLLP, 2 of CRC. */
    static final int DLLP_BYTES = 8;

    static final int SKP_BYTES = 4;
    static final int SKP_INTERVAL_BYTES = 1538;

    private static final int BITS_PER_BYTE = 8;
    private static final long PS_PER_MICROSECOND = 1_000_000;

    public LinkRate {
        if (numerator <= 0 || denominator <= 0) {
            throw new IllegalArgumentException("rate must be positive, but is " + numerator + "/" + denominator);
        }
        long divisor = gcd(numerator, denominator);
        numerator /= divisor;
        denominator /= divisor;
        if (numerator >= 1L << 40 || denominator >= 1L << 42) {
            throw new IllegalArgumentException("rate is out of range: " + numerator + "/" + denominator);
        }
    }

    /** All lanes after line coding, before anything of the data link layer. */
    public static LinkRate raw(LinkConfig link) {
        Generation generation = link.generation();
        long bits = (long) generation.megaTransfersPerSecond() * link.lanes() * generation.codingNumerator();
        return new LinkRate(bits, PS_PER_MICROSECOND * generation.codingDenominator() * BITS_PER_BYTE);
    }

    /**
     * What is left for TLPs. Non-Flit Mode: raw, less one Ack, one UpdateFC and one SKP per interval each (pcie-bench,
     * SIGCOMM 2018, section 3). Flit Mode: 236 of 256 bytes.
     */
    public static LinkRate tlp(LinkConfig link) {
        LinkRate raw = raw(link);
        if (link.flit()) {
            return new LinkRate(raw.numerator * FLIT_TLP_BYTES, raw.denominator * FLIT_BYTES);
        }
        long interval = DllpIntervalTable.bytes(link.generation(), link.lanes(), link.mpsBytes());
        long whole = interval * SKP_INTERVAL_BYTES;
        long overhead = 2L * DLLP_BYTES * SKP_INTERVAL_BYTES + SKP_BYTES * interval;
        return new LinkRate(raw.numerator * (whole - overhead), raw.denominator * whole);
    }

    /** Whole picoseconds that {@code bytes} take from an idle start: for set-up; simulated time needs the clock. */
    public long floorPs(long bytes) {
        return BigInteger.valueOf(bytes)
                .multiply(BigInteger.valueOf(denominator))
                .divide(BigInteger.valueOf(numerator))
                .longValueExact();
    }

    private static long gcd(long a, long b) {
        while (b != 0) {
            long remainder = a % b;
            a = b;
            b = remainder;
        }
        return a;
    }
}
