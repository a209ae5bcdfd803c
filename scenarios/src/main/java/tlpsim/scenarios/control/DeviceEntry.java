package tlpsim.scenarios.control;

import tlpsim.core.kernel.FunctionImage;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.vfio.VfioTphDevice;

/** A device of the script: its registers, the kernel's view of it, and the user's. */
final class DeviceEntry {
    private final FunctionImage image;
    private final TphFunction function;
    private VfioTphDevice vfio;

    DeviceEntry(FunctionImage image, TphFunction function, VfioTphDevice vfio) {
        this.image = image;
        this.function = function;
        this.vfio = vfio;
    }

    FunctionImage image() {
        return image;
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
