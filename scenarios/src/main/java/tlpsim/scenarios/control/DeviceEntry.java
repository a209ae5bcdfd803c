package tlpsim.scenarios.control;

import tlpsim.core.kernel.LiveFunction;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.vfio.VfioTphDevice;

/** A device of the script: its registers, the kernel's view of it, and the user's. */
final class DeviceEntry {
    private final LiveFunction live;
    private final TphFunction function;
    private VfioTphDevice vfio;

    DeviceEntry(LiveFunction live, TphFunction function, VfioTphDevice vfio) {
        this.live = live;
        this.function = function;
        this.vfio = vfio;
    }

    LiveFunction live() {
        return live;
    }

    TphFunction function() {
        return function;
    }

    VfioTphDevice vfio() {
        return vfio;
    }

    void vfio(VfioTphDevice configured) {
        vfio = configured;
    }
}
