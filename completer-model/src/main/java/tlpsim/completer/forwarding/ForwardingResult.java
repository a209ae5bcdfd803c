package tlpsim.completer.forwarding;

/**
 * What the measured part of one experiment counted.
 *
 * @param writeHits     full-line device writes that found the line in a cache (ItoM hits)
 * @param writes        full-line device writes
 * @param readHits      device reads that found the line in a cache (PCIRdCur hits)
 * @param reads         device reads
 * @param forwarded     packets received
 * @param dropped       packets for which no descriptor was free
 * @param backlog       packets between receive poll and buffer return, mean over all arrivals
 * @param poolRing      buffers that the common ring has given since the start
 */
public record ForwardingResult(
        long writeHits,
        long writes,
        long readHits,
        long reads,
        long forwarded,
        long dropped,
        long backlog,
        long poolRing) {

    private static final double PERCENT = 100.0;

    public double writeHitPercent() {
        return writes == 0 ? 0 : PERCENT * writeHits / writes;
    }

    public double readHitPercent() {
        return reads == 0 ? 0 : PERCENT * readHits / reads;
    }

    /** Share of the offered packets that got through, 0 to 1. */
    public double throughShare() {
        return (double) forwarded / (forwarded + dropped);
    }
}
