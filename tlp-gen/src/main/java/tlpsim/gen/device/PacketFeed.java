package tlpsim.gen.device;

/** Packets in order of arrival. Attributes of packet i never depend on what the device does with it. Allocates nothing per packet. */
public interface PacketFeed {
    /** Moves to the next packet. @return false if there is none */
    boolean advance();

    /** When the packet has been received completely, in picoseconds; never falls. */
    long arrivalPs();

    /** Layer-2 bytes without FCS. */
    int bytes();

    /** Queue within the device, 0 to queues - 1. */
    int queue();
}
