package tlpsim.completer.peer;

import tlpsim.completer.port.ReceiveWindow;
import tlpsim.core.path.CompleterRules;

/**
 * The receiving side of a peer.
 *
 * @param postedLines lines of posted writes between acceptance and visibility, at least 1
 * @param rules       what the peer makes of hints and prefixes
 */
public record PeerPortConfig(ReceiveWindow window, int postedLines, CompleterRules rules) {}
