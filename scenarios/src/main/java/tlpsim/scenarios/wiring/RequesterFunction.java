package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tlpsim.core.config.PortType;
import tlpsim.core.kernel.LiveFunction;
import tlpsim.core.rule.AccessCount;
import tlpsim.core.rule.AccessCounter;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.tph.MsixTable;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.core.tph.TphRequesterCapability;
import tlpsim.core.tph.TphRequesterConfig;
import tlpsim.gen.st.BeyondTablePolicy;
import tlpsim.gen.st.CapabilityTableLookup;
import tlpsim.gen.st.DirectFieldLookup;
import tlpsim.gen.st.MsixTableLookup;
import tlpsim.gen.st.NoTableLookup;
import tlpsim.gen.st.QueueIndexLookup;
import tlpsim.gen.st.StGate;
import tlpsim.gen.st.StLookup;
import tlpsim.scenarios.config.CompleterSupport;
import tlpsim.scenarios.config.DeviceFunction;
import tlpsim.scenarios.config.DriverConfig;
import tlpsim.scenarios.config.DriverModel;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.MissingEntryPolicy;
import tlpsim.scenarios.config.TagSource;
import tlpsim.scenarios.config.TphConfig;
import tlpsim.scenarios.config.TphEnable;

/**
 * A function's TPH registers and its steering tags: live registers, which the look-up of every TLP reads, and the software that writes them; as one workload
 * sees them. The queues of workloads on one function stand one behind the other: {@link #part}.
 *
 * <p>Index {@code group * all queues + queue} stands for the tag of a queue for the kinds of access that share a tag source; group 0 is the first source met.
 * A driver that shares entries by tag gives each index an entry; others use it as the entry.
 */
final class RequesterFunction {
    /** mlx5 keeps to the size of a table in the capability. */
    private static final int SHARED_ENTRIES = 64;

    private final LiveFunction hardware;
    private final TphRequesterCapability capability;
    private final DirectFieldLookup direct;
    private final QueueIndexLookup indexed;
    private final StLookup lookup;
    private final StLookup untagged;
    private final TagEntries shared;
    private final int entries;
    /** Of all workloads on the function. */
    private final int allQueues;
    /** The first of this workload, and how many it has. */
    private final int firstQueue;

    private final int queues;
    /** Tag sources of all workloads on the function, and those of this one. */
    private final List<TagSource> groups;

    private final List<TagSource> sources = new ArrayList<>();

    private final String name;
    private final EndpointConfig device;
    private final DriverConfig driver;
    /** Empty where no software is modelled: hints off, and perfect tags. */
    private final Optional<FunctionSoftware> software;

    private final Optional<OperationReport> enabling;
    /** By index, as written at the start. */
    private final Errno[] startErrnos;

    private final int[] startTags;

    /**
     * How much there is.
     *
     * @param queues  of the function
     * @param indexes most tags that they use: one per queue and tag source
     * @param cores   of the host
     */
    record Extent(int queues, int indexes, int cores) {}

