package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.tph.MsixTable;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.SteeringTable;
import tlpsim.core.tph.TphRequesterCapability;
import tlpsim.core.tph.TphRequesterConfig;
import tlpsim.gen.st.BeyondTablePolicy;
import tlpsim.gen.st.CapabilityTableLookup;
import tlpsim.gen.st.DirectFieldLookup;
import tlpsim.gen.st.MsixTableLookup;
import tlpsim.gen.st.NoTableLookup;
import tlpsim.gen.st.StGate;
import tlpsim.gen.st.StLookup;
import tlpsim.scenarios.config.CompleterSupport;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.MissingEntryPolicy;
import tlpsim.scenarios.config.RequesterTphConfig;
import tlpsim.scenarios.config.TagSource;
import tlpsim.scenarios.config.TphConfig;
import tlpsim.scenarios.config.TphEnable;

/**
 * A function's TPH registers and its steering tags: live registers in configuration space, a table where the scenario has one, and the look-up path over it.
 *
 * <p>Entry {@code group * queues + queue} holds the tag of a queue for the kinds of access that share a tag source; group 0 is the first source met.
 */
final class RequesterFunction {
    private static final int CAPABILITY_OFFSET = 0x100;
    private static final int CONFIG_SPACE_BYTES = 4096;

    private final TphRequesterCapability capability;
    private final SteeringTable table;
    private final DirectFieldLookup direct;
    private final StLookup lookup;
    private final StLookup untagged;
    private final StMode mode;
    private final int queues;
    private final List<TagSource> groups = new ArrayList<>();

    private final TphConfig tph;
    private final RequesterTphConfig requester;
    private final CompleterSupport rootPort;
    private TphEnable granted;

    /**
     * @param rootPort TPH Completer Supported of the root port above, which Linux asks before it enables anything
     */
    RequesterFunction(
            EndpointConfig device, TphConfig tph, CompleterSupport rootPort, Column column, int queues, int cores) {
        this.tph = tph;
        this.requester = device.tph();
        this.rootPort = rootPort;
        this.queues = queues;
        boolean perfect = column == Column.PERFECT_TAGS;
        TphRequesterConfig form = perfect ? perfectForm() : form(device);
        UnsafeBuffer configSpace = new UnsafeBuffer(new byte[CONFIG_SPACE_BYTES]);
        capability = TphRequesterCapability.create(
                configSpace, CAPABILITY_OFFSET, 0, form, ReservedEnablePolicy.values()[0]);
        mode = perfect ? StMode.DEVICE_SPECIFIC : StMode.valueOf(tph.mode().name());
        BeyondTablePolicy beyond = tph.onMissingEntry() == MissingEntryPolicy.SKIP
                ? BeyondTablePolicy.SKIP_TPH
                : BeyondTablePolicy.ST_ZERO;
        untagged = new NoTableLookup(StGate.forDevice(capability));
        switch (form.location()) {
            case MSIX -> {
                MsixTable msix = MsixTable.wrap(
                        new UnsafeBuffer(new byte[MsixTable.sizeBytes(form.tableEntries())]),
                        0,
                        form.tableEntries(),
                        capability);
                table = msix;
                direct = null;
                lookup = new MsixTableLookup(capability, msix, beyond);
            }
            case CAPABILITY -> {
                table = capability;
                direct = null;
                lookup = new CapabilityTableLookup(capability, beyond);
            }
            default -> {
                table = null;
                direct = new DirectFieldLookup(
                        StGate.forDevice(capability), queues * TagSource.Kind.values().length, beyond);
                lookup = direct;
            }
        }
        granted = enable(column, cores);
        capability.writeControl(mode, RequesterEnable.of(granted.field()));
    }

    private static TphRequesterConfig perfectForm() {
        return new TphRequesterConfig(true, true, true, StTableLocation.NONE, 0);
    }

    private static TphRequesterConfig form(EndpointConfig device) {
        boolean interruptVector = device.tph().modes().contains(tlpsim.scenarios.config.StMode.INTERRUPT_VECTOR);
        boolean deviceSpecific = device.tph().modes().contains(tlpsim.scenarios.config.StMode.DEVICE_SPECIFIC);
        StTableLocation location = switch (device.tph().stTable().location()) {
            case NONE -> StTableLocation.NONE;
            case CAPABILITY -> StTableLocation.CAPABILITY;
            case MSI_X -> StTableLocation.MSIX;
        };
        return new TphRequesterConfig(
                interruptVector,
                deviceSpecific,
                device.tph().extended(),
                location,
                device.tph().stTable().entries());
    }

    /** Perfect tags use the 8-bit namespace while it can name every core: 16 bits would cost 4 bytes per TLP for nothing. */
    private TphEnable enable(Column column, int cores) {
        return switch (column) {
            case HINTS_OFF, IDEAL_BOUND -> TphEnable.OFF;
            case PERFECT_TAGS -> cores <= 255 ? TphEnable.EIGHT_BIT : TphEnable.EXTENDED;
            case CONFIGURED -> tph.granted(tph.enable(), requester, rootPort);
        };
    }

    /** What the function may send now. */
    TphEnable granted() {
        return granted;
    }

    TphRequesterCapability capability() {
        return capability;
    }

    /** Whether tags of the 16-bit namespace are sent. */
    boolean isExtended() {
        return capability.requesterEnable().bits() == 3;
    }

    /** The look-up for a tag source: through the table, or none for {@link TagSource.Kind#NONE}. */
    StLookup lookup(TagSource source) {
        return source.kind() == TagSource.Kind.NONE ? untagged : lookup;
    }

    /** Index of a queue's tag of a source. */
    int index(TagSource source, int queue) {
        return group(source) * queues + queue;
    }

    private int group(TagSource source) {
        int group = groups.indexOf(source);
        if (group < 0) {
            groups.add(source);
            group = groups.size() - 1;
        }
        return group;
    }

    List<TagSource> sources() {
        return groups;
    }

    /** Writes a tag as the driver does; an entry that the table does not have is left out, as a driver gets -ENXIO. */
    void writeTag(int index, int tag) {
        if (direct != null) {
            direct.setTag(index, tag);
        } else if (index < table.steeringEntries()) {
            table.writeSteeringTag(index, tag);
        }
    }

    /** Asks for another Requester Enable; what is granted has the same limits as at the start. */
    void writeEnable(TphEnable asked) {
        granted = tph.granted(asked, requester, rootPort);
        capability.writeControl(mode, RequesterEnable.of(granted.field()));
    }
}
