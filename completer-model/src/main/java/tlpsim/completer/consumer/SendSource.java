package tlpsim.completer.consumer;

/** Packets that software wants to send, in the order in which they are due. Attributes of packet i never depend on the run. Allocates nothing per packet. */
public interface SendSource {
    /** Moves to the next packet. @return false if there is none */
    boolean advance();

    /** When the packet is due, in picoseconds; never falls. */
    long duePs();

    /** Layer-2 bytes without FCS. */
    int bytes();

    /** Queue within the workload, from 0. */
    int queue();
}
