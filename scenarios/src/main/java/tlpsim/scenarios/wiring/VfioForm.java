package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.List;
import tlpsim.core.rule.Errno;
import tlpsim.core.vfio.LoweredEnablePolicy;
import tlpsim.core.vfio.VfioChoices;
import tlpsim.core.vfio.VfioConfig;
import tlpsim.core.vfio.VfioDesign;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.TphConfig;
import tlpsim.scenarios.config.TphGate;
import tlpsim.scenarios.config.VfioChoicesConfig;
import tlpsim.scenarios.config.VfioErrno;

/** The user API of a function as a scenario describes it. */
final class VfioForm {
    private VfioForm() {}

    static VfioConfig of(tlpsim.scenarios.config.VfioConfig vfio, TphConfig tph) {
        tlpsim.scenarios.config.VfioDesign asked = vfio.design();
        VfioDesign design = new VfioDesign(
                asked == tlpsim.scenarios.config.VfioDesign.SHADOW_TABLES,
                asked == tlpsim.scenarios.config.VfioDesign.PH_VALID_BIT,
                asked == tlpsim.scenarios.config.VfioDesign.UNGATED_PEER_TO_PEER || tph.gate() == TphGate.NONE);
        return new VfioConfig(vfio.unsafe(), vfio.literal(), design, choices(vfio.choices()));
    }

    /** What of a scenario's control plane Linux does not do, or has rejected; one line for each. */
    static List<String> notLinux(ScenarioConfig scenario) {
        List<String> lines = new ArrayList<>();
        if (scenario.tph().gate() == TphGate.NONE) {
            lines.add("tph.gate none: ungated peer-to-peer (not Linux)");
        }
        for (EndpointConfig endpoint : scenario.fabric().endpoints()) {
            endpoint.vfio()
                    .ifPresent(vfio -> of(vfio, scenario.tph())
                            .design()
                            .notLinux()
                            .forEach(what -> lines.add(endpoint.id() + ": " + what)));
        }
        return lines;
    }

    private static VfioChoices choices(VfioChoicesConfig choices) {
        return new VfioChoices(
                errno(choices.errnoNotOffered()),
                errno(choices.errnoDisabled()),
                errno(choices.errnoExtended()),
                errno(choices.errnoUnplaceable()),
                errno(choices.errnoRawTag()),
                errno(choices.errnoRevoked()),
                LoweredEnablePolicy.valueOf(choices.loweredEnable().name()));
    }

    private static Errno errno(VfioErrno errno) {
        return Errno.valueOf(errno.name());
    }
}
