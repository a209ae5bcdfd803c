package tlpsim.scenarios.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tlpsim.core.link.AccessConfig;
import tlpsim.core.link.LinkBandwidth;
import tlpsim.core.link.LinkConfig;
import tlpsim.scenarios.config.HostIoConfig;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.wiring.FabricWiring;

/**
 * One root port's link, and how far the two processes of the simulation may run apart over it.
 *
 * @param link        generation, width, flit, limits
 * @param line64      writes of 64 bytes with 64-bit addresses, without prefix
 * @param full        the same, writes of Max_Payload_Size
 * @param minForwardPs no TLP arrives sooner after it was ready
 * @param minReturnPs no feedback takes effect sooner after its cause; that of the whole host
 */
record ExplainCommandLink(
        String port, LinkConfig link, LinkBandwidth line64, LinkBandwidth full, long minForwardPs, long minReturnPs) {
    private static final AccessConfig WRITES = new AccessConfig(64, false, false);

    static List<ExplainCommandLink> of(ScenarioConfig scenario) {
        List<ExplainCommandLink> links = new ArrayList<>();
        List<LinkConfig> configs = FabricWiring.links(scenario);
        long minReturnPs = minReturnPs(scenario);
        for (int port = 0; port < configs.size(); port++) {
            RootPortConfig root = scenario.fabric().hostPorts().get(port);
            LinkConfig link = configs.get(port);
            links.add(new ExplainCommandLink(
                    root.id(),
                    link,
                    LinkBandwidth.of(link, WRITES, 64),
                    LinkBandwidth.of(link, WRITES, link.mpsBytes()),
                    root.propagationPs(),
                    minReturnPs));
        }
        return links;
    }

    private static long minReturnPs(ScenarioConfig scenario) {
        HostIoConfig io = scenario.platform().io();
        long shortestPs = Math.min(io.doorbellPs(), Math.min(io.readCachePs(), io.readMemoryPs()));
        for (RootPortConfig port : scenario.fabric().hostPorts()) {
            shortestPs = Math.min(shortestPs, port.credits().returnLatencyPs());
        }
        return shortestPs;
    }

    /** The loop's look-ahead: at least 1 ns, or the processes would wait for each other at every step. */
    long lookAheadPs() {
        return minForwardPs + minReturnPs;
    }

    BigDecimal tlpGbps() {
        return full.tlpGbps();
    }
}
