package tlpsim.gen.traffic;

import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.core.random.RandomStream;
import tlpsim.gen.arrival.EthernetLayout;
import tlpsim.gen.arrival.UnitMean;

/** Every packet draws its own size. */
public final class PacketSizes implements SizeSource {
    private final SizeDistribution distribution;
    private final RandomStream stream;
    private long packet = -1;
    private int bytes;

    /** @param distribution layer 2 sizes without frame check sequence, 60 to 65535 bytes */
    public PacketSizes(SizeDistribution distribution, RandomStream stream) {
        if (distribution.minBytes() < EthernetLayout.MIN_FRAME_BYTES
                || distribution.maxBytes() > EthernetLayout.MAX_FRAME_BYTES) {
            throw new InvalidInputException(new Problem(
                    "sizes",
                    0,
                    0,
                    "packet sizes run from " + distribution.minBytes() + " to " + distribution.maxBytes()
                            + " bytes; a packet has 60 to 65535 without frame check sequence",
                    "sizes of messages are cut into packets: declare them as messages"));
        }
        this.distribution = distribution;
        this.stream = stream;
    }

    /** The size of any packet, without moving. */
    public int bytesOf(long index) {
        return distribution.sizeOf(stream.bitsAt(index));
    }

    @Override
    public void advance() {
        bytes = bytesOf(++packet);
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public long unit() {
        return packet;
    }

    @Override
    public boolean startsUnit() {
        return true;
    }

    @Override
    public boolean endsUnit() {
        return true;
    }

    @Override
    public UnitMean mean() {
        return UnitMean.ofPackets(distribution.meanNumerator(), distribution.meanDenominator());
    }
}
