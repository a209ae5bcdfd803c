package tlpsim.scenarios.cli;

import java.util.List;
import tlpsim.scenarios.config.ResolvedScenario;
import tlpsim.scenarios.wiring.PeerWay;
import tlpsim.scenarios.wiring.PeerWays;

/**
 * What a scenario resolves to.
 *
 * @param values    every key
 * @param flows     what becomes of the hint of each kind of access
 * @param paths     the way of each flow
 * @param peerWays  of each flow to each of its peers
 * @param lookAheads one per peer
 * @param links     one per root port
 * @param footprint what the rings occupy, beside the caches
 * @param warmUps   one per workload
 */
record ExplainCommandReport(
        ResolvedScenario scenario,
        List<ExplainCommandValue> values,
        List<ExplainCommandFlow> flows,
        List<ExplainCommandPath> paths,
        List<PeerWay> peerWays,
        List<ExplainCommandPath.LookAhead> lookAheads,
        List<ExplainCommandLink> links,
        ExplainCommandFootprint footprint,
        List<ExplainCommandTraffic> warmUps) {

    static ExplainCommandReport of(ResolvedScenario resolved) {
        List<ExplainCommandTraffic> traffic = ExplainCommandTraffic.of(resolved.config(), resolved.directory());
        ExplainCommandPaths paths = new ExplainCommandPaths(resolved.config());
        return new ExplainCommandReport(
                resolved,
                ExplainCommandValue.of(resolved),
                new ExplainCommandFlows(resolved.config(), resolved.directory()).flows(),
                paths.paths(),
                new PeerWays(resolved.config()).ways(),
                paths.lookAheads(),
                ExplainCommandLink.of(resolved.config()),
                ExplainCommandFootprint.of(resolved.config(), traffic),
                traffic);
    }
}
