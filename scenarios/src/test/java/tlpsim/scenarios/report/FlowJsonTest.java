package tlpsim.scenarios.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.config.ResolvedScenario;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.result.InterruptSwitch;
import tlpsim.scenarios.result.ScenarioResult;
import tlpsim.scenarios.result.ScenarioRunner;
import tlpsim.scenarios.result.Verdict;
import tlpsim.scenarios.wiring.EngineConfig;

final class FlowJsonTest {
    @Test
    void elementsAndFlowsCountEveryRequestOnce() {
        List<String> sets = List.of("measure.warm-up=30 us", "measure.window=30 us", "measure.replicates=1");
        ResolvedScenario scenario = new ScenarioReader(PresetCatalogue.bundled())
                .read("heterogeneous.yaml", InputStream.nullInputStream(), sets);
        ScenarioResult result = new ScenarioRunner(
                        scenario.config(),
                        scenario.directory(),
                        EngineConfig.of(Threading.INLINE),
                        new InterruptSwitch(),
                        done -> {})
                .run();
        JsonNode simulated = ResultJson.of(result, Verdict.of(result)).get("simulated");
        long tlps = simulated.at("/columns/as_configured/replicates/0/tlps").asLong();
        assertThat(tlps).isPositive();
        long byElement = 0;
        for (JsonNode outcomes : simulated.get("elements")) {
            for (JsonNode count : outcomes) {
                byElement += count.asLong();
            }
        }
        long byFlow = 0;
        for (JsonNode row : simulated.get("flows")) {
            for (JsonNode path : row.get("paths")) {
                byFlow += path.get("tlps").asLong();
            }
        }
        assertThat(byElement).isEqualTo(tlps);
        assertThat(byFlow).isEqualTo(tlps);
        assertThat(simulated.get("elements").has("gpu0")).isTrue();
    }
}
