package tlpsim.scenarios.cli;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.tph.MsixTable;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.SteeringTable;
import tlpsim.core.tph.TphRequesterCapability;
import tlpsim.core.tph.TphRequesterConfig;
import tlpsim.gen.hint.RequestTemplate;
import tlpsim.gen.hint.TagNamespace;
import tlpsim.gen.st.BeyondTablePolicy;
import tlpsim.gen.st.CapabilityTableLookup;
import tlpsim.gen.st.DirectFieldLookup;
import tlpsim.gen.st.MsixTableLookup;
import tlpsim.gen.st.NoTableLookup;
import tlpsim.gen.st.QueueIndexLookup;
import tlpsim.gen.st.StGate;
import tlpsim.gen.st.StLookup;
import tlpsim.scenarios.config.DriverModel;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.Hint;
import tlpsim.scenarios.config.HintsConfig;
import tlpsim.scenarios.config.MissingEntryPolicy;
import tlpsim.scenarios.config.RequesterTphConfig;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.StMode;
import tlpsim.scenarios.config.StashedObjects;
import tlpsim.scenarios.config.SteerConfig;
import tlpsim.scenarios.config.TagSource;
import tlpsim.scenarios.config.TphConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/**
 * One workload's function as it is when a run begins, for asking what it sends: the same registers, tables, look-ups and encoders as in a run.
 *
 * <p>Entry {@code group * queues + queue} belongs to a queue; the kinds of access with the same tag source share a group.
 */
final class ExplainCommandFunction {
    private static final int CAPABILITY_OFFSET = 0x100;
    private static final int CONFIG_SPACE_BYTES = 4096;
    private static final int REQUESTER_ID = 0x100;
    /** mlx5 keeps to the size of a table in the capability, and leaves entry 0 free. */
    private static final int SHARED_ENTRIES = 64;

    private final TphRequesterCapability capability;
    private final StLookup lookup;
    private final StLookup untagged;
    private final SteeringTable table;
    private final DirectFieldLookup direct;
    /** Null where each index is an entry. */
    private final QueueIndexLookup indexed;

    /** Tags that have an entry, as mlx5 shares them; the first has entry 1. */
    private final List<Integer> sharedTags = new ArrayList<>();

    private final int queues;
    private final List<TagSource> sources = new ArrayList<>();

    ExplainCommandFunction(EndpointConfig device, RootPortConfig port, TphConfig tph, WorkloadConfig workload) {
        queues = workload.queues().count();
        TphRequesterConfig form = form(device.tph());
        capability = TphRequesterCapability.create(
                new UnsafeBuffer(new byte[CONFIG_SPACE_BYTES]), CAPABILITY_OFFSET, 0, form, ReservedEnablePolicy.STORE);
        BeyondTablePolicy beyond = tph.onMissingEntry() == MissingEntryPolicy.SKIP
                ? BeyondTablePolicy.SKIP_TPH
                : BeyondTablePolicy.ST_ZERO;
        untagged = new NoTableLookup(StGate.forDevice(capability));
        DriverModel driver = workload.behaviour().driver().model();
        boolean inQueues = form.location() == StTableLocation.NONE || driver == DriverModel.DIRECT;
        direct = inQueues
                ? new DirectFieldLookup(StGate.forDevice(capability), queues * TagSource.Kind.values().length, beyond)
                : null;
        StLookup found;
        if (!inQueues && form.location() == StTableLocation.MSIX) {
            UnsafeBuffer words = new UnsafeBuffer(new byte[MsixTable.sizeBytes(form.tableEntries())]);
            MsixTable msix = MsixTable.wrap(words, 0, form.tableEntries(), capability);
            table = msix;
            found = new MsixTableLookup(capability, msix, beyond);
        } else {
            table = direct == null ? capability : null;
            found = direct == null ? new CapabilityTableLookup(capability, beyond) : direct;
        }
        indexed = !inQueues && driver == DriverModel.MLX5
                ? new QueueIndexLookup(found, queues * TagSource.Kind.values().length)
                : null;
        lookup = indexed == null ? found : indexed;
        int enable = tph.granted(tph.enable(), device, port.tphCompleter()).field();
        capability.writeControl(tlpsim.core.tph.StMode.valueOf(tph.startMode().name()), RequesterEnable.of(enable));
        StashedObjects objects = new StashedObjects(workload, device);
        addSources(objects.hints(), workload.steering().steer());
        objects.offset()
                .ifPresent(object ->
                        addSource(object.hint(), workload.steering().steer().payload()));
    }

