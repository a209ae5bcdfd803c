package tlpsim.core.link;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * What a link moves when every access has the same size, by the formulas of pcie-bench (SIGCOMM 2018). Aligned starts;
 * payload counted in bytes, not in DW. Each figure is the exact fraction, rounded to nine decimals.
 *
 * @param link        the link
 * @param access      the kind of access
 * @param sizeBytes   bytes per access
 * @param writes      MWr of one access
 * @param requests    MRd of one access
 * @param completions CplD of one access
 */
public record LinkBandwidth(
        LinkConfig link,
        AccessConfig access,
        long sizeBytes,
        TlpCount writes,
        TlpCount requests,
        TlpCount completions) {
    /** Largest access that is computed. */
    public static final long MAX_SIZE_BYTES = 1L << 30;
    /** Decimals of every figure, as in the published tables. */
    public static final int DECIMALS = 9;

    private static final int GBPS_PER_BYTE_PER_PS = 8000;

    /** @throws IllegalArgumentException if the size is not from 1 to {@link #MAX_SIZE_BYTES} */
    public static LinkBandwidth of(LinkConfig link, AccessConfig access, long sizeBytes) {
        if (sizeBytes < 1 || sizeBytes > MAX_SIZE_BYTES) {
            String rule = "size in bytes must be from 1 to " + MAX_SIZE_BYTES;
            throw new IllegalArgumentException(LinkRule.broken(rule, sizeBytes, ""));
        }
        int request =
                WireLayout.wireBytes(link.flit(), access.requestHeaderBytes(), 0, access.prefixBytes(), link.ecrc());
        int completion = WireLayout.wireBytes(link.flit(), WireLayout.HEADER_3DW_BYTES, 0, 0, link.ecrc());
        int completionBytes = access.completionAtRcb() ? link.rcbBytes() : link.mpsBytes();
        return new LinkBandwidth(
                link,
                access,
                sizeBytes,
                TlpCount.of(pieces(sizeBytes, link.mpsBytes()), request, sizeBytes),
                TlpCount.of(pieces(sizeBytes, link.mrrsBytes()), request, 0),
                TlpCount.of(pieces(sizeBytes, completionBytes), completion, sizeBytes));
    }

    /** All lanes after line coding. */
    public BigDecimal rawGbps() {
        return gbps(LinkRate.raw(link), 1, 1);
    }

    /** What TLPs can use, in each direction. */
    public BigDecimal tlpGbps() {
        return gbps(LinkRate.tlp(link), 1, 1);
    }

    /** Payload of writes alone. */
    public BigDecimal writeEffectiveGbps() {
        return gbps(LinkRate.tlp(link), sizeBytes, writes.wireBytes());
    }

    /** Payload of reads alone. */
    public BigDecimal readEffectiveGbps() {
        return gbps(LinkRate.tlp(link), sizeBytes, readBottleneckBytes());
    }

    /** Completions on the link of the device's receive side. */
    public BigDecimal readReceivedGbps() {
        return gbps(LinkRate.tlp(link), completions.wireBytes(), readBottleneckBytes());
    }

    /** Requests on the link of the device's transmit side. */
    public BigDecimal readTransmittedGbps() {
        return gbps(LinkRate.tlp(link), requests.wireBytes(), readBottleneckBytes());
    }

    /** Payload in each direction where every write is paired with a read of the same size. */
    public BigDecimal readWriteEffectiveGbps() {
        long transmitted = writes.wireBytes() + requests.wireBytes();
        return gbps(LinkRate.tlp(link), sizeBytes, Math.max(transmitted, completions.wireBytes()));
    }

    /** Bytes of one access in the direction that saturates first. */
    private long readBottleneckBytes() {
        return Math.max(requests.wireBytes(), completions.wireBytes());
    }

    private static long pieces(long sizeBytes, int pieceBytes) {
        return (sizeBytes + pieceBytes - 1) / pieceBytes;
    }

    private static BigDecimal gbps(LinkRate rate, long part, long whole) {
        BigInteger numerator = BigInteger.valueOf(rate.numerator())
                .multiply(BigInteger.valueOf(GBPS_PER_BYTE_PER_PS))
                .multiply(BigInteger.valueOf(part));
        BigInteger denominator = BigInteger.valueOf(rate.denominator()).multiply(BigInteger.valueOf(whole));
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), DECIMALS, RoundingMode.HALF_EVEN);
    }
}
