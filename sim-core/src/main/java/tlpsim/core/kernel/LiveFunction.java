package tlpsim.core.kernel;

import java.util.Optional;
import tlpsim.core.config.ConfigImage;
import tlpsim.core.config.ConfigSpace;
import tlpsim.core.tph.MsixTable;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.TphRequesterCapability;

/** One live function: its registers, and software's ways to them. Owned by one thread. */
public final class LiveFunction {
    private final ConfigSpace space;
    private final LiveConfigAccess config;
    private final Optional<LiveMsixAccess> msix;

    private LiveFunction(ConfigSpace space, int vectors) {
        this.space = space;
        this.config = new LiveConfigAccess(space);
        this.msix = space.msixTable().map(table -> new LiveMsixAccess(space, vectors));
    }

    /**
     * A function whose driver has turned MSI-X on, if there is MSI-X.
     *
     * @param vectors interrupts that the driver has set up, from entry 0
     */
    public static LiveFunction driven(ConfigImage image, int vectors) {
        LiveFunction function = new LiveFunction(ConfigSpace.of(image, ReservedEnablePolicy.STORE), vectors);
        function.msix.ifPresent(access -> access.enabled(true));
        return function;
    }

    /**
     * A function as its registers stand. They do not say how many interrupts are set up: there is one behind each entry, and MSI-X is on where Message Control
     * says so.
     */
    public static LiveFunction asFound(ConfigSpace space) {
        return new LiveFunction(space, Integer.MAX_VALUE);
    }

    public ConfigSpace space() {
        return space;
    }

    public LiveConfigAccess config() {
        return config;
    }

    /** {@link MsixAccess#NONE} without MSI-X. */
    public MsixAccess msix() {
        return msix.<MsixAccess>map(access -> access).orElse(MsixAccess.NONE);
    }

    /** MSI-X as the kernel's driver model changes it. */
    public Optional<LiveMsixAccess> liveMsix() {
        return msix;
    }

    public Optional<TphRequesterCapability> tph() {
        return space.tph();
    }

    public Optional<MsixTable> msixTable() {
        return space.msixTable();
    }
}
