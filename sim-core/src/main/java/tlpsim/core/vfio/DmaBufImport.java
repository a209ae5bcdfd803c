package tlpsim.core.vfio;

import tlpsim.core.kernel.RequesterTypes;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.rule.DmaBufRule;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.UapiRule;
import tlpsim.core.tph.PciTphLayout;

/** One importer's view of a peer's dma-buf: which tag it has, of which namespace, and whether that still holds. */
public final class DmaBufImport {
    private final TphFunction importer;
    private final DmaBuf buffer;
    private final VfioConfig config;
    private DmaBufTag fetched;
    private boolean extended;

    /** @param config the importer's user API: its design decides what an exporter without a tag answers */
    public DmaBufImport(TphFunction importer, DmaBuf buffer, VfioConfig config) {
        this.importer = importer;
        this.buffer = buffer;
        this.config = config;
    }

    /**
     * Asks for a tag, also again after a revocation. The value is the tag, 0 where there is none: {@link #hasTag}.
     *
     * @param preferExtended the namespace asked for first
     * @param alternate      whether the other may be asked for if that fails
     */
    public OperationReport query(boolean preferExtended, boolean alternate) {
        OperationLog log = importer.begin("import " + buffer.name());
        fetched = null;
        int type = importer.requesterType();
        if (log.breaks(DmaBufRule.IMPORT_ENABLED, type == 0, "Requester Enable " + RequesterTypes.bits(type))) {
            return log.failed(config.choices().errnoWhileDisabled());
        }
        Errno errno = ask(preferExtended, type, log);
        if (errno != Errno.NONE && alternate) {
            log.applied(UapiRule.PREFERRED_THEN_ALTERNATE, "preferred failed, asking for " + bits(!preferExtended));
            errno = ask(!preferExtended, type, log);
        } else {
            log.applied(
                    UapiRule.PREFERRED_THEN_ALTERNATE,
                    errno == Errno.NONE ? "preferred " + bits(preferExtended) : "no alternate wanted");
        }
        if (errno != Errno.NONE) {
            return log.failed(errno);
        }
        String ph = "PH " + fetched.ph();
        return log.done(tagOrZero(), hasTag() ? bits(extended) + " tag, " + ph : ph + ", no tag");
    }

    private Errno ask(boolean wide, int type, OperationLog log) {
        boolean refused = wide && type != PciTphLayout.PCI_TPH_REQ_EXT_TPH;
        if (wide && log.breaks(UapiRule.EXTENDED_AT_8_BIT, refused, "Requester Enable " + RequesterTypes.bits(type))) {
            return config.choices().errnoExtended();
        }
        log.applied(UapiRule.DMA_BUF_NAMESPACE, buffer.name() + ", " + bits(wide));
        DmaBufTag answer = buffer.getTph(wide, config.design());
        log.absorb(answer.report());
        if (answer.report().ok()) {
            fetched = answer;
            extended = wide;
        }
        return answer.report().errno();
    }

    private static String bits(boolean wide) {
        return wide ? "16-bit" : "8-bit";
    }

    /** Whether what was fetched has a tag; a PH without one comes in the design with a PH-valid bit only. */
    public boolean hasTag() {
        return fetched != null && fetched.tag() != TphStReport.NOT_GIVEN;
    }

    private int tagOrZero() {
        return hasTag() ? fetched.tag() : 0;
    }

    /** Whether the tag that was fetched is of the 16-bit namespace. */
    public boolean isExtended() {
        return extended;
    }

    /** Whether there is a tag that the exporter has invalidated since: {@link #query} again once the buffer is mapped. */
    public boolean isStale() {
        return fetched != null && fetched.generation() != buffer.generation();
    }

    /** Whether new TLPs may carry the tag. */
    public boolean maySend() {
        return fetched != null && !isStale() && buffer.state() == DmaBufState.MAPPED;
    }

    /** Whether TLPs with the tag may still arrive at the peer. */
    public boolean mayArrive() {
        return maySend() || isStale() && buffer.state() == DmaBufState.IN_FLIGHT;
    }

    /** What the importer has: which rules hold for it now. */
    public OperationReport look() {
        OperationLog log = importer.begin("look at " + buffer.name());
        String detail = fetched == null ? "nothing fetched" : isStale() ? "stale: ask again" : "fresh";
        log.applied(
                DmaBufRule.IMPORT_REQUERY,
                detail + ", mapping " + buffer.state().words());
        String sends = maySend() ? "may send" : mayArrive() ? "in flight only" : "must not send";
        return log.done(tagOrZero(), sends);
    }
}
