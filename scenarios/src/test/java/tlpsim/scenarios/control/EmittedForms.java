package tlpsim.scenarios.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.config.ConfigSpace;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterCapability;
import tlpsim.gen.hint.RequestTemplate;
import tlpsim.gen.st.BeyondTablePolicy;
import tlpsim.gen.st.CapabilityTableLookup;
import tlpsim.gen.st.MsixTableLookup;
import tlpsim.gen.st.NoTableLookup;
import tlpsim.gen.st.StGate;
import tlpsim.gen.st.StLookup;

/**
 * Forms real TLPs by look-up and encoder and holds their bytes against the registers. What must stand where follows sections 2.2.1, 2.2.7.1.1 and 6.17.3 of the
 * specification and is stated here anew.
 */
final class EmittedForms {
    private static final long ADDRESS = 0x12_3456_7000L;
    private static final int PH = 2;

    private EmittedForms() {}

    /** What a function sends for each of some indexes, and one beyond its table. */
    static void check(ConfigSpace space, String trace) {
        TphRequesterCapability tph = space.tph().orElse(null);
        if (tph == null) {
            return;
        }
        int offset = space.announced().tph().orElseThrow().offset();
        int control = space.peek(offset + 8, 4);
        int[] entries = entries(space);
        StLookup lookup = lookup(space, tph);
        for (int index = 0; index <= Math.min(entries.length, 9); index++) {
            int entry = index < entries.length ? entries[index] : -1;
            int capability = space.peek(offset + 4, 4);
            String where = trace + "\n# TLP of index " + index + ", Control " + Integer.toHexString(control)
                    + ", entry " + Integer.toHexString(entry);
            int expected = expected(capability, control, entry, lookup instanceof NoTableLookup);
            boolean wide = (control >>> 8 & 3) == 3 && expected > 0;
            nonFlit(header(tph, lookup, index, false), expected, wide, where);
            flit(header(tph, lookup, index, true), expected, wide, where);
        }
    }

    /** The tags in the table, as the bytes have them. */
    static int[] entries(ConfigSpace space) {
        TphRequesterCapability tph = space.tph().orElse(null);
        if (tph == null) {
            return new int[0];
        }
        int at = space.announced().tph().orElseThrow().offset();
        int capability = space.peek(at + 4, 4);
        int size = (capability >>> 16 & 0x7FF) + 1;
        int location = capability >>> 9 & 3;
        int[] entries = new int[0];
        if (location == 1) {
            entries = new int[Math.min(size, Math.max(0, (4096 - at - 0xC) / 2))];
            for (int i = 0; i < entries.length; i++) {
                entries[i] = space.peek(at + 0xC + 2 * i, 2);
            }
        } else if (location == 2 && space.msixTable().isPresent()) {
            entries = new int[Math.min(size, space.msixTable().get().entries())];
            for (int i = 0; i < entries.length; i++) {
                entries[i] = space.msixTable().get().read(i, 0xC) >>> 16;
            }
        }
        return entries;
    }

    /** -1 for no TPH at all, else the tag; {@code entry} is -1 beyond the table, for which the device sends no TPH. */
    private static int expected(int capability, int control, int entry, boolean noTable) {
        int enable = control >>> 8 & 3;
        int mode = control & 7;
        if (enable == 0 || enable == 2) {
            return -1;
        }
        boolean tags = (mode == 1 || mode == 2) && (capability >>> mode & 1) != 0;
        if (!tags || noTable) {
            return 0;
        }
        if (entry < 0) {
            return -1;
        }
        return enable == 3 ? entry : entry & 0xFF;
    }

    private static StLookup lookup(ConfigSpace space, TphRequesterCapability tph) {
        if (tph.location() == StTableLocation.CAPABILITY) {
            return new CapabilityTableLookup(tph, BeyondTablePolicy.SKIP_TPH);
        }
        boolean msix =
                tph.location() == StTableLocation.MSIX && space.msixTable().isPresent();
        return msix
                ? new MsixTableLookup(tph, space.msixTable().get(), BeyondTablePolicy.SKIP_TPH)
                : new NoTableLookup(StGate.forTable(tph));
    }

    private static byte[] header(TphRequesterCapability tph, StLookup lookup, int index, boolean flit) {
        RequestTemplate template =
                new RequestTemplate(new RequestTemplate.Form(true, flit, 0x100, false, PH), tph, lookup, index);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        byte[] header = new byte[template.encodeHeader(buffer, 0, ADDRESS, 64)];
        buffer.getBytes(0, header);
        return header;
    }

    private static void nonFlit(byte[] bytes, int expected, boolean wide, String where) {
        boolean prefix = (bytes[0] & 0xE0) == 0x80;
        assertThat(prefix).as("prefix%s", where).isEqualTo(wide);
        int at = prefix ? 4 : 0;
        assertThat(bytes).as("length%s", where).hasSize(at + 16);
        assertThat(bytes[at] & 0xFF).as("MWr of four DW%s", where).isEqualTo(0x60);
        assertThat((bytes[at + 1] & 1) == 1).as("TH%s", where).isEqualTo(expected >= 0);
        if (expected >= 0) {
            int upper = prefix ? (bytes[1] & 0xFF) << 8 : 0;
            assertThat(upper | bytes[at + 6] & 0xFF).as("ST%s", where).isEqualTo(expected);
            assertThat(bytes[at + 15] & 3).as("PH%s", where).isEqualTo(PH);
        }
        if (prefix) {
            assertThat(bytes[0] & 0xFF).as("TPH prefix%s", where).isEqualTo(0x90);
        }
    }

    private static void flit(byte[] bytes, int expected, boolean wide, String where) {
        boolean ohcB = (bytes[1] & 2) != 0;
        assertThat(ohcB).as("OHC-B%s", where).isEqualTo(expected >= 0);
        if (ohcB) {
            int at = bytes.length - 4;
            assertThat((bytes[at + 1] & 0xFF) << 8 | bytes[at + 2] & 0xFF)
                    .as("ST%s", where)
                    .isEqualTo(expected);
            assertThat(bytes[at + 3] >>> 4 & 3).as("HV%s", where).isEqualTo(wide ? 3 : 1);
            assertThat(bytes[at + 3] >>> 6 & 3).as("PH%s", where).isEqualTo(PH);
        }
    }
}
