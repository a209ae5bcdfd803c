package tlpsim.core.path;

import static tlpsim.core.config.PciConfigLayout.PCI_ACS_CR;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_DT;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_EC;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_RR;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_TB;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_UF;

import java.util.List;

/**
 * Access Control Services of a downstream port of a switch, or of a root port: what they say to a memory request that
 * comes in from below (PCIe Base Specification 6.12.1.1, 6.12.3 and 7.7.11).
 *
 * @param control       ACS Control, bits 6:0
 * @param egressBlocked Egress Control Vector: names of the root ports, or of the switches and endpoints right below the
 *                      ports of the switch, whose bits are set
 */
public record AcsPort(int control, List<String> egressBlocked) {
    /** A port without ACS, or with all of it off. */
    public static final AcsPort OFF = new AcsPort(0, List.of());

    /** Where a request goes on. */
    public enum Route {
        /** As without ACS. */
        DIRECT,
        /** Towards the root complex; at a root port, as the root complex treats redirected requests. */
        UPSTREAM,
        /** ACS Violation: refused at this port. */
        VIOLATION,
        /** Unsupported Request: refused at this port. */
        UNSUPPORTED
    }

    public AcsPort {
        egressBlocked = List.copyOf(egressBlocked);
    }

    /** A request whose target does not lie below the element. */
    public Route upwards(boolean translated) {
        return blocks(translated) ? Route.VIOLATION : Route.UPSTREAM;
    }

    /** A request whose target lies behind the port itself: an element further down sent it up. */
    public Route back(boolean translated) {
        if (blocks(translated)) {
            return Route.VIOLATION;
        }
        return has(PCI_ACS_UF) ? Route.UPSTREAM : Route.UNSUPPORTED;
    }

    /**
     * A request whose target lies behind another port of the element.
     *
     * @param translated its AT field is 10b
     * @param behind     name of what is right below that port, or of the root port
     */
    public Route across(boolean translated, String behind) {
        if (blocks(translated)) {
            return Route.VIOLATION;
        }
        if (translated && has(PCI_ACS_DT)) {
            return Route.DIRECT;
        }
        if (has(PCI_ACS_EC)) {
            boolean blocked = egressBlocked.contains(behind);
            return !blocked ? Route.DIRECT : has(PCI_ACS_RR) ? Route.UPSTREAM : Route.VIOLATION;
        }
        return has(PCI_ACS_RR) ? Route.UPSTREAM : Route.DIRECT;
    }

    /** P2P Completion Redirect: a completion for a peer, Relaxed Ordering clear, goes up too. */
    public boolean redirectsCompletions() {
        return has(PCI_ACS_CR);
    }

    private boolean blocks(boolean translated) {
        return translated && has(PCI_ACS_TB);
    }

    private boolean has(int bit) {
        return (control & bit) != 0;
    }
}
