package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.FabricTree;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.TargetConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/** {@code explain} and checks name the way that requests take in a run. */
final class WayAgreementTest {
    private static final int SEEDS = 200;

    @Test
    void theTreeOfTheScenarioAndTheRoutesOfARunNameTheSameWay() {
        for (long seed = 0; seed < SEEDS; seed++) {
            ScenarioConfig scenario =
                    DrawnScenario.read(seed, new PathDraw(seed).yaml()).config();
            FabricTree tree = new FabricTree(scenario.fabric());
            FabricPlan plan = new FabricPlan(scenario, Column.CONFIGURED);
            List<String> targets = new ArrayList<>(List.of(TargetConfig.HOST));
            plan.peers().forEach(peer -> targets.add(peer.id()));
            for (WorkloadConfig workload : scenario.workloads()) {
                EndpointConfig device = tree.endpoint(workload.device()).orElseThrow();
                for (String target : targets) {
                    List<String> way = new ArrayList<>(tree.way(device, target));
                    way.remove(FabricTree.ROOT_COMPLEX);
                    assertThat(way)
                            .as("seed %d, %s to %s", seed, device.id(), target)
                            .isEqualTo(plan.path(workload, plan.destination(target)));
                }
            }
        }
    }
}
