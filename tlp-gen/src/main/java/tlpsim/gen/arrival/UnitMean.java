package tlpsim.gen.arrival;

import java.math.BigInteger;

/**
 * Exact means of one unit of arrival (a packet, or a message of several packets).
 *
 * @param l2Bytes     layer 2 bytes per unit, times the denominator
 * @param packets     packets per unit, times the denominator
 * @param denominator positive
 */
public record UnitMean(BigInteger l2Bytes, BigInteger packets, BigInteger denominator) {

    /** The mean of units that are packets. */
    public static UnitMean ofPackets(BigInteger byteNumerator, BigInteger denominator) {
        return new UnitMean(byteNumerator, denominator, denominator);
    }

    public static UnitMean ofFixed(int bytes) {
        return ofPackets(BigInteger.valueOf(bytes), BigInteger.ONE);
    }

    /** Bytes per unit as a rate of the convention counts them, times the denominator. */
    public BigInteger countedBytes(RateConvention convention) {
        return l2Bytes.add(packets.multiply(BigInteger.valueOf(convention.overheadBytesPerPacket())));
    }

    /** Mean layer 2 bytes, for reports. */
    public double l2BytesPerUnit() {
        return l2Bytes.doubleValue() / denominator.doubleValue();
    }

    /** Mean packets, for reports. */
    public double packetsPerUnit() {
        return packets.doubleValue() / denominator.doubleValue();
    }
}
