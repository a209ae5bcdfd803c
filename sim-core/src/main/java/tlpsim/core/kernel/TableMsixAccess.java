package tlpsim.core.kernel;

import tlpsim.core.tph.MsixTable;
import tlpsim.core.tph.PciTphLayout;

/** MSI-X over a table in memory, with interrupts set up for its first vectors. */
public final class TableMsixAccess implements MsixAccess {
    private final MsixTable table;
    private final VectorState[] vectors;
    private boolean enabled = true;

    /** @param vectors interrupts that the driver has set up, from entry 0 */
    public TableMsixAccess(MsixTable table, int vectors) {
        this.table = table;
        this.vectors = new VectorState[table.entries()];
        for (int index = 0; index < this.vectors.length; index++) {
            this.vectors[index] = index < vectors ? VectorState.READY : VectorState.NO_IRQ;
        }
    }

    public void enabled(boolean now) {
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
        return table.entries();
    }

    @Override
    public VectorState vector(int index) {
        return index < 0 || index >= vectors.length ? VectorState.NO_IRQ : vectors[index];
    }

    @Override
    public int readVectorControl(int index) {
        return table.vectorControl(index);
    }

    @Override
    public void writeVectorControl(int index, int value) {
        table.write(index, PciTphLayout.PCI_MSIX_ENTRY_VECTOR_CTRL, value);
    }
}
