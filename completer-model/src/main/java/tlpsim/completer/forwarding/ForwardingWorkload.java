package tlpsim.completer.forwarding;

/**
 * One experiment on a machine.
 *
 * @param queues      receive queues, a core and a transmit queue each
 * @param descriptors receive descriptors of each queue, all posted
 * @param packetLines lines of a packet
 * @param ioWays      ways of the last-level cache that the device may allocate in
 * @param intervalPs  between two arriving packets, over all queues
 * @param workPs      further time of a core per packet
 */
public record ForwardingWorkload(
        int queues, int descriptors, int packetLines, int ioWays, long intervalPs, long workPs) {

    public ForwardingWorkload {
        if (queues < 1 || descriptors < 1 || packetLines < 1 || ioWays < 0 || intervalPs < 1 || workPs < 0) {
            throw new IllegalArgumentException("queues=" + queues + " descriptors=" + descriptors + " packetLines="
                    + packetLines + " ioWays=" + ioWays + " intervalPs=" + intervalPs + " workPs=" + workPs);
        }
    }
}
