package tlpsim.core.kernel;

import java.util.Arrays;
import tlpsim.core.config.PciConfigLayout;
import tlpsim.core.config.PortType;
import tlpsim.core.rule.AccessCounter;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.tph.PciTphLayout;

/**
 * One function as the kernel knows it: where its capabilities are, how to reach them, and the TPH state that the core keeps of it.
 *
 * <p>The core's operations hold this object's lock; {@link #flags} needs none.
 */
public final class TphFunction {
    private static final int PORT_TYPE_SHIFT = 4;

    private final String name;
    private final ConfigAccess config;
    private final MsixAccess msix;
    private final RootPort rootPort;
    private final AccessCounter accesses = new AccessCounter();
    private final FunctionFlags flags = new FunctionFlags();
    private final TphSavedState saved = new TphSavedState();
    private final int pcieOffset;
    private final int portType;
    private final int tphOffset;
    private final int probedCapability;
    private final int[] msixControlCopy;
    private int mode;
    private int requesterType;
    private boolean inWindow;

    /** Probes the function: finds its capabilities and copies the Vector Control words, without counting that. */
    public TphFunction(String name, ConfigAccess config, MsixAccess msix, RootPort rootPort) {
        this.name = name;
        this.config = config;
        this.msix = msix;
        this.rootPort = rootPort;
        this.pcieOffset = CapabilitySearch.findCapability(config, PciConfigLayout.PCI_CAP_ID_EXP);
        this.portType = pcieOffset == 0
                ? 0
                : config.read16(pcieOffset + PciConfigLayout.PCI_EXP_FLAGS) >>> PORT_TYPE_SHIFT & 0xF;
        this.tphOffset = CapabilitySearch.findExtendedCapability(config, PciTphLayout.PCI_EXT_CAP_ID_TPH);
        this.probedCapability = tphOffset == 0 ? 0 : config.read32(tphOffset + PciTphLayout.PCI_TPH_CAP);
        this.msixControlCopy = new int[msix.entries()];
        Arrays.setAll(msixControlCopy, msix::readVectorControl);
    }

    public String name() {
        return name;
    }

    public RootPort rootPort() {
        return rootPort;
    }

    public ConfigAccess config() {
        return config;
    }

    public MsixAccess msix() {
        return msix;
    }

    /** Offset of the TPH Requester capability, 0 without one. */
    public int tphOffset() {
        return tphOffset;
    }

    /** The Capability register as it was at probe; 0 without the capability. */
    public int probedCapability() {
        return probedCapability;
    }

    public boolean isRootComplexIntegratedEndpoint() {
        return portType == PortType.RC_INTEGRATED_ENDPOINT.code();
    }

    /** Device Capabilities 2 bits 13:12 of the function itself; 0 where there is no such register. Not counted. */
    public int ownCompleterBits() {
        if (pcieOffset == 0) {
            return 0;
        }
        int register = config.read32(pcieOffset + PciConfigLayout.PCI_EXP_DEVCAP2);
        return (register & PciTphLayout.PCI_EXP_DEVCAP2_TPH_COMP_MASK) >>> PciTphLayout.TPH_COMP_SHIFT;
    }

    /** All accesses that were made for this function. */
    public AccessCounter accesses() {
        return accesses;
    }

    public FunctionFlags flags() {
        return flags;
    }

    public boolean enabled() {
        return flags.get(FunctionFlag.TPH_ENABLED);
    }

    /** The enabled mode, 0 while disabled. */
    public synchronized int mode() {
        return mode;
    }

    /** The enabled requester type: 0, 1 or 3; 2 only on kernels that let the reserved encoding through. */
    public synchronized int requesterType() {
        return requesterType;
    }

    /** Whether an entry is being written at this moment: the function sends no TPH. */
    public synchronized boolean inUpdateWindow() {
        return inWindow;
    }

    /** An operation on this function, with its accesses from here on. */
    public OperationLog begin(String operation) {
        return new OperationLog(operation, accesses);
    }

    void window(boolean open) {
        inWindow = open;
    }

    void markEnabled(int newMode, int newType) {
        mode = newMode;
        requesterType = newType;
        flags.set(FunctionFlag.TPH_ENABLED, true);
    }

    void markDisabled() {
        mode = 0;
        requesterType = 0;
        saved.forget();
        flags.set(FunctionFlag.TPH_ENABLED, false);
    }

    TphSavedState saved() {
        return saved;
    }

    int capabilityRegister(KernelConfig kernel) {
        return kernel.has(KernelFix.CACHED_CAPABILITY) ? probedCapability : readTph(PciTphLayout.PCI_TPH_CAP);
    }

    int readTph(int register) {
        accesses.configRead();
        return config.read32(tphOffset + register);
    }

    void writeTph(int register, int value) {
        accesses.configWrite();
        config.write32(tphOffset + register, value);
    }

    int readEntry(int index) {
        accesses.configRead();
        return config.read16(entryOffset(index));
    }

    void writeEntry(int index, int tag) {
        accesses.configWrite();
        config.write16(entryOffset(index), tag);
    }

    private int entryOffset(int index) {
        return tphOffset + PciTphLayout.PCI_TPH_BASE_SIZEOF + PciTphLayout.ST_ENTRY_BYTES * index;
    }

    /** The kernel's copy of a Vector Control word. */
    int msixControlCopy(int index) {
        return msixControlCopy[index];
    }

    /** Replaces the kernel's copy of a Vector Control word and writes it. */
    void writeMsixControl(int index, int value) {
        msixControlCopy[index] = value;
        accesses.mmioWrite();
        msix.writeVectorControl(index, value);
    }

    /** A read that makes the writes before it arrive. */
    void flushMsix(int index) {
        accesses.mmioRead();
        msix.readVectorControl(index);
    }
}
