package tlpsim.core.kernel;

import java.util.Optional;
import tlpsim.core.config.ConfigSpaceBuilder;
import tlpsim.core.config.PortType;
import tlpsim.core.firmware.CpuTopology;
import tlpsim.core.firmware.DsmFirmware;
import tlpsim.core.firmware.DsmFirmwareConfig;
import tlpsim.core.firmware.DsmMethod;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.core.tph.TphRequesterConfig;

/** One function below one root port; each setting is changed before {@link #build}. */
public final class MachineFixture {
    public static final int NO_ST = 0;
    public static final int IV = 1;
    public static final int DS = 2;

    /** The extended capability before that of TPH. */
    public static final int SERIAL_NUMBER_OFFSET = 0x100;

    public static final int TPH_OFFSET = 0x140;

    /** The extended capability behind that of TPH. */
    public static final int VENDOR_SPECIFIC_OFFSET = 0x1E0;

    public CpuTopology cpus = new CpuTopology(16, 4, 2, 100, 2);
    public KernelConfig kernelConfig = KernelConfig.of(KernelVersionPolicy.CURRENT);
    public TphWindowListener windows = TphWindowListener.NONE;
    public Optional<TphRequesterConfig> requester = Optional.of(requester(true, StTableLocation.CAPABILITY, 8));
    public PortType portType = PortType.ENDPOINT;
    public int ownCompleter;
    public int rootCompleter = 3;
    public boolean hasRootPort = true;
    public int msixEntries = 16;
    public int vectors = 8;
    public DsmMethod dsm;

    public LiveFunction live;
    public LiveFunction liveRoot;
    public TphFunction function;
    public TphCore core;

    public static TphRequesterConfig requester(boolean extended, StTableLocation location, int entries) {
        return new TphRequesterConfig(true, true, extended, location, entries);
    }

    public MachineFixture build() {
        live = live(portType, ownCompleter, requester, msixEntries, vectors);
        liveRoot = live(PortType.ROOT_PORT, rootCompleter, Optional.empty(), 0, 0);
        if (dsm == null) {
            dsm = new DsmFirmware(DsmFirmwareConfig.perCore(7), cpus);
        }
        RootPort rootPort = hasRootPort ? RootPort.of("rp0", liveRoot.config(), dsm) : RootPort.NONE;
        function = new TphFunction("nic", live.config(), live.msix(), rootPort);
        core = new TphCore(kernelConfig, cpus::uid, windows);
        return this;
    }

    public MachineFixture version(KernelVersionPolicy version) {
        kernelConfig = KernelConfig.of(version);
        return this;
    }

    /** @param completer Device Capabilities 2 bits 13:12 @param vectors interrupts that are set up, from entry 0 */
    public static LiveFunction live(
            PortType type, int completer, Optional<TphRequesterConfig> requester, int msixEntries, int vectors) {
        ConfigSpaceBuilder registers = ConfigSpaceBuilder.of(type)
                .completer(TphCompleterSupport.values()[completer])
                .msix(msixEntries)
                .neighbours()
                .contradictory();
        requester.ifPresent(registers::tph);
        return LiveFunction.driven(registers.build(), vectors);
    }

    public LiveMsixAccess msix() {
        return live.liveMsix().orElseThrow();
    }

    public int control() {
        return live.tph().orElseThrow().control();
    }

    public int entry(int index) {
        return live.tph().orElseThrow().steeringTag(index);
    }

    public int msixTag(int index) {
        return live.msixTable().orElseThrow().vectorControl(index) >>> 16;
    }
}
