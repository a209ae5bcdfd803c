package tlpsim.gen.device;

import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.TphRequesterCapability;
import tlpsim.gen.hint.RequestTemplate;
import tlpsim.gen.st.StLookup;

/**
 * The hint that one kind of replayed request gets, by the rules of {@link RequestTemplate}: the prefix goes with every
 * tag of the 16-bit namespace, tag 0 needs none.
 *
 * @param ph          0 to 3, or {@link RequestTemplate#NO_HINT}
 * @param capability  the function's live registers
 * @param lookup      where the tag comes from
 * @param lookupIndex what {@code lookup} is asked for
 */
public record ReplayHint(int ph, TphRequesterCapability capability, StLookup lookup, int lookupIndex) {
    /** No hint at all. */
    static final ReplayHint NONE = new ReplayHint(RequestTemplate.NO_HINT, null, index -> StLookup.NO_TPH, 0);

    private static final int EXTENDED_ENABLED = PciTphLayout.PCI_TPH_CTRL_REQ_EN_MASK;

    /** The tag of the next request, {@link StLookup#NO_PREFERENCE}, or {@link StLookup#NO_TPH} for none at all. */
    int st() {
        return ph == RequestTemplate.NO_HINT ? StLookup.NO_TPH : lookup.st(lookupIndex);
    }

    /** True if {@code st} goes out with a prefix. */
    boolean isExtended(int st) {
        return st != StLookup.NO_PREFERENCE && (capability.control() & EXTENDED_ENABLED) == EXTENDED_ENABLED;
    }
}