    /** @param rootPort TPH Completer Supported of the root port above, which Linux asks before it enables anything */
    RequesterFunction(
            DeviceFunction identity,
            DriverConfig driver,
            TphConfig tph,
            CompleterSupport rootPort,
            Column column,
            Extent extent) {
        this.name = identity.name();
        this.device = identity.endpoint();
        this.driver = driver;
        this.allQueues = extent.queues();
        this.firstQueue = 0;
        this.queues = extent.queues();
        this.groups = new ArrayList<>();
        int indexes = extent.indexes();
        boolean perfect = column == Column.PERFECT_TAGS;
        TphRequesterConfig form = perfect ? perfectForm() : device.tph().announced();
        hardware = FunctionSoftware.live(PortType.ENDPOINT, TphCompleterSupport.NONE, Optional.of(form));
        capability = hardware.tph().orElseThrow();
        software = column == Column.CONFIGURED
                ? Optional.of(new FunctionSoftware(device, tph, rootPort, form))
                : Optional.empty();
        BeyondTablePolicy beyond = tph.onMissingEntry() == MissingEntryPolicy.SKIP
                ? BeyondTablePolicy.SKIP_TPH
                : BeyondTablePolicy.ST_ZERO;
        untagged = new NoTableLookup(StGate.forDevice(capability));
        startErrnos = new Errno[indexes];
        startTags = new int[indexes];
        Arrays.fill(startErrnos, Errno.NONE);
        if (perfect || driver.model() == DriverModel.DIRECT || form.location() == StTableLocation.NONE) {
            direct = new DirectFieldLookup(StGate.forDevice(capability), indexes, beyond);
            indexed = null;
            shared = null;
            entries = indexes;
            lookup = direct;
        } else {
            direct = null;
            StLookup table = tableLookup(form.location(), beyond);
            boolean sharing = driver.model() == DriverModel.MLX5;
            indexed = sharing ? new QueueIndexLookup(table, indexes) : null;
            entries = sharing ? Math.min(SHARED_ENTRIES, form.tableEntries()) : form.tableEntries();
            shared = sharing ? new TagEntries(entries, indexes) : null;
            lookup = sharing ? indexed : table;
        }
        if (perfect) {
            // The 8-bit namespace while it can name every core: 16 bits would cost 4 bytes per TLP for nothing.
            TphEnable enable = extent.cores() <= 255 ? TphEnable.EIGHT_BIT : TphEnable.EXTENDED;
            capability.writeControl(StMode.DEVICE_SPECIFIC, RequesterEnable.of(enable.field()));
        }
        if (software.isPresent() && tph.enable() != TphEnable.OFF) {
            ControlSteps steps = new ControlSteps(0, 0, 0);
            enabling = Optional.of(enable(tph.enable(), steps));
            steps.list().forEach(this::apply);
        } else {
            enabling = Optional.empty();
        }
    }

    private RequesterFunction(RequesterFunction whole, int firstQueue, int queues) {
        this.name = whole.name;
        this.device = whole.device;
        this.driver = whole.driver;
        this.allQueues = whole.allQueues;
        this.firstQueue = firstQueue;
        this.queues = queues;
        this.groups = whole.groups;
        this.hardware = whole.hardware;
        this.capability = whole.capability;
        this.direct = whole.direct;
        this.indexed = whole.indexed;
        this.lookup = whole.lookup;
        this.untagged = whole.untagged;
        this.shared = whole.shared;
        this.entries = whole.entries;
        this.software = whole.software;
        this.enabling = whole.enabling;
        this.startErrnos = whole.startErrnos;
        this.startTags = whole.startTags;
    }

    /** The same registers, tables and software, as the workload sees them whose queues are these of the function. */
    RequesterFunction part(int first, int count) {
        return new RequesterFunction(this, first, count);
    }

    private StLookup tableLookup(StTableLocation location, BeyondTablePolicy beyond) {
        if (location == StTableLocation.CAPABILITY) {
            return new CapabilityTableLookup(capability, beyond);
        }
        MsixTable msix = hardware.msixTable().orElseThrow();
        return new MsixTableLookup(capability, msix, beyond);
    }

    private static TphRequesterConfig perfectForm() {
        return new TphRequesterConfig(true, true, true, StTableLocation.NONE, 0);
    }

    EndpointConfig device() {
        return device;
    }

    /** That of the device, or of a VF of it. */
    String name() {
        return name;
    }

    DriverConfig driver() {
        return driver;
    }

    /** What enabling at the start said; empty where nothing was asked for. */
    Optional<OperationReport> enabling() {
        return enabling;
    }

    /** What the function may send as far as software knows. */
    TphEnable granted() {
        return software.isPresent()
                ? software.get().granted()
                : TphEnable.of(capability.requesterEnable().bits());
    }

    TphRequesterCapability capability() {
        return capability;
    }

    /** Whether tags of the 16-bit namespace are asked for. */
    boolean isExtended() {
        return granted() == TphEnable.EXTENDED;
    }

    /** The look-up for a tag source: through the table, or none for {@link TagSource.Kind#NONE}. */
    StLookup lookup(TagSource source) {
        return source.kind() == TagSource.Kind.NONE ? untagged : lookup;
    }

