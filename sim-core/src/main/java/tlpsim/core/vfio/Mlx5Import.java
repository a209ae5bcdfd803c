package tlpsim.core.vfio;

import java.util.Optional;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.rule.DmaBufRule;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.tph.PciTphLayout;

/** How mlx5 registers a memory region over a dma-buf. */
public final class Mlx5Import {
    private Mlx5Import() {}

    /**
     * Registers; it never fails.
     *
     * @param handle the user's explicit DMA handle, if there is one
     */
    public static Region register(TphFunction function, DmaBuf buffer, Optional<DmaHandle> handle) {
        OperationLog log = function.begin("register " + buffer.name());
        if (handle.isPresent()) {
            log.applied(DmaBufRule.IMPORT_DMAH, "the user's handle wins");
            DmaHandle given = handle.get();
            return new Region(log.done(given.tag(), "TPH by handle, PH " + given.ph()), true, given.tag(), given.ph());
        }
        int type = function.requesterType();
        boolean enabled = type == PciTphLayout.PCI_TPH_REQ_TPH_ONLY || type == PciTphLayout.PCI_TPH_REQ_EXT_TPH;
        if (enabled) {
            DmaBufTag answer = buffer.getTph(type == PciTphLayout.PCI_TPH_REQ_EXT_TPH);
            log.absorb(answer.report());
            if (answer.report().ok() && answer.tag() != TphStReport.NOT_GIVEN) {
                log.applied(DmaBufRule.IMPORT_MLX5, "the namespace of the enabled type");
                return new Region(log.done(answer.tag(), "TPH, PH " + answer.ph()), true, answer.tag(), answer.ph());
            }
        }
        log.applied(DmaBufRule.IMPORT_MLX5, "no tag: the region goes without TPH");
        return new Region(log.done(0, "no TPH"), false, 0, 0);
    }

    /** A tag and a hint that the user chose. */
    public record DmaHandle(int tag, int ph) {}

    /**
     * A registered region.
     *
     * @param tph whether its TLPs carry TPH
     */
    public record Region(OperationReport report, boolean tph, int tag, int ph) {}
}
