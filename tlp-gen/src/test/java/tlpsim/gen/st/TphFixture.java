package tlpsim.gen.st;

import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.tph.MsixTable;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterCapability;
import tlpsim.core.tph.TphRequesterConfig;

/** Makes functions with both modes and 16-bit tags, enabled for both. */
final class TphFixture {
    private TphFixture() {}

    static TphRequesterCapability capability(StTableLocation location, int entries) {
        return capability(new TphRequesterConfig(true, true, true, location, entries));
    }

    static TphRequesterCapability capability(TphRequesterConfig config) {
        UnsafeBuffer space = new UnsafeBuffer(new byte[4096]);
        TphRequesterCapability capability =
                TphRequesterCapability.create(space, 0x100, 0, config, ReservedEnablePolicy.STORE);
        capability.writeControl(StMode.DEVICE_SPECIFIC, RequesterEnable.EXTENDED);
        return capability;
    }

    static MsixTable msix(TphRequesterCapability capability, int entries) {
        MsixTable table =
                MsixTable.wrap(new UnsafeBuffer(new byte[MsixTable.sizeBytes(entries)]), 0, entries, capability);
        table.reset();
        return table;
    }

    static StGate openGate() {
        return StGate.forDevice(capability(StTableLocation.NONE, 0));
    }
}
