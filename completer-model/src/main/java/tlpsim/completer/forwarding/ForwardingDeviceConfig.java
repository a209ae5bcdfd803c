package tlpsim.completer.forwarding;

/**
 * The device: its transmit rings and the one engine that serves them in turn.
 *
 * @param transmitDescriptors of each queue
 * @param linePs              time of the engine per line of payload
 * @param queueSetupPs        time per packet with one queue; several overlap it
 * @param writeMissPs         further time per full-size packet whose writes all miss; less in proportion
 * @param fullSizeLines       lines of a full-size packet
 * @param completionPs        from the end of the engine's work to the buffer's return
 * @param packetsPerCompletionLine received packets behind one line of completion entries
 */
public record ForwardingDeviceConfig(
        int transmitDescriptors,
        long linePs,
        long queueSetupPs,
        long writeMissPs,
        int fullSizeLines,
        long completionPs,
        int packetsPerCompletionLine) {

    public ForwardingDeviceConfig {
        if (transmitDescriptors < 1 || linePs < 1 || queueSetupPs < 0 || writeMissPs < 0) {
            throw new IllegalArgumentException("transmitDescriptors=" + transmitDescriptors + " linePs=" + linePs
                    + " queueSetupPs=" + queueSetupPs + " writeMissPs=" + writeMissPs);
        }
        if (fullSizeLines < 1 || completionPs < 0 || packetsPerCompletionLine < 1) {
            throw new IllegalArgumentException("fullSizeLines=" + fullSizeLines + " completionPs=" + completionPs
                    + " packetsPerCompletionLine=" + packetsPerCompletionLine);
        }
    }

    /** Time per packet beside that of its lines: what one queue needs, divided by the root of the queues. */
    long setupPs(int queues) {
        return Math.round(queueSetupPs / StrictMath.sqrt(queues));
    }
}
