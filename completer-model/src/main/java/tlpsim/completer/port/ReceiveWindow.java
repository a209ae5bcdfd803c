package tlpsim.completer.port;

/**
 * What a receiving port advertises, and how long its answers take.
 *
 * @param headers            advertised PH, or 0 for infinite
 * @param dataUnits          advertised PD in units of 16 B, or 0 for infinite
 * @param creditReturnPs     from the release of credits to their use at the sender, at least 1
 * @param acceptanceReturnPs from the departure of a host-bound request from the receive FIFO to that of what waits behind it, at least 1; 0 where the port
 *                           routes nothing to other ports and nobody needs to know
 */
public record ReceiveWindow(int headers, int dataUnits, long creditReturnPs, long acceptanceReturnPs) {
    /** Of a port that only receives. */
    public ReceiveWindow(int headers, int dataUnits, long creditReturnPs) {
        this(headers, dataUnits, creditReturnPs, 0);
    }

    public ReceiveWindow {
        if (creditReturnPs < 1 || acceptanceReturnPs < 0) {
            throw new IllegalArgumentException(
                    "creditReturnPs=" + creditReturnPs + ", acceptanceReturnPs=" + acceptanceReturnPs);
        }
    }

    /** The shortest way back to the Source. */
    public long minReturnPs() {
        return acceptanceReturnPs == 0 ? creditReturnPs : Math.min(creditReturnPs, acceptanceReturnPs);
    }
}
