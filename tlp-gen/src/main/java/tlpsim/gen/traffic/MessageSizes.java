package tlpsim.gen.traffic;

import tlpsim.core.random.RandomStream;
import tlpsim.gen.arrival.UnitMean;

/** Every message draws its size and is sent as packets back to back. */
public final class MessageSizes implements SizeSource {
    private final SizeDistribution distribution;
    private final MessageFraming framing;
    private final RandomStream stream;
    private final int payloadBytes;
    private long message = -1;
    private int remaining;
    private int bytes;
    private boolean starts;

    public MessageSizes(SizeDistribution distribution, MessageFraming framing, RandomStream stream) {
        this.distribution = distribution;
        this.framing = framing;
        this.stream = stream;
        this.payloadBytes = framing.payloadBytes();
    }

    /** Payload bytes of any message, without moving. */
    public int messageBytesOf(long index) {
        return distribution.sizeOf(stream.bitsAt(index));
    }

    @Override
    public void advance() {
        starts = remaining == 0;
        if (starts) {
            remaining = messageBytesOf(++message);
        }
        int payload = Math.min(remaining, payloadBytes);
        remaining -= payload;
        bytes = framing.frameBytes(payload);
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public long unit() {
        return message;
    }

    @Override
    public boolean startsUnit() {
        return starts;
    }

    @Override
    public boolean endsUnit() {
        return remaining == 0;
    }

    @Override
    public UnitMean mean() {
        return framing.mean(distribution);
    }
}