    private static TphRequesterConfig form(RequesterTphConfig tph) {
        StTableLocation location = switch (tph.stTable().location()) {
            case NONE -> StTableLocation.NONE;
            case CAPABILITY -> StTableLocation.CAPABILITY;
            case MSI_X -> StTableLocation.MSIX;
        };
        return new TphRequesterConfig(
                tph.modes().contains(StMode.INTERRUPT_VECTOR),
                tph.modes().contains(StMode.DEVICE_SPECIFIC),
                tph.extended(),
                location,
                tph.stTable().entries());
    }

    /** In the order in which a device meets them. */
    private void addSources(HintsConfig hints, SteerConfig steer) {
        addSource(hints.descriptor(), steer.descriptor());
        addSource(hints.header(), steer.header());
        addSource(hints.payload(), steer.payload());
        addSource(hints.completion(), steer.completion());
    }

    private void addSource(Hint hint, TagSource source) {
        if (hint != Hint.NONE && source.kind() != TagSource.Kind.NONE && !sources.contains(source)) {
            sources.add(source);
        }
    }

    boolean isEnabled() {
        return capability.requesterEnable() == RequesterEnable.TPH || isExtended();
    }

    boolean isExtended() {
        return capability.requesterEnable() == RequesterEnable.EXTENDED;
    }

    /** Where a queue's tag of a source is looked up, or -1 where no tag is. */
    int entry(TagSource source, int queue) {
        int group = sources.indexOf(source);
        return group < 0 ? -1 : group * queues + queue;
    }

    boolean hasEntry(int entry) {
        return entry >= 0 && (direct != null || entry < table.steeringEntries() && (indexed == null || entry > 0));
    }

    /** Writes a tag as the driver does. @return its entry; 0 where a driver that shares entries has none left */
    int writeTag(int index, int tag) {
        if (direct != null) {
            direct.setTag(index, tag);
            return index;
        }
        if (indexed != null) {
            int entry = sharedEntry(tag);
            indexed.setIndex(index, entry);
            if (entry > 0) {
                table.writeSteeringTag(entry, tag);
            }
            return entry;
        }
        if (hasEntry(index)) {
            table.writeSteeringTag(index, tag);
        }
        return index;
    }

    private int sharedEntry(int tag) {
        if (!sharedTags.contains(tag)) {
            if (sharedTags.size() + 1 >= Math.min(SHARED_ENTRIES, table.steeringEntries())) {
                return 0;
            }
            sharedTags.add(tag);
        }
        return sharedTags.indexOf(tag) + 1;
    }

    /** Where the driver keeps tags, in words. */
    String place(EndpointConfig device) {
        int entries = device.tph().stTable().entries();
        if (direct != null) {
            return "queue contexts";
        }
        String where = device.tph().stTable().location() == tlpsim.scenarios.config.StTableLocation.CAPABILITY
                ? "capability"
                : "msi-x";
        return where + (indexed == null ? " (" + entries + ")" : " (" + entries + ", shared by tag)");
    }

    /** Encodes a request at the start of {@code header}. @return its length */
    int encode(Request request, UnsafeBuffer header) {
        RequestTemplate.Form form = new RequestTemplate.Form(
                request.write(),
                request.flit(),
                REQUESTER_ID,
                false,
                request.hint().ph(),
                false,
                request.namespace());
        StLookup path = request.source().kind() == TagSource.Kind.NONE ? untagged : lookup;
        int entry = Math.max(0, entry(request.source(), request.queue()));
        RequestTemplate template = new RequestTemplate(form, capability, path, entry);
        return template.encodeHeader(header, 0, request.address(), Request.BYTES);
    }

    /** One request of a queue. */
    record Request(
            boolean write, boolean flit, Hint hint, TagSource source, TagNamespace namespace, int queue, long address) {
        private static final int BYTES = 64;
    }
}
