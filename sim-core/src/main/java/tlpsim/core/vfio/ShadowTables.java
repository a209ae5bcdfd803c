package tlpsim.core.vfio;

import java.util.Map;
import java.util.TreeMap;
import tlpsim.core.kernel.TphCore;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.UapiRule;
import tlpsim.core.tph.PciTphLayout;

/** The rejected design of rule 25: one table per namespace, filled at any time, applied when TPH is enabled. */
final class ShadowTables {
    private final TreeMap<Integer, Integer> base = new TreeMap<>();
    private final TreeMap<Integer, Integer> extended = new TreeMap<>();

    void put(boolean wide, int index, int tag) {
        (wide ? extended : base).put(index, tag);
    }

    /** The cross-check: the width that is enabled must have entries if the other one has. */
    boolean contradicts(int type) {
        boolean wide = type == PciTphLayout.PCI_TPH_REQ_EXT_TPH;
        return wide ? extended.isEmpty() && !base.isEmpty() : base.isEmpty() && !extended.isEmpty();
    }

    /** Writes the table of the enabled width to hardware; the other width's entries are not written. */
    int apply(TphFunction function, TphCore kernel, int type, OperationLog log) {
        boolean wide = type == PciTphLayout.PCI_TPH_REQ_EXT_TPH;
        TreeMap<Integer, Integer> table = wide ? extended : base;
        for (Map.Entry<Integer, Integer> entry : table.entrySet()) {
            log.absorb(kernel.setStEntry(function, entry.getKey(), entry.getValue()));
        }
        int left = (wide ? base : extended).size();
        log.applied(
                UapiRule.REJECTED_DESIGNS,
                table.size() + " entries replayed, " + left + " of the other namespace not written");
        return left;
    }

    /** Indices with a 16-bit tag. */
    int[] wideIndices() {
        return extended.keySet().stream().mapToInt(Integer::intValue).toArray();
    }
}
