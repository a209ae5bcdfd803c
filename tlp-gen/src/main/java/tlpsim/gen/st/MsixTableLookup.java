package tlpsim.gen.st;

import tlpsim.core.tph.MsixTable;
import tlpsim.core.tph.TphRequesterCapability;

/** Tags from the Vector Control words of the MSI-X table: the word shifted right by 16, at most 2048 entries. */
public final class MsixTableLookup implements StLookup {
    private final MsixTable table;
    private final StGate gate;
    private final int entries;
    private final int beyond;

    public MsixTableLookup(TphRequesterCapability capability, MsixTable table, BeyondTablePolicy beyond) {
        if (table.steeringEntries() == 0) {
            throw new IllegalArgumentException("the MSI-X table has no ST fields: " + capability.location());
        }
        this.table = table;
        this.gate = StGate.forTable(capability);
        this.entries = table.steeringEntries();
        this.beyond = beyond.result();
    }

    @Override
    public int st(int index) {
        int mask = gate.tagMask();
        if (mask <= 0) {
            return mask;
        }
        return Integer.compareUnsigned(index, entries) < 0 ? table.steeringTag(index) & mask : beyond;
    }
}
