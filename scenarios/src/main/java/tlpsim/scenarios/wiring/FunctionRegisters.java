package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tlpsim.core.config.PortType;
import tlpsim.core.firmware.RootPortFirmware;
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
import tlpsim.scenarios.config.DeviceFunction;
import tlpsim.scenarios.config.DriverConfig;
import tlpsim.scenarios.config.DriverModel;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.LoweredEnable;
import tlpsim.scenarios.config.MissingEntryPolicy;
import tlpsim.scenarios.config.TagSource;
import tlpsim.scenarios.config.TphConfig;
import tlpsim.scenarios.config.TphEnable;

/**
 * A function's TPH registers, where its tags are, and the software that writes both: live registers, which the look-up of every TLP reads.
 *
 * <p>An index stands for the tag of a queue for some of its requests. A driver that shares entries by tag gives each index an entry; others use it as the
 * entry.
 */
final class FunctionRegisters {
    /** mlx5 keeps to the size of a table in the capability. */
    private static final int SHARED_ENTRIES = 64;

    private final LiveFunction hardware;
    private final TphRequesterCapability capability;
    private final DirectFieldLookup direct;
    private final QueueIndexLookup indexed;
    private final StLookup lookup;
    private final StLookup untagged;
    /** Null where lowered 16-bit entries send their low byte, or were cleared. */
    private final LoweredEnableLookup lowered;

    private final TagEntries shared;
    private final int entries;
    private final RootPortFirmware firmware;
    /** Empty where no software is modelled: hints off, and perfect tags. */
    private final Optional<FunctionSoftware> software;

    private final Optional<OperationReport> enabling;

    /**
     * How much there is.
     *
     * @param queues  of the function
     * @param indexes most tags that they use: one per queue and tag source
     * @param cores   of the host
     */
    record Extent(int queues, int indexes, int cores) {}

