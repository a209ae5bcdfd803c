package tlpsim.core.kernel;

import java.util.Optional;
import tlpsim.core.firmware.CpuTopology;
import tlpsim.core.firmware.DsmFirmware;
import tlpsim.core.firmware.DsmFirmwareConfig;
import tlpsim.core.firmware.DsmMethod;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterConfig;

/** One function below one root port; each setting is changed before {@link #build}. */
public final class MachineFixture {
    public static final int NO_ST = 0;
    public static final int IV = 1;
    public static final int DS = 2;

    public CpuTopology cpus = new CpuTopology(16, 4, 2, 100, 2);
    public KernelConfig kernelConfig = KernelConfig.of(KernelVersionPolicy.CURRENT);
    public TphWindowListener windows = TphWindowListener.NONE;
    public Optional<TphRequesterConfig> requester = Optional.of(requester(true, StTableLocation.CAPABILITY, 8));
    public int portType = FunctionImage.TYPE_ENDPOINT;
    public int ownCompleter;
    public int rootCompleter = 3;
    public boolean hasRootPort = true;
    public int msixEntries = 16;
    public int vectors = 8;
    public DsmMethod dsm;

    public FunctionImage image;
    public FunctionImage rootImage;
    public TphFunction function;
    public TphCore core;

    public static TphRequesterConfig requester(boolean extended, StTableLocation location, int entries) {
        return new TphRequesterConfig(true, true, extended, location, entries);
    }

    public MachineFixture build() {
        image = new FunctionImage(portType, ownCompleter, requester, msixEntries, vectors);
        rootImage = new FunctionImage(FunctionImage.TYPE_ROOT_PORT, rootCompleter, Optional.empty(), 0, 0);
        if (dsm == null) {
            dsm = new DsmFirmware(DsmFirmwareConfig.perCore(7), cpus);
        }
        RootPort rootPort = hasRootPort ? RootPort.of("rp0", rootImage.config(), dsm) : RootPort.NONE;
        function = new TphFunction("nic", image.config(), image.msix(), rootPort);
        core = new TphCore(kernelConfig, cpus::uid, windows);
        return this;
    }

    public MachineFixture version(KernelVersionPolicy version) {
        kernelConfig = KernelConfig.of(version);
        return this;
    }

    public TableMsixAccess msix() {
        return (TableMsixAccess) image.msix();
    }

    public int control() {
        return image.tph().orElseThrow().control();
    }

    public int entry(int index) {
        return image.tph().orElseThrow().steeringTag(index);
    }

    public int msixTag(int index) {
        return image.msixTable().orElseThrow().vectorControl(index) >>> 16;
    }
}
