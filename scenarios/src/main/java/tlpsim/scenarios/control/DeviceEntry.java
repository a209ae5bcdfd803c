package tlpsim.scenarios.control;

import java.util.Map;
import java.util.TreeMap;
import tlpsim.core.config.ConfigSpace;
import tlpsim.core.config.PciConfigLayout;
import tlpsim.core.config.SriovRegisters;
import tlpsim.core.kernel.LiveFunction;
import tlpsim.core.kernel.RootPort;
import tlpsim.core.kernel.TphCore;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.SteeringTable;
import tlpsim.core.vfio.DmaBuf;
import tlpsim.core.vfio.DmaBufImport;
import tlpsim.core.vfio.VfioConfig;
import tlpsim.core.vfio.VfioTphDevice;

/**
 * A function of the script: its registers, the kernel's view of it, and the user's. A VF follows its PF: with each VF Enable it is a new function; until the
 * first one its registers are those that it would have.
 */
final class DeviceEntry {
    private static final SteeringTable NO_TABLE = new SteeringTable() {
        @Override
        public int steeringEntries() {
            return 0;
        }

        @Override
        public int steeringTag(int index) {
            throw new IllegalStateException("no ST table: index=" + index);
        }

        @Override
        public void writeSteeringTag(int index, int tag) {
            throw new IllegalStateException("no ST table: index=" + index);
        }
    };

    private final String name;
    private final RootPort rootPort;
    private final TphCore core;
    private final DeviceEntry physical;
    private final int index;
    private final Map<String, DmaBufImport> imports = new TreeMap<>();
    private VfioConfig config = VfioConfig.DEFAULT;
    private LiveFunction live;
    private TphFunction function;
    private VfioTphDevice vfio;

    private DeviceEntry(
            String name, RootPort rootPort, TphCore core, DeviceEntry physical, int index, LiveFunction live) {
        this.name = name;
        this.rootPort = rootPort;
        this.core = core;
        this.physical = physical;
        this.index = index;
        bind(live);
    }

    static DeviceEntry of(String name, RootPort rootPort, TphCore core, LiveFunction live) {
        return new DeviceEntry(name, rootPort, core, null, 0, live);
    }

    /** A VF. @param index below TotalVFs of the PF */
    static DeviceEntry virtual(String name, TphCore core, DeviceEntry physical, int index) {
        ConfigSpace space = physical.live.space();
        boolean exists = index < space.virtualFunctions();
        ConfigSpace own = exists ? space.virtualFunction(index) : preview(space, index);
        return new DeviceEntry(name, physical.rootPort, core, physical, index, LiveFunction.asFound(own));
    }

    private static ConfigSpace preview(ConfigSpace physical, int index) {
        ConfigSpace copy = ConfigSpace.of(physical.image(), ReservedEnablePolicy.STORE);
        SriovRegisters sriov = copy.announced().sriov().orElseThrow();
        int control = sriov.offset() + PciConfigLayout.PCI_SRIOV_CTRL;
        copy.write(control, 2, 0);
        copy.write(sriov.offset() + PciConfigLayout.PCI_SRIOV_NUM_VF, 2, sriov.totalVfs());
        copy.write(control, 2, PciConfigLayout.PCI_SRIOV_CTRL_VFE);
        return copy.virtualFunction(index);
    }

    private void bind(LiveFunction registers) {
        live = registers;
        function = new TphFunction(name, live.config(), live.msix(), rootPort);
        imports.clear();
        vfio(config);
    }

    /** Whether the function exists at this moment. */
    boolean exists() {
        if (physical == null) {
            return true;
        }
        ConfigSpace space = physical.live.space();
        if (index >= space.virtualFunctions()) {
            return false;
        }
        if (live.space() != space.virtualFunction(index)) {
            bind(LiveFunction.asFound(space.virtualFunction(index)));
        }
        return true;
    }

    LiveFunction live() {
        return live;
    }

    /** The ST table wherever it is; without entries where there is none. */
    SteeringTable table() {
        return live.space().steeringTable().orElse(NO_TABLE);
    }

    TphFunction function() {
        return function;
    }

    VfioTphDevice vfio() {
        return vfio;
    }

    void vfio(VfioConfig newConfig) {
        config = newConfig;
        vfio = new VfioTphDevice(function, core, config);
    }

    /** The function's view of a buffer, made when it is first needed. */
    DmaBufImport importOf(DmaBuf buffer) {
        return imports.computeIfAbsent(buffer.name(), key -> new DmaBufImport(function, buffer, config));
    }
}
