package tlpsim.core.vfio;

import tlpsim.core.kernel.TphFunction;
import tlpsim.core.rule.AccessCounter;
import tlpsim.core.rule.DmaBufRule;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.UapiRule;

/** Memory that a function exports, with the tags that its user has set for it. Calls exclude each other. */
public final class DmaBuf {
    /** Flag of the set: the 8-bit tag is valid. */
    public static final int FLAG_ST = 1;
    /** Flag of the set: the 16-bit tag is valid. */
    public static final int FLAG_ST_EXT = 2;

    private final String name;
    private final TphFunction exporter;
    private final boolean getTph;
    private final VfioConfig config;
    private DmaBufState state = DmaBufState.MAPPED;
    private long generation;
    private int flags;
    private int tag8;
    private int tag16;
    private int ph;
    private boolean phSet;

    private DmaBuf(String name, TphFunction exporter, boolean getTph, VfioConfig config) {
        this.name = name;
        this.exporter = exporter;
        this.getTph = getTph;
        this.config = config;
    }

    /** A buffer of a function that VFIO exports. */
    public static DmaBuf exported(String name, TphFunction exporter, VfioConfig config) {
        return new DmaBuf(name, exporter, true, config);
    }

    /** A buffer of a driver that has no get_tph. */
    public static DmaBuf foreign(String name) {
        return new DmaBuf(name, null, false, VfioConfig.DEFAULT);
    }

    public String name() {
        return name;
    }

    boolean isExportedBy(TphFunction function) {
        return exporter == function;
    }

    /** Replaces everything that was set before. */
    synchronized void replace(DmaBufTphPayload payload) {
        flags = payload.flags();
        tag8 = payload.steeringTag();
        tag16 = payload.steeringTagExt();
        ph = payload.ph();
        phSet = true;
    }

    /** {@code get_pci_tph} of an importer with Linux's design. */
    public DmaBufTag getTph(boolean extended) {
        return getTph(extended, VfioDesign.LINUX);
    }

    /**
     * {@code get_pci_tph}: the tag of one namespace, never of the other.
     *
     * @param design of the importer's user API; what the exporter's own adds to it holds too
     */
    synchronized DmaBufTag getTph(boolean extended, VfioDesign design) {
        OperationLog log = new OperationLog("get_pci_tph", new AccessCounter());
        if (log.breaks(UapiRule.NO_GET_TPH, !getTph, getTph ? "the exporter has get_tph" : "no get_tph")) {
            return none(log, Errno.EOPNOTSUPP);
        }
        boolean revoked = state != DmaBufState.MAPPED;
        if (log.breaks(DmaBufRule.GET_REVOKED, revoked, "mapping " + state.words())) {
            return none(log, config.choices().getWhileRevoked());
        }
        boolean valid = (flags & (extended ? FLAG_ST_EXT : FLAG_ST)) != 0;
        String namespace = extended ? "16-bit" : "8-bit";
        boolean phValidBit = design.phValidBit() || config.design().phValidBit();
        if (!valid && phValidBit && phSet) {
            log.applied(UapiRule.REJECTED_DESIGNS, "PH has a valid bit of its own: PH without a tag");
            return new DmaBufTag(log.done(0, "PH only"), TphStReport.NOT_GIVEN, ph, generation);
        }
        if (log.breaks(DmaBufRule.GET_NAMESPACE, !valid, namespace + (valid ? " is valid" : " is not valid"))) {
            return none(log, Errno.EOPNOTSUPP);
        }
        log.applied(UapiRule.PH_WITH_ST, "PH is valid with the tag");
        int tag = extended ? tag16 : tag8;
        return new DmaBufTag(log.done(tag, namespace + " tag, PH " + ph), tag, ph, generation);
    }

    private DmaBufTag none(OperationLog log, Errno errno) {
        return new DmaBufTag(log.failed(errno), TphStReport.NOT_GIVEN, TphStReport.NOT_GIVEN, generation);
    }

    /** The exporter takes the mapping back; false if it already has. */
    public synchronized boolean invalidate() {
        boolean first = state == DmaBufState.MAPPED;
        if (first) {
            state = DmaBufState.IN_FLIGHT;
            generation++;
        }
        return first;
    }

    /** The last TLP that was under way has arrived; false if none can have been. */
    public synchronized boolean drained() {
        boolean first = state == DmaBufState.IN_FLIGHT;
        state = first ? DmaBufState.REVOKED : state;
        return first;
    }

    /** Maps again; false if it is mapped, or something is still under way. */
    public synchronized boolean remap() {
        boolean first = state == DmaBufState.REVOKED;
        state = first ? DmaBufState.MAPPED : state;
        return first;
    }

    public synchronized DmaBufState state() {
        return state;
    }

    synchronized long generation() {
        return generation;
    }
}
