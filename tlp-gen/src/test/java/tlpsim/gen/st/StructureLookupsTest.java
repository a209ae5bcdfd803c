package tlpsim.gen.st;

import org.junit.jupiter.api.Nested;
import tlpsim.core.tph.DsmResult;
import tlpsim.core.tph.MsixTable;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterCapability;

/** The contract for each structure. */
class StructureLookupsTest {
    @Nested
    class TableInTheCapability extends StLookupContract {
        private TphRequesterCapability capability;

        @Override
        protected StLookup lookup() {
            capability = TphFixture.capability(StTableLocation.CAPABILITY, 64);
            return new CapabilityTableLookup(capability, BeyondTablePolicy.SKIP_TPH);
        }

        @Override
        protected void write(int index, int tag) {
            capability.writeSteeringTag(index, tag);
        }

        @Override
        protected int endIndex() {
            return 64;
        }

        @Override
        protected int beyond() {
            return StLookup.NO_TPH;
        }
    }

    @Nested
    class TableInMsix extends StLookupContract {
        private MsixTable table;

        @Override
        protected StLookup lookup() {
            TphRequesterCapability capability = TphFixture.capability(StTableLocation.MSIX, 2048);
            table = TphFixture.msix(capability, 2048);
            return new MsixTableLookup(capability, table, BeyondTablePolicy.ST_ZERO);
        }

        @Override
        protected void write(int index, int tag) {
            table.writeSteeringTag(index, tag);
        }

        @Override
        protected int endIndex() {
            return 2048;
        }

        @Override
        protected int beyond() {
            return StLookup.NO_PREFERENCE;
        }
    }

    @Nested
    class FieldInTheQueueContext extends StLookupContract {
        private DirectFieldLookup lookup;

        @Override
        protected StLookup lookup() {
            lookup = new DirectFieldLookup(TphFixture.openGate(), 4096, BeyondTablePolicy.SKIP_TPH);
            return lookup;
        }

        @Override
        protected void write(int index, int tag) {
            lookup.setTag(index, tag);
        }

        @Override
        protected int endIndex() {
            return 4096;
        }

        @Override
        protected int beyond() {
            return StLookup.NO_TPH;
        }
    }

    @Nested
    class FlatCpuTable extends StLookupContract {
        private CpuTagLookup lookup;

        @Override
        protected StLookup lookup() {
            lookup = new CpuTagLookup(512);
            lookup.setTag(3, 9);
            lookup.clear();
            return lookup;
        }

        @Override
        protected void write(int index, int tag) {
            lookup.setTag(index, tag);
        }

        @Override
        protected int endIndex() {
            return 512;
        }

        @Override
        protected int beyond() {
            return StLookup.NO_PREFERENCE;
        }
    }

    @Nested
    class StoredDsmResults extends StLookupContract {
        private DsmResultLookup lookup;

        @Override
        protected StLookup lookup() {
            lookup = new DsmResultLookup(512, false, true);
            return lookup;
        }

        @Override
        protected void write(int index, int tag) {
            lookup.setResult(index, DsmResult.ofVolatile(~tag & 0xFF, tag));
        }

        @Override
        protected int endIndex() {
            return 512;
        }

        @Override
        protected int beyond() {
            return StLookup.NO_PREFERENCE;
        }
    }

    @Nested
    class VirtualTags extends StLookupContract {
        private VirtualTagLookup lookup;

        @Override
        protected StLookup lookup() {
            DirectFieldLookup virtual = new DirectFieldLookup(TphFixture.openGate(), 300, BeyondTablePolicy.ST_ZERO);
            for (int index = 0; index < 300; index++) {
                virtual.setTag(index, index + 1);
            }
            lookup = new VirtualTagLookup(virtual, 16);
            return lookup;
        }

        @Override
        protected void write(int index, int tag) {
            lookup.map(index + 1, tag);
        }

        @Override
        protected int endIndex() {
            return 300;
        }

        @Override
        protected int beyond() {
            return StLookup.NO_PREFERENCE;
        }
    }
}
