package tlpsim.scenarios.result;

import java.util.List;
import tlpsim.core.link.LinkRate;

/**
 * What metrics need of the platform.
 *
 * @param coreHz            clock of the cores
 * @param dramBitsPerSecond peak bandwidth of all sockets
 * @param linkRates         TLP rate of each root port's link
 */
public record PlatformFigures(long coreHz, long dramBitsPerSecond, List<LinkRate> linkRates) {}
