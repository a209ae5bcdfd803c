package tlpsim.core.vfio;

import java.util.ArrayList;
import java.util.List;
import tlpsim.core.kernel.MsixAccess.VectorState;
import tlpsim.core.kernel.RequesterTypes;
import tlpsim.core.kernel.TphCore;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.UapiRule;
import tlpsim.core.rule.VfioRule;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.vfio.TphStReport.Returned;

/** TPH_ST: a batch of entries in one namespace. */
final class TphStCall {
    private final TphFunction function;
    private final TphCore kernel;
    private final VfioConfig config;
    private final StEntryView table;
    private final ShadowTables shadows;
    private final OperationLog log;

    TphStCall(TphFunction function, TphCore kernel, VfioConfig config, StEntryView table, ShadowTables shadows) {
        this.function = function;
        this.kernel = kernel;
        this.config = config;
        this.table = table;
        this.shadows = shadows;
        this.log = function.begin("TPH_ST");
    }

    TphStReport run(TphStRequest request) {
        if (TphOffer.of(function, kernel, config.design(), log) == 0) {
            return failed(config.choices().errnoNotOffered());
        }
        Errno errno = gate(request.extended());
        if (errno == Errno.NONE) {
            errno = validate(request);
        }
        boolean shown = errno == Errno.NONE && shown();
        if (errno == Errno.NONE) {
            errno = placeable(shown);
        }
        if (errno != Errno.NONE) {
            return failed(errno);
        }
        List<Resolved> tags = new ArrayList<>();
        for (TphStEntry entry : request.entries()) {
            Resolved resolved = resolve(entry.target(), request.extended());
            if (resolved.errno() != Errno.NONE) {
                return failed(resolved.errno());
            }
            tags.add(resolved);
        }
        return place(request, tags, shown);
    }

    /** Rules 5 to 8, 10, 17 and 19. */
    private Errno gate(boolean extended) {
        boolean wideRequester = (function.probedCapability() & PciTphLayout.PCI_TPH_CAP_EXT_TPH) != 0;
        if (config.design().shadowTables()) {
            log.applied(UapiRule.REJECTED_DESIGNS, "accepted at any Requester Enable, kept for later");
            boolean refused = extended && !wideRequester;
            return extended && log.breaks(UapiRule.NO_EXTENDED_REQUESTER, refused, "EXTENDED")
                    ? config.choices().errnoExtended()
                    : Errno.NONE;
        }
        int type = function.requesterType();
        String detail = "Requester Enable " + RequesterTypes.bits(type) + (extended ? ", EXTENDED" : "");
        if (log.breaks(UapiRule.ST_WHILE_DISABLED, !function.enabled(), detail)) {
            return chosen(config.choices().errnoWhileDisabled());
        }
        if (extended && !wideRequester) {
            log.breaks(UapiRule.NO_EXTENDED_REQUESTER, true, "a requester without Extended TPH");
        }
        if (extended && log.breaks(UapiRule.EXTENDED_AT_8_BIT, type != PciTphLayout.PCI_TPH_REQ_EXT_TPH, detail)) {
            return chosen(config.choices().errnoExtended());
        }
        if (type == PciTphLayout.PCI_TPH_REQ_EXT_TPH) {
            log.applied(UapiRule.BOTH_AT_11B, detail);
            log.applied(UapiRule.GOVERNANCE_LIMIT, "whether the completer takes this namespace is not checked");
        } else {
            log.applied(UapiRule.BASE_AT_8_BIT, detail);
        }
        return Errno.NONE;
    }

    private Errno chosen(Errno errno) {
        log.applied(UapiRule.ERRNO_OF_5_AND_6, errno.returned());
        return errno;
    }

    private Errno validate(TphStRequest request) {
        int entries = request.entries().size();
        boolean size = entries < 1 || entries > TphStRequest.MAX_ENTRIES;
        if (log.breaks(VfioRule.BATCH_SIZE, size, entries + " entries")) {
            return Errno.EINVAL;
        }
        log.applied(VfioRule.BATCH_WHOLE, "nothing is written before all is checked");
        if (table.entries() == 0) {
            return Errno.NONE;
        }
        for (TphStEntry entry : request.entries()) {
            boolean outside = entry.index() < 0 || entry.index() >= table.entries();
            boolean unready = table.location() == StTableLocation.MSIX
                    && (!function.msix().enabled() || function.msix().vector(entry.index()) != VectorState.READY);
            String detail =
                    "index " + entry.index() + " of " + table.entries() + (unready ? ", vector not set up" : "");
            if (outside || unready) {
                log.breaks(VfioRule.BATCH_INDEX, true, detail);
                return Errno.ENXIO;
            }
        }
        log.breaks(VfioRule.BATCH_INDEX, false, "every index is below " + table.entries());
        return Errno.NONE;
    }

