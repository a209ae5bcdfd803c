package tlpsim.scenarios.cli;

import java.util.Optional;
import tlpsim.scenarios.config.DriverModel;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.StMode;
import tlpsim.scenarios.config.StTableLocation;
import tlpsim.scenarios.config.TagSource;
import tlpsim.scenarios.config.VfioConfig;
import tlpsim.scenarios.config.VfioDesign;
import tlpsim.scenarios.config.WorkloadConfig;

/** What VFIO keeps from the user of a function. */
final class ExplainCommandUserApi {
    private ExplainCommandUserApi() {}

    /**
     * Why a tag does not come to the device; empty where it does, and for drivers of the kernel.
     *
     * @param applied the tag is of the namespace of Requester Enable
     */
    static Optional<String> refusal(EndpointConfig device, WorkloadConfig workload, TagSource source, boolean applied) {
        if (device.vfio().isEmpty()) {
            return Optional.empty();
        }
        VfioConfig vfio = device.vfio().get();
        boolean literal = vfio.unsafe() && vfio.literal();
        if (source.kind() == TagSource.Kind.FIXED && !literal) {
            return Optional.of(
                    "TPH_ST takes no raw tag: " + vfio.choices().errnoRawTag().spelling() + " (rule 21)");
        }
        boolean shown = literal || vfio.unsafe() && device.tph().modes().contains(StMode.DEVICE_SPECIFIC);
        boolean placesItself = workload.behaviour().driver().model() == DriverModel.DIRECT
                || device.tph().stTable().location() == StTableLocation.NONE;
        if (placesItself && !shown) {
            return Optional.of("the tag is withheld and cannot be placed: "
                    + vfio.choices().errnoUnplaceable().spelling() + " (rule 20)");
        }
        boolean shadowed = vfio.design() == VfioDesign.SHADOW_TABLES && !placesItself && !applied;
        return shadowed ? Optional.of("of the two shadow tables the other one is applied (rule 25)") : Optional.empty();
    }
}
