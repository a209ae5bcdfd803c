package tlpsim.scenarios.reproduce;

import tlpsim.completer.forwarding.ForwardingResult;

/**
 * What one simulation gave.
 *
 * @param writeHitPercent full-line device writes that found their line in a cache (ItoM)
 * @param readHitPercent  lines that a device read and found in a cache (PCIRdCur)
 * @param throughputGbps  packets forwarded, with CRC, preamble and gap
 * @param meanLatencyUs   from a packet's arrival to its last bit on the wire; NaN where it was not simulated
 * @param tailLatencyUs   its 99th percentile
 */
public record PointResult(
        double writeHitPercent,
        double readHitPercent,
        double throughputGbps,
        double meanLatencyUs,
        double tailLatencyUs) {
    private static final double GIGA = 1e9;

    static PointResult ofLines(ForwardingResult result, ForwardingSetup setup) {
        return new PointResult(
                result.writeHitPercent(),
                result.readHitPercent(),
                result.throughShare() * setup.offered() * setup.wireBits() / GIGA,
                Double.NaN,
                Double.NaN);
    }

    double of(Metric metric) {
        return switch (metric) {
            case ITOM -> writeHitPercent;
            case READ_CURRENT -> readHitPercent;
            case THROUGHPUT -> throughputGbps;
            case LATENCY -> meanLatencyUs;
            case LATENCY_99 -> tailLatencyUs;
        };
    }
}