    /** Rules 13 and 14: whether the user sees tags. */
    private boolean shown() {
        boolean deviceSpecific = config.unsafe() && (function.probedCapability() & PciTphLayout.PCI_TPH_CAP_ST_DS) != 0;
        boolean literal = config.unsafe() && config.literal();
        boolean shown = deviceSpecific || literal;
        if (!config.unsafe()) {
            log.applied(UapiRule.UNSAFE_OFF, "the unsafe parameter is off");
        }
        if (shown) {
            log.applied(UapiRule.TAG_SHOWN, literal ? "literal access" : "device-specific access");
        } else {
            log.applied(UapiRule.TAG_WITHHELD, "neither device-specific nor literal access");
        }
        return shown;
    }

    private Errno placeable(boolean shown) {
        if (table.entries() > 0) {
            return Errno.NONE;
        }
        String detail = shown ? "no table: the user places the tag" : "no table and no access";
        return log.breaks(UapiRule.WITHHELD_STILL_PLACED, !shown, detail)
                ? config.choices().errnoUnplaceable()
                : Errno.NONE;
    }

    private Resolved resolve(TagTarget target, boolean extended) {
        if (target instanceof TagTarget.Cpu cpu) {
            int type = extended ? PciTphLayout.PCI_TPH_REQ_EXT_TPH : PciTphLayout.PCI_TPH_REQ_TPH_ONLY;
            OperationReport report = kernel.getCpuStAs(function, cpu.memoryType(), cpu.cpu(), type);
            log.absorb(report);
            return new Resolved(report.errno(), (int) report.value(), TphStReport.NOT_GIVEN);
        }
        if (target instanceof TagTarget.Literal literal) {
            return resolveLiteral(literal.tag(), extended);
        }
        DmaBuf buffer = ((TagTarget.Buffer) target).buffer();
        log.applied(UapiRule.DMA_BUF_NAMESPACE, buffer.name() + ", " + (extended ? "16-bit" : "8-bit"));
        DmaBufTag tag = buffer.getTph(extended, config.design());
        log.absorb(tag.report());
        return new Resolved(tag.report().errno(), tag.tag(), tag.ph());
    }

    private Resolved resolveLiteral(int tag, boolean extended) {
        boolean open = config.unsafe() && config.literal();
        String detail = config.unsafe() ? "literal access is " + (open ? "on" : "off") : "the unsafe parameter is off";
        if (log.breaks(UapiRule.UNSAFE_OFF, !open, detail)) {
            return new Resolved(config.choices().errnoRawTag(), 0, TphStReport.NOT_GIVEN);
        }
        boolean outside = tag < 0 || tag > (extended ? 0xFFFF : 0xFF);
        if (log.breaks(VfioRule.LITERAL_RANGE, outside, "0x" + Integer.toHexString(tag))) {
            return new Resolved(Errno.EINVAL, 0, TphStReport.NOT_GIVEN);
        }
        return new Resolved(Errno.NONE, tag, TphStReport.NOT_GIVEN);
    }

    /** Rules 9 and 20. */
    private TphStReport place(TphStRequest request, List<Resolved> tags, boolean shown) {
        List<Returned> returned = new ArrayList<>();
        boolean shadowed = config.design().shadowTables();
        int placed = 0;
        for (int i = 0; i < tags.size(); i++) {
            int index = request.entries().get(i).index();
            Resolved tag = tags.get(i);
            boolean through = false;
            if (table.entries() > 0 && !shadowed && tag.tag() != TphStReport.NOT_GIVEN) {
                OperationReport written = kernel.setStEntry(function, index, tag.tag());
                log.absorb(written);
                if (!written.ok()) {
                    return failed(written.errno());
                }
                through = !written.met(KernelRule.SET_ST_NO_ST_MODE);
                if (through) {
                    table.markWide(index, request.extended());
                    placed++;
                }
            } else if (shadowed && tag.tag() != TphStReport.NOT_GIVEN) {
                shadows.put(request.extended(), index, tag.tag());
            }
            returned.add(new Returned(index, tag.ph(), shown ? tag.tag() : TphStReport.NOT_GIVEN, through));
        }
        if (placed > 0) {
            log.applied(UapiRule.WRITE_THROUGH, placed + " entries written to hardware");
            if (!shown) {
                log.applied(UapiRule.WITHHELD_STILL_PLACED, "written all the same, not shown");
            }
        }
        return new TphStReport(log.done(tags.size(), tags.size() + " entries"), returned);
    }

    private TphStReport failed(Errno errno) {
        return new TphStReport(log.failed(errno), List.of());
    }

    /**
     * A tag that was found.
     *
     * @param tag {@link TphStReport#NOT_GIVEN} where a hint comes without a tag, in the design with a PH-valid bit
     * @param ph  {@link TphStReport#NOT_GIVEN} where firmware or the user gives none: the device chooses it
     */
    private record Resolved(Errno errno, int tag, int ph) {}
}
