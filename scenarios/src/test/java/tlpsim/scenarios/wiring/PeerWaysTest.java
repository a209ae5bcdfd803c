package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.core.path.AskedHint;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.scenarios.result.PathCounts;

/** What is said before a run is what the run does. */
final class PeerWaysTest {
    private static PeerWay way(String... sets) {
        List<PeerWay> ways =
                new PeerWays(BundledRun.scenario("acs-redirect", sets).config()).ways();
        assertThat(ways).hasSize(1);
        return ways.get(0);
    }

    @Test
    void theSentenceSaysVerdictTurnAndWhatIsLeft() {
        assertThat(way().sentence())
                .isEqualTo("p2pdma: switch-local (p2pdma.switch-local); turns at sw0; tagged16 arrives");
        assertThat(way("fabric.switches.sw0.acs-redirect=true").sentence())
                .isEqualTo(
                        "p2pdma: through the host bridge (p2pdma.cpu; ACS redirect at sw0 above gpu0, sw0 above nic0);"
                                + " turns at root complex; tagged16 becomes hint-stripped at rp0");
        assertThat(way("fabric.switches.sw0.acs=[egress-control]", "fabric.switches.sw0.egress-blocked=[gpu0]")
                        .sentence())
                .endsWith("; tagged16 refused at sw0: acs-violation");
        assertThat(way("fabric.switches.sw0.acs-redirect=true", "platform.io.p2pdma=not-whitelisted")
                        .sentence())
                .isEqualTo(
                        "p2pdma: not supported (p2pdma.not-supported; ACS redirect at sw0 above gpu0, sw0 above nic0);"
                                + " what was meant for it goes to host memory");
        assertThat(way("fabric.switches.sw0.acs-redirect=true", "platform.io.p2pdma=unchecked")
                        .verdict())
                .isEqualTo("unchecked");
    }

    /** A header of each drawn flow against the TLPs that the run sends: the same outcome at the same element. */
    @Test
    void drawnRunsDoWhatWasSaid() {
        int compared = 0;
        for (long seed = 0; seed < 40; seed++) {
            DrawnScenario scenario = DrawnScenario.read(seed, new PathDraw(seed).yaml());
            TappedRun run = TappedRun.of(scenario, 12_000_000);
            List<String> names = run.plan().elementNames();
            PathCounts paths = new PathCounts(run.counts().outcomes(), names.size());
            for (PeerWay way : new PeerWays(scenario.config()).ways()) {
                compared += compare(run, paths, names, way);
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    /** Payload of flows all of whose payload goes to that peer. */
    private static int compare(TappedRun run, PathCounts paths, List<String> names, PeerWay way) {
        for (int flow = 0; flow < run.flows().flows().size(); flow++) {
            FlowPlan.Flow of = run.flows().flows().get(flow);
            int peer = run.plan().destination(way.peer());
            if (!of.name().equals(way.flow())
                    || of.places().payload() != peer
                    || way.way().isEmpty()) {
                continue;
            }
            for (int asked = 0; asked < AskedHint.COUNT; asked++) {
                for (HintOutcome outcome : HintOutcome.values()) {
                    for (int hop = 0; hop < names.size(); hop++) {
                        long tlps = paths.at(flow, AccessKind.PAYLOAD.ordinal(), hop, asked, outcome.ordinal());
                        // Whether a queue's tag is there at all is not the way's business.
                        if (tlps > 0 && AskedHint.label(asked).equals(way.asked())) {
                            assertThat(AskedHint.label(asked) + " " + outcome.label() + " " + names.get(hop))
                                    .as(way.toString())
                                    .isEqualTo(way.asked() + " " + way.left().label() + " " + way.element());
                            return 1;
                        }
                    }
                }
            }
        }
        return 0;
    }
}
