package tlpsim.core.fabric;

/**
 * What the receiving end of a link advertises for posted requests.
 *
 * @param headers     header credits, or 0 for infinite
 * @param dataUnits   data credits of 16 B, or 0 for infinite
 * @param returnPs    from the release of a credit at the receiver to its use at the sender; at least 1
 */
public record ReceiveWindow(int headers, int dataUnits, long returnPs) {
    public ReceiveWindow {
        if (headers < 0 || dataUnits < 0 || returnPs < 1) {
            throw new IllegalArgumentException("credits must not be negative and return at least 1 ps late: headers="
                    + headers + ", dataUnits=" + dataUnits + ", returnPs=" + returnPs);
        }
    }
}
