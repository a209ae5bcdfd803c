package tlpsim.core.tph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.rule.Proves;

class MsixTableTest {
    private static final int OFFSET = 0x40;
    private final UnsafeBuffer memory = new UnsafeBuffer(new byte[OFFSET + MsixTable.sizeBytes(2048)]);

    private MsixTable table(boolean extended, StTableLocation location, int tableEntries, int msixEntries) {
        TphRequesterConfig config = new TphRequesterConfig(true, false, extended, location, tableEntries);
        UnsafeBuffer space = new UnsafeBuffer(new byte[4096]);
        TphRequesterCapability capability =
                TphRequesterCapability.create(space, 0x100, 0, config, ReservedEnablePolicy.STORE);
        MsixTable table = MsixTable.wrap(memory, OFFSET, msixEntries, capability);
        table.reset();
        return table;
    }

    @ParameterizedTest
    @CsvSource({
        "true, MSIX, 64, ffff0001",
        "false, MSIX, 64, 00ff0001",
        "true, CAPABILITY, 64, 00000001",
        "true, NONE, 0, 00000001"
    })
    @Proves({"msix.st-lower", "msix.st-upper", "msix.reserved"})
    void vectorControlBitsAreWritableAsTheCapabilitySays(
            boolean extended, StTableLocation location, int entries, String writable) {
        MsixTable table = table(extended, location, entries, 64);
        table.write(5, PciTphLayout.PCI_MSIX_ENTRY_VECTOR_CTRL, -1);
        assertThat(table.vectorControl(5)).isEqualTo(Integer.parseUnsignedInt(writable, 16));
    }

    @Test
    @Proves("msix.mask")
    void resetMasksEveryVector() {
        MsixTable table = table(true, StTableLocation.MSIX, 2048, 2048);
        for (int entry = 0; entry < 2048; entry++) {
            assertThat(table.masked(entry)).isTrue();
            assertThat(table.steeringTag(entry)).isZero();
        }
    }

    @Test
    @Proves("msix.mask")
    void writingATagPreservesTheMaskAndTheMessage() {
        MsixTable table = table(true, StTableLocation.MSIX, 8, 8);
        table.write(3, PciTphLayout.PCI_MSIX_ENTRY_LOWER_ADDR, 0xFEE01007);
        table.write(3, PciTphLayout.PCI_MSIX_ENTRY_UPPER_ADDR, 0x12);
        table.write(3, PciTphLayout.PCI_MSIX_ENTRY_DATA, 0x4021);
        table.writeSteeringTag(3, 0xBEEF);
        assertThat(table.steeringTag(3)).isEqualTo(0xBEEF);
        assertThat(table.masked(3)).isTrue();
        table.write(3, PciTphLayout.PCI_MSIX_ENTRY_VECTOR_CTRL, 0xBEEF0000);
        table.writeSteeringTag(3, 0x0102);
        assertThat(table.masked(3)).isFalse();
        assertThat(table.vectorControl(3)).isEqualTo(0x01020000);
        assertThat(table.messageAddress(3)).isEqualTo(0x12FEE01004L);
        assertThat(table.read(3, PciTphLayout.PCI_MSIX_ENTRY_DATA)).isEqualTo(0x4021);
        assertThat(table.steeringTag(2)).isZero();
        assertThat(table.steeringTag(4)).isZero();
    }

    @Test
    @Proves("tph.location.msix")
    void theSmallerOfBothSizesBoundsTheSteeringTable() {
        assertThat(table(true, StTableLocation.MSIX, 16, 64).steeringEntries()).isEqualTo(16);
        assertThat(table(true, StTableLocation.MSIX, 64, 16).steeringEntries()).isEqualTo(16);
        assertThat(table(true, StTableLocation.CAPABILITY, 64, 16).steeringEntries())
                .isZero();
    }

    @Test
    void impossibleSizesAndRegistersAreRefused() {
        assertThatThrownBy(() -> MsixTable.wrapWithoutTags(memory, 0, 2049)).hasMessageContaining("entries=2049");
        MsixTable table = table(true, StTableLocation.MSIX, 8, 8);
        assertThatThrownBy(() -> table.write(0, 6, 0)).hasMessageContaining("register=6");
    }
}
