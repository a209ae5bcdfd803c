package tlpsim.scenarios.result;

import java.util.List;
import tlpsim.core.link.LinkRate;

/**
 * What metrics need of the platform.
 *
 * @param coreHz            clock of the cores
 * @param dramBitsPerSecond peak bandwidth of all sockets
 * @param portRates         TLP rate of each link on which requests start
 * @param linkRates         TLP rate of each directed link on which elements forward requests
 * @param workloads         what is packets, what is storage
 */
public record PlatformFigures(
        long coreHz,
        long dramBitsPerSecond,
        List<LinkRate> portRates,
        List<LinkRate> linkRates,
        WorkloadKinds workloads) {}
