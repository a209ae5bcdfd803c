package tlpsim.gen.traffic;

import java.math.BigInteger;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.gen.arrival.EthernetLayout;
import tlpsim.gen.arrival.UnitMean;

/**
 * How a message becomes packets: full packets, then the rest, padded to the smallest frame.
 *
 * @param mtuBytes    layer 3 bytes of a full packet, headers included
 * @param headerBytes layer 3 and layer 4 headers inside the MTU
 */
public record MessageFraming(int mtuBytes, int headerBytes) {
    /** MTU 1500 with IPv4 and TCP headers of 20 bytes each. */
    public static final MessageFraming DEFAULT = new MessageFraming(1500, 40);

    /** Fraction bits of the mean of an interpolated segment. */
    private static final int MEAN_FRACTION_BITS = 20;

    public MessageFraming {
        boolean mtuFits = mtuBytes >= 68 && mtuBytes <= EthernetLayout.MAX_FRAME_BYTES - EthernetLayout.HEADER_BYTES;
        if (!mtuFits || headerBytes < 0 || headerBytes >= mtuBytes) {
            throw new InvalidInputException(new Problem(
                    "sizes",
                    0,
                    0,
                    "MTU is " + mtuBytes + " with " + headerBytes + " bytes of headers; allowed: MTU 68 to 65521, "
                            + "headers from 0 to less than the MTU",
                    ""));
        }
    }

    /** Message bytes of a full packet. */
    public int payloadBytes() {
        return mtuBytes - headerBytes;
    }

    /** Layer 2 bytes of a packet that carries some message bytes. */
    public int frameBytes(int payload) {
        return Math.max(EthernetLayout.MIN_FRAME_BYTES, EthernetLayout.HEADER_BYTES + headerBytes + payload);
    }

    /**
     * The mean of messages of a distribution: exact where segments have one size or a mean that is a multiple of
     * 2^-20 byte, else each interpolated segment is rounded to that.
     */
    UnitMean mean(SizeDistribution distribution) {
        BigInteger bytes = BigInteger.ZERO;
        BigInteger packets = BigInteger.ZERO;
        for (int i = 0; i < distribution.segments(); i++) {
            int low = distribution.low(i);
            int high = distribution.high(i);
            BigInteger weight = BigInteger.valueOf(distribution.weight(i));
            bytes = bytes.add(
                    mean(bytesUpTo(high).subtract(bytesUpTo(low)), high - low).multiply(weight));
            packets = packets.add(mean(packetsUpTo(high).subtract(packetsUpTo(low)), high - low)
                    .multiply(weight));
        }
        return new UnitMean(
                bytes, packets, BigInteger.valueOf(distribution.totalWeight()).shiftLeft(MEAN_FRACTION_BITS));
    }

    private static BigInteger mean(BigInteger sum, int count) {
        BigInteger divisor = BigInteger.valueOf(count);
        return sum.shiftLeft(MEAN_FRACTION_BITS).add(divisor.shiftRight(1)).divide(divisor);
    }

    /** Packets of all messages of 1 to {@code size} bytes together. */
    private BigInteger packetsUpTo(int size) {
        long full = size / payloadBytes();
        long rest = size % payloadBytes();
        BigInteger ofFull = BigInteger.valueOf(full)
                .multiply(BigInteger.valueOf(full + 1))
                .shiftRight(1)
                .multiply(BigInteger.valueOf(payloadBytes()));
        return ofFull.add(BigInteger.valueOf(rest * (full + 1)));
    }

    /** Layer 2 bytes of all messages of 1 to {@code size} bytes together. */
    private BigInteger bytesUpTo(int size) {
        BigInteger payload =
                BigInteger.valueOf(size).multiply(BigInteger.valueOf(size + 1L)).shiftRight(1);
        BigInteger headers = packetsUpTo(size).multiply(BigInteger.valueOf(EthernetLayout.HEADER_BYTES + headerBytes));
        return payload.add(headers).add(BigInteger.valueOf(paddingUpTo(size)));
    }

    /** Only the last packet of a message can be short; its payload runs through 1 to payloadBytes again and again. */
    private long paddingUpTo(int size) {
        int shortest = EthernetLayout.MIN_FRAME_BYTES - EthernetLayout.HEADER_BYTES - headerBytes;
        long full = size / payloadBytes();
        int rest = size % payloadBytes();
        return full * paddingOfRests(shortest, payloadBytes()) + paddingOfRests(shortest, rest);
    }

    /** Padding of last packets with 1 to {@code largestRest} message bytes; full packets before them never need it. */
    private static long paddingOfRests(int shortest, int largestRest) {
        long sum = 0;
        for (int rest = 1; rest <= largestRest && rest < shortest; rest++) {
            sum += shortest - rest;
        }
        return sum;
    }
}
