package tlpsim.completer.host;

import tlpsim.completer.port.ReceiveWindow;
import tlpsim.completer.port.RootPortHintPolicy;

/**
 * The receiving side of one root port.
 *
 * @param window         credits, and how long answers take; with {@code acceptanceReturnPs} where the port also routes between ports
 * @param pool           index of the pool of posted writes it shares
 * @param allocatingFlow writes without a tag may allocate in a cache
 * @param hints          what the port makes of hints
 */
public record ReceiveConfig(ReceiveWindow window, int pool, boolean allocatingFlow, RootPortHintPolicy hints) {}
