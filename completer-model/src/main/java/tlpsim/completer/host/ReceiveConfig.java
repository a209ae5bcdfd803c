package tlpsim.completer.host;

import tlpsim.completer.port.IommuConfig;
import tlpsim.completer.port.ReceiveWindow;
import tlpsim.core.path.CompleterRules;

/**
 * The receiving side of one root port.
 *
 * @param window         credits, and how long answers take; with {@code acceptanceReturnPs} where the port also routes between ports
 * @param socket         it belongs to
 * @param pool           index of the pool of posted writes it shares
 * @param allocatingFlow writes without a tag may allocate in a cache
 * @param remoteAllocating the same to memory of another socket
 * @param rules          what the port makes of hints and prefixes
 * @param iommu          what translates its requests
 */
public record ReceiveConfig(
        ReceiveWindow window,
        int socket,
        int pool,
        boolean allocatingFlow,
        boolean remoteAllocating,
        CompleterRules rules,
        IommuConfig iommu) {
    /** On socket 0, without translation. */
    public ReceiveConfig(ReceiveWindow window, int pool, boolean allocatingFlow, CompleterRules rules) {
        this(window, 0, pool, allocatingFlow, true, rules, IommuConfig.off());
    }
}
