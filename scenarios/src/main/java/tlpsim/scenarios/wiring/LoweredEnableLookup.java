package tlpsim.scenarios.wiring;

import java.util.BitSet;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.core.tph.TphRequesterCapability;
import tlpsim.gen.st.StLookup;

/** Hardware that sends no tag for entries that hold 16-bit tags while Requester Enable is 01b (rule 18). */
final class LoweredEnableLookup implements StLookup {
    private final StLookup table;
    private final TphRequesterCapability capability;
    private final BitSet wide = new BitSet();

    LoweredEnableLookup(StLookup table, TphRequesterCapability capability) {
        this.table = table;
        this.capability = capability;
    }

    void wide(int entry, boolean is) {
        wide.set(entry, is);
    }

    @Override
    public int st(int index) {
        int tag = table.st(index);
        boolean unsent = tag > 0 && wide.get(index) && capability.requesterEnable() == RequesterEnable.TPH;
        return unsent ? NO_PREFERENCE : tag;
    }
}
