package tlpsim.gen.traffic;

import tlpsim.core.random.RandomStream;
import tlpsim.gen.arrival.EthernetLayout;

/**
 * A published mix of sizes.
 *
 * @param name         what scenarios call it
 * @param kind         what the sizes are sizes of
 * @param includesFcs  packet sizes count the 4 bytes of the frame check sequence
 * @param distribution the sizes as published
 * @param title        one line for listings
 * @param source       where the numbers come from
 */
public record SizePreset(
        String name, Kind kind, boolean includesFcs, SizeDistribution distribution, String title, String source) {

    /** What a size is the size of. */
    public enum Kind {
        PACKETS,
        MESSAGES
    }

    /** Sizes as the simulator counts them: layer 2 without frame check sequence for packets, payload for messages. */
    public SizeDistribution countedDistribution() {
        return includesFcs ? distribution.shifted(-EthernetLayout.FCS_BYTES) : distribution;
    }

    /** A source of packets of this mix; the framing matters for messages only. */
    public SizeSource sizes(MessageFraming framing, RandomStream stream) {
        return kind == Kind.PACKETS
                ? new PacketSizes(countedDistribution(), stream)
                : new MessageSizes(countedDistribution(), framing, stream);
    }
}
