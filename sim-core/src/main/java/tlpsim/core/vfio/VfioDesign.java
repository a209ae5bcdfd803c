package tlpsim.core.vfio;

import java.util.ArrayList;
import java.util.List;

/**
 * Rule 25: the design in use. All false is the design of the mail; the others were rejected or are not Linux.
 *
 * @param shadowTables      TPH_ST fills one table per namespace, which is applied when TPH is enabled
 * @param phValidBit        a dma-buf's PH has a valid bit of its own
 * @param ungatedPeerToPeer TPH is offered whatever the root port supports
 */
public record VfioDesign(boolean shadowTables, boolean phValidBit, boolean ungatedPeerToPeer) {
    public static final VfioDesign LINUX = new VfioDesign(false, false, false);

    /** What is not as in the mail, in words; empty for {@link #LINUX}. */
    public List<String> notLinux() {
        List<String> parts = new ArrayList<>();
        if (shadowTables) {
            parts.add("shadow tables applied at enable time (rejected)");
        }
        if (phValidBit) {
            parts.add("a separate PH-valid bit (rejected)");
        }
        if (ungatedPeerToPeer) {
            parts.add("ungated peer-to-peer (not Linux)");
        }
        return parts;
    }
}
