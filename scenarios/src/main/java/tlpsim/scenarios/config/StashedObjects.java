package tlpsim.scenarios.config;

import java.util.List;
import java.util.Optional;

/** What of a workload's data carries hints: what its driver asks to have stashed, as far as the device can, or else {@code hints}. */
public final class StashedObjects {
    private final WorkloadConfig workload;
    private final List<StashObject> offered;

    public StashedObjects(WorkloadConfig workload, EndpointConfig device) {
        this.workload = workload;
        this.offered = device.tph().stashObjects();
    }

    private List<StashObjectConfig> asked() {
        return workload.behaviour().driver().objects();
    }

    private Hint hint(StashObject object) {
        return asked().stream()
                .filter(each -> each.object() == object && offered.contains(object))
                .map(StashObjectConfig::hint)
                .findFirst()
                .orElse(Hint.NONE);
    }

    /** By kind of access. */
    public HintsConfig hints() {
        return asked().isEmpty()
                ? workload.steering().hints()
                : new HintsConfig(
                        hint(StashObject.DESCRIPTOR),
                        hint(StashObject.HEADER),
                        hint(StashObject.PAYLOAD),
                        hint(StashObject.DESCRIPTOR));
    }

    /** Bytes of each packet with a tag of their own, if the device can. */
    public Optional<StashObjectConfig> offset() {
        return asked().stream()
                .filter(each -> each.object() == StashObject.OFFSET && offered.contains(StashObject.OFFSET))
                .findFirst();
    }

    /** What the driver asks for and the device cannot do. */
    public List<StashObjectConfig> refused() {
        return asked().stream().filter(each -> !offered.contains(each.object())).toList();
    }
}
