package tlpsim.core.fabric;

import tlpsim.core.link.LinkRate;
import tlpsim.core.link.SerialisationClock;
import tlpsim.core.link.WireLayout;

/** The downstream direction of a port's link: completions and doorbells, in the order in which they become ready. Owned by the Source process. */
public final class DownstreamPort {
    private static final int DOORBELL_BYTES = 4;

    private final PortConfig config;
    private final SerialisationClock clock;
    private final long[] counters;

    DownstreamPort(PortConfig config, long[] counters) {
        this.config = config;
        this.counters = counters;
        this.clock = new SerialisationClock(LinkRate.tlp(config.link()));
    }

    /** Sends a doorbell write. @return when it reaches the device */
    long sendDoorbell(long readyPs) {
        return send(readyPs, WireLayout.HEADER_4DW_BYTES, DOORBELL_BYTES);
    }

    /**
     * Sends the completions of one read: cut at Read Completion Boundaries so that none exceeds MPS (2.3.1.1); one without data for 0 bytes.
     *
     * @return when the last byte reaches the device
     */
    long sendCompletions(long readyPs, int addressLow, int bytes) {
        if (bytes == 0) {
            return send(readyPs, WireLayout.HEADER_3DW_BYTES, 0);
        }
        int mps = config.link().mpsBytes();
        int boundaryMask = config.link().rcbBytes() - 1;
        int left = bytes;
        int at = addressLow;
        long arrivalPs = readyPs;
        while (left > 0) {
            int room = mps - (at & boundaryMask & mps - 1);
            int piece = Math.min(left, room);
            int padded = (at & 3) + piece + 3 & ~3;
            arrivalPs = send(readyPs, WireLayout.HEADER_3DW_BYTES, padded);
            at += piece;
            left -= piece;
        }
        return arrivalPs;
    }

    private long send(long readyPs, int headerBytes, int payloadBytes) {
        int wireBytes = WireLayout.wireBytes(
                config.link().flit(),
                headerBytes,
                payloadBytes,
                0,
                config.link().ecrc());
        counters[PortCounter.DOWN_WIRE_BYTES] += wireBytes;
        counters[PortCounter.DOWN_TLPS]++;
        return clock.transmit(readyPs, wireBytes) + config.propagationPs();
    }
}