    /** Index of a queue's tag of a source. */
    int index(TagSource source, int queue) {
        return group(source) * allQueues + firstQueue + queue;
    }

    private int group(TagSource source) {
        int group = groups.indexOf(source);
        if (group < 0) {
            groups.add(source);
            group = groups.size() - 1;
        }
        if (!sources.contains(source)) {
            sources.add(source);
        }
        return group;
    }

    /** Those of this workload. */
    List<TagSource> sources() {
        return sources;
    }

    /** Of this workload. */
    int queues() {
        return queues;
    }

    /** Gives an index its tag as the driver does. Without a model of software at once; a failure has no effect on hardware but what the steps say. */
    OperationReport assign(int index, int tag, ControlSteps steps) {
        if (direct != null) {
            steps.queueTag(index, tag);
            return new OperationReport("queue context", Errno.NONE, tag, "", List.of(), AccessCount.ZERO);
        }
        if (software.isEmpty()) {
            return new OperationReport("hints off", Errno.NONE, 0, "nothing written", List.of(), AccessCount.ZERO);
        }
        if (shared != null) {
            return share(index, tag, steps);
        }
        return index < entries ? setEntry(index, tag, steps) : noEntry(index);
    }

    /** The driver knows the size of the table and does not ask the kernel, which would disable TPH for it. */
    private OperationReport noEntry(int index) {
        OperationLog log = new OperationLog("pcie_tph_set_st_entry", new AccessCounter());
        log.breaks(KernelRule.SET_ST_BOUNDS, true, "index " + index + " of " + entries + ", so not tried");
        return log.failed(Errno.ENXIO);
    }

    private OperationReport share(int index, int tag, ControlSteps steps) {
        int entry = shared.find(tag);
        boolean full = entry == TagEntries.NONE;
        OperationReport report;
        if (full) {
            report = noEntry(entries);
        } else if (shared.isUsed(entry)) {
            report = new OperationReport("shared entry", Errno.NONE, entry, "", List.of(), AccessCount.ZERO);
        } else {
            report = setEntry(entry, tag, steps);
        }
        int taken = report.ok() ? entry : TagEntries.NONE;
        shared.take(index, taken, tag);
        steps.queueIndex(index, taken);
        return report;
    }

    /** {@code pcie_tph_set_st_entry}, also past the driver. */
    OperationReport setEntry(int entry, int tag, ControlSteps steps) {
        OperationReport report = software.orElseThrow().setEntry(entry, tag);
        steps.window(software.orElseThrow().takeAccesses());
        return report;
    }

    /** Writes a tag before anything runs, and keeps what came of it. */
    void assignAtStart(int index, int tag) {
        ControlSteps steps = new ControlSteps(0, 0, 0);
        startErrnos[index] = assign(index, tag, steps).errno();
        startTags[index] = tag;
        steps.list().forEach(this::apply);
    }

    /** What writing a tag at the start came to. */
    Errno startErrno(int index) {
        return startErrnos[index];
    }

    /** What was written, or asked to be, at the start. */
    int startTag(int index) {
        return startTags[index];
    }

    OperationReport enable(TphEnable asked, ControlSteps steps) {
        OperationReport report = software.orElseThrow().enable(asked);
        steps.access(software.orElseThrow().takeAccesses());
        return report;
    }

    OperationReport disable(ControlSteps steps) {
        OperationReport report = software.orElseThrow().disable();
        steps.access(software.orElseThrow().takeAccesses());
        return report;
    }

    /** A step reaches the hardware; {@link ControlStep.Kind#RESTART} is the device's own. */
    void apply(ControlStep step) {
        switch (step.kind()) {
            case REGISTER -> step.access().apply(hardware.config(), hardware.msix());
            case QUEUE_TAG -> direct.setTag(step.index(), (int) step.value());
            case QUEUE_INDEX -> indexed.setIndex(step.index(), (int) step.value());
            case RESTART -> throw new IllegalStateException("a restart is no write of a register");
        }
    }
}