    FunctionRegisters(
            DeviceFunction identity,
            DriverConfig driver,
            TphConfig tph,
            UpstreamRoot root,
            Column column,
            Extent extent) {
        EndpointConfig device = identity.endpoint();
        this.firmware = root.firmware();
        boolean perfect = column == Column.PERFECT_TAGS;
        TphRequesterConfig form = perfect ? perfectForm() : device.tph().announced();
        hardware = TracedFunction.live(PortType.ENDPOINT, TphCompleterSupport.NONE, Optional.of(form));
        capability = hardware.tph().orElseThrow();
        software = column == Column.CONFIGURED ? Optional.of(software(identity, tph, root, form)) : Optional.empty();
        BeyondTablePolicy beyond = tph.onMissingEntry() == MissingEntryPolicy.SKIP
                ? BeyondTablePolicy.SKIP_TPH
                : BeyondTablePolicy.ST_ZERO;
        untagged = new NoTableLookup(StGate.forDevice(capability));
        if (perfect || driver.model() == DriverModel.DIRECT || form.location() == StTableLocation.NONE) {
            direct = new DirectFieldLookup(StGate.forDevice(capability), extent.indexes(), beyond);
            indexed = null;
            shared = null;
            entries = extent.indexes();
            lowered = null;
            lookup = direct;
        } else {
            direct = null;
            lowered = device.vfio()
                    .filter(vfio -> vfio.choices().loweredEnable() == LoweredEnable.NO_TAG)
                    .map(vfio -> new LoweredEnableLookup(tableLookup(form.location(), beyond), capability))
                    .orElse(null);
            StLookup table = lowered == null ? tableLookup(form.location(), beyond) : lowered;
            boolean sharing = driver.model() == DriverModel.MLX5;
            indexed = sharing ? new QueueIndexLookup(table, extent.indexes()) : null;
            entries = sharing ? Math.min(SHARED_ENTRIES, form.tableEntries()) : form.tableEntries();
            shared = sharing ? new TagEntries(entries, extent.indexes()) : null;
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

    private static FunctionSoftware software(
            DeviceFunction identity, TphConfig tph, UpstreamRoot root, TphRequesterConfig form) {
        EndpointConfig device = identity.endpoint();
        TracedFunction traced = new TracedFunction(identity, tph, root, form);
        StMode mode = StMode.valueOf(tph.mode().name());
        return device.vfio()
                .<FunctionSoftware>map(vfio -> new VfioSoftware(traced, VfioForm.of(vfio, tph), mode))
                .orElseGet(() -> new KernelSoftware(traced, mode, tph.isUngated(device)));
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

    /** What enabling at the start said; empty where nothing was asked for. */
    Optional<OperationReport> enabling() {
        return enabling;
    }

    /** What the function may send as far as software knows. */
    TphEnable granted() {
        return software.isPresent()
                ? software.get().function().granted()
                : TphEnable.of(capability.requesterEnable().bits());
    }

    /** Whether TPH is off, and tags that are written now are lost. */
    boolean isWithoutTags() {
        return granted() == TphEnable.OFF
                && !software.map(FunctionSoftware::keepsTagsWhileOff).orElse(false);
    }

    TphRequesterCapability capability() {
        return capability;
    }

    /** The look-up for a tag source: through the table, or none for {@link TagSource.Kind#NONE}. */
    StLookup lookup(TagSource source) {
        return source.kind() == TagSource.Kind.NONE ? untagged : lookup;
    }

    /** Whether queues share entries, so that one without an entry sends no TPH. */
    boolean sharesEntries() {
        return shared != null;
    }

    /** Who enables TPH and brings the tags; empty in columns without software. */
    Optional<FunctionSoftware> software() {
        return software;
    }

    /** Whether tags of several queues go into one call. */
    boolean takesBatches() {
        return software.isPresent() && software.get().takesBatches() && direct == null && shared == null;
    }

    /** Gives an index its tag as the driver does. Without a model of software at once; a failure has no effect on hardware but what the steps say. */
    Written assign(int index, TagRequest request, ControlSteps steps) {
        if (software.isEmpty()) {
            return assignWithoutSoftware(index, request, steps);
        }
        if (direct != null) {
            Written found = software.get().fetch(index, request);
            takeWindow(steps);
            if (found.ok()) {
                steps.queueTag(index, found.tag());
                return new Written(report(rewritten(found.report()), found.tag()), found.tag(), found.named());
            }
            return found;
        }
        if (shared != null) {
            return share(index, request, steps);
        }
        return index < entries ? write(index, request, steps) : noEntry(index);
    }

    /** The tag that a request comes to, past all software. */
    int tag(TagRequest request) {
        return request.kind() == TagRequest.Kind.CORE
                ? firmware.tag(request.value(), request.extended())
                : request.value();
    }

    private Written assignWithoutSoftware(int index, TagRequest request, ControlSteps steps) {
        if (direct == null) {
            return new Written(report("hints off", 0), 0, true);
        }
        int tag = tag(request);
        steps.queueTag(index, tag);
        return new Written(report(ControlOutcome.QUEUE_CONTEXT, tag), tag, true);
    }

    /** A tag that the driver has already is written without a call. */
    private static String rewritten(OperationReport found) {
        boolean called = !found.operation().equals(KernelSoftware.GIVEN_TAG);
        return called ? found.operation() + ", " + ControlOutcome.QUEUE_CONTEXT : ControlOutcome.QUEUE_CONTEXT;
    }

    private static OperationReport report(String operation, int value) {
        return new OperationReport(operation, Errno.NONE, value, "", List.of(), AccessCount.ZERO);
    }

    /** The driver knows the size of the table and does not ask the kernel, which would disable TPH for it. */
    private Written noEntry(int index) {
        OperationLog log = new OperationLog("pcie_tph_set_st_entry", new AccessCounter());
        log.breaks(KernelRule.SET_ST_BOUNDS, true, "index " + index + " of " + entries + ", so not tried");
        return new Written(log.failed(Errno.ENXIO), 0, true);
    }

    private Written share(int index, TagRequest request, ControlSteps steps) {
        Written found = software.orElseThrow().find(request);
        takeWindow(steps);
        Written result = found;
        int entry = TagEntries.NONE;
        if (found.ok()) {
            entry = shared.find(found.tag());
            if (entry == TagEntries.NONE) {
                result = noEntry(entries);
            } else if (shared.isUsed(entry)) {
                result = new Written(report("shared entry", entry), found.tag(), found.named());
            } else {
                result = write(entry, request, steps);
            }
        }
        int taken = result.ok() ? entry : TagEntries.NONE;
        shared.take(index, taken, found.tag());
        steps.queueIndex(index, taken);
        return result;
    }

    /** Writes an entry, also past the driver. */
    Written write(int entry, TagRequest request, ControlSteps steps) {
        Written written = software.orElseThrow().write(entry, request);
        takeWindow(steps);
        noteWidth(entry, request, written, steps);
        return written;
    }

    private void noteWidth(int entry, TagRequest request, Written written, ControlSteps steps) {
        if (lowered != null && written.ok()) {
            steps.entryWidth(entry, request.extended());
        }
    }

    private void takeWindow(ControlSteps steps) {
        TracedFunction traced = software.orElseThrow().function();
        steps.window(traced.takeAccesses(), traced.controlOffset());
    }

    /** Gives several indices their tags, in one call as far as the interface has such calls; in the order of the wishes. */
    List<Written> assignAll(List<Integer> indexes, List<TagRequest> requests, ControlSteps steps) {
        if (!takesBatches()) {
            List<Written> written = new ArrayList<>();
            for (int at = 0; at < indexes.size(); at++) {
                written.add(assign(indexes.get(at), requests.get(at), steps));
            }
            return written;
        }
        Written[] written = new Written[indexes.size()];
        List<FunctionSoftware.EntryWish> batch = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at < written.length; at++) {
            if (indexes.get(at) < entries) {
                batch.add(new FunctionSoftware.EntryWish(indexes.get(at), requests.get(at)));
                places.add(at);
            } else {
                written[at] = noEntry(indexes.get(at));
            }
        }
        List<Written> placed =
                batch.isEmpty() ? List.of() : software.orElseThrow().writeAll(batch);
        takeWindow(steps);
        for (int at = 0; at < placed.size(); at++) {
            written[places.get(at)] = placed.get(at);
            noteWidth(batch.get(at).entry(), batch.get(at).request(), placed.get(at), steps);
        }
        return Arrays.asList(written);
    }

    OperationReport enable(TphEnable asked, ControlSteps steps) {
        OperationReport report = software.orElseThrow().enable(asked);
        steps.access(software.orElseThrow().function().takeAccesses());
        return report;
    }

    OperationReport disable(ControlSteps steps) {
        OperationReport report = software.orElseThrow().disable();
        steps.access(software.orElseThrow().function().takeAccesses());
        return report;
    }

    /** A step reaches the hardware; {@link ControlStep.Kind#RESTART} is the device's own, and hints are the queues'. */
    void apply(ControlStep step) {
        switch (step.kind()) {
            case REGISTER -> step.access().apply(hardware.config(), hardware.msix());
            case QUEUE_TAG -> direct.setTag(step.index(), (int) step.value());
            case QUEUE_INDEX -> indexed.setIndex(step.index(), (int) step.value());
            case ENTRY_WIDTH -> lowered.wide(step.index(), step.value() != 0);
            case RESTART, PEER_HINT -> throw new IllegalStateException(step.kind() + " is no write of a register");
        }
    }
}
