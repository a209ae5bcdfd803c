package tlpsim.core.kernel;

import static tlpsim.core.config.PciConfigLayout.PCI_MSIX_FLAGS;
import static tlpsim.core.config.PciConfigLayout.PCI_MSIX_FLAGS_ENABLE;

import java.util.Arrays;
import tlpsim.core.config.ConfigSpace;
import tlpsim.core.tph.PciTphLayout;

/** MSI-X of a live function, with what the kernel has behind its vectors. Whether it is enabled is the kernel's own note, as {@code msix_enabled} is. */
public final class LiveMsixAccess implements MsixAccess {
    private final ConfigSpace space;
    private final VectorState[] vectors;
    private boolean enabled;

    /**
     * @param space   of a function with MSI-X
     * @param vectors interrupts that the driver has set up, from entry 0
     */
    LiveMsixAccess(ConfigSpace space, int vectors) {
        int entries = space.msixTable().orElseThrow().entries();
        this.space = space;
        this.vectors = new VectorState[entries];
        this.enabled = space.announced().msix().orElseThrow().enabled();
        Arrays.fill(this.vectors, VectorState.NO_IRQ);
        Arrays.fill(this.vectors, 0, Math.min(vectors, entries), VectorState.READY);
    }

    /** The kernel turns MSI-X on or off, in the register too. */
    public void enabled(boolean now) {
        int register = space.announced().msix().orElseThrow().offset() + PCI_MSIX_FLAGS;
        int control = space.read(register, 2) & ~PCI_MSIX_FLAGS_ENABLE;
        space.write(register, 2, now ? control | PCI_MSIX_FLAGS_ENABLE : control);
        enabled = now;
    }

    public void vector(int index, VectorState state) {
        vectors[index] = state;
    }

    @Override
    public boolean enabled() {
        return enabled;
    }

    @Override
    public int entries() {
        return vectors.length;
    }

    @Override
    public VectorState vector(int index) {
        return index < 0 || index >= vectors.length ? VectorState.NO_IRQ : vectors[index];
    }

    @Override
    public int readVectorControl(int index) {
        return space.readTable(index, PciTphLayout.PCI_MSIX_ENTRY_VECTOR_CTRL);
    }

    @Override
    public void writeVectorControl(int index, int value) {
        space.writeTable(index, PciTphLayout.PCI_MSIX_ENTRY_VECTOR_CTRL, value);
    }
}
