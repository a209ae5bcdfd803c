package tlpsim.core.kernel;

import java.util.List;
import tlpsim.core.rule.OperationReport;

/**
 * What the kernel's p2pdma says of one requester and the memory of one peer.
 *
 * @param distance    of the two; as the kernel counts it
 * @param redirecting names of the ports between them that count as redirecting
 * @param report      the rules that decided, with the errno of a mapping
 */
public record P2pdmaMapping(Verdict verdict, int distance, List<String> redirecting, OperationReport report) {
    /** PCI_P2PDMA_MAP_BUS_ADDR, PCI_P2PDMA_MAP_THRU_HOST_BRIDGE and PCI_P2PDMA_MAP_NOT_SUPPORTED. */
    public enum Verdict {
        SWITCH_LOCAL("switch-local"),
        THROUGH_HOST_BRIDGE("through the host bridge"),
        NOT_SUPPORTED("not supported");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** In words. */
        public String text() {
            return text;
        }
    }

    public P2pdmaMapping {
        redirecting = List.copyOf(redirecting);
    }

    /** Whether the requester gets an address of the peer at all. */
    public boolean isMapped() {
        return verdict != Verdict.NOT_SUPPORTED;
    }
}
