package tlpsim.gen.st;

import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterCapability;

/** Tags from the ST table inside the TPH Requester capability: at most 64 entries of 16 bits. */
public final class CapabilityTableLookup implements StLookup {
    private final TphRequesterCapability table;
    private final StGate gate;
    private final int entries;
    private final int beyond;

    public CapabilityTableLookup(TphRequesterCapability table, BeyondTablePolicy beyond) {
        if (table.location() != StTableLocation.CAPABILITY) {
            throw new IllegalArgumentException("the ST table is not in the capability: " + table.location());
        }
        this.table = table;
        this.gate = StGate.forTable(table);
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
