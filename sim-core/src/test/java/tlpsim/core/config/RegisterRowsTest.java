package tlpsim.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.rule.Proves;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphCompleterSupport;

/** The registers of TPH row by row. Images are written here dword by dword, so that nothing of the model's layout is needed to make them. */
class RegisterRowsTest {
    private static final int PCIE = 0x40;
    private static final int MSIX = 0x80;
    private static final int TPH = 0x100;

    private final ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

    /** An endpoint with MSI-X of 16 entries, off, and a TPH Requester capability with this Capability register. */
    private ConfigSpace endpoint(int capability) {
        return space(0, 0, capability);
    }

    private ConfigSpace space(int portType, int devCap2, int capability) {
        bytes.putInt(0x00, 0x1021_15B3);
        bytes.putInt(0x04, 0x0010_0000);
        bytes.put(0x34, (byte) PCIE);
        bytes.putInt(PCIE, 0x0002_8010 | portType << 20);
        bytes.putInt(PCIE + 0x24, devCap2);
        bytes.putInt(MSIX, 0x000F_0011);
        bytes.putInt(TPH, 0x0001_0017);
        bytes.putInt(TPH + 4, capability);
        return ConfigSpace.of(ConfigImage.of(bytes.array()), ReservedEnablePolicy.STORE);
    }

    private static TphRegisters tph(ConfigSpace space) {
        return space.announced().tph().orElseThrow();
    }

    private static PcieRegisters pcie(ConfigSpace space) {
        return space.announced().pcie().orElseThrow();
    }

    private static String findings(ConfigSpace space) {
        return space.announced().findings().toString();
    }

    @Test
    @Proves("tph.header")
    void theCapabilityIsFoundByItsIdWhereverItStands() {
        bytes.putInt(0x200, 0x2401_0017);
        bytes.putInt(0x204, 0x0007_0205);
        bytes.putInt(0x240, 0x0001_000D);
        ConfigSpace space = endpoint(0);
        assertThat(tph(space).offset()).isEqualTo(TPH);
        bytes.putInt(TPH, 0x2001_0003);
        TphRegisters moved = tph(ConfigSpace.of(ConfigImage.of(bytes.array()), ReservedEnablePolicy.STORE));
        assertThat(moved.offset()).isEqualTo(0x200);
        assertThat(moved.version()).isOne();
        assertThat(moved.tableEntries()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({
        "0x00000001, false, false, false, NONE",
        "0x00000003, true, false, false, NONE",
        "0x00000005, false, true, false, NONE",
        "0x00000101, false, false, true, NONE",
        "0x00000203, true, false, false, CAPABILITY",
        "0x00000407, true, true, false, MSIX",
        "0x003F0307, true, true, true, CAPABILITY"
    })
    @Proves("tph.capability")
    void theFieldsOfTheCapabilityRegister(
            int capability, boolean iv, boolean ds, boolean extended, StTableLocation location) {
        TphRegisters tph = tph(endpoint(capability));
        assertThat(tph.supports(StMode.NO_ST)).isTrue();
        assertThat(tph.supports(StMode.INTERRUPT_VECTOR)).isEqualTo(iv);
        assertThat(tph.supports(StMode.DEVICE_SPECIFIC)).isEqualTo(ds);
        assertThat(tph.extended()).isEqualTo(extended);
        assertThat(tph.location()).isEqualTo(location);
    }

    @Test
    @Proves("tph.capability.no-st")
    void aFunctionWithoutNoStModeBreaksTheStandard() {
        assertThat(findings(endpoint(0x6))).contains("No ST mode must be supported");
        assertThat(findings(endpoint(0x7))).doesNotContain("No ST mode");
    }

    @Test
    @Proves("tph.capability.extended")
    void theUpperByteOfAnEntryExistsInAnExtendedRequesterOnly() {
        ConfigSpace narrow = endpoint(0x0007_0207);
        narrow.write(TPH + 0xC, 2, 0xABCD);
        assertThat(narrow.read(TPH + 0xC, 2)).isEqualTo(0x00CD);
        ConfigSpace wide = endpoint(0x0007_0307);
        wide.write(TPH + 0xC, 2, 0xABCD);
        assertThat(wide.read(TPH + 0xC, 2)).isEqualTo(0xABCD);
    }

    @Test
    @Proves("tph.control")
    void everyBitOfControlAloneIsWritableOrReserved() {
        for (int bit = 0; bit < 32; bit++) {
            ConfigSpace space = endpoint(0x0007_0307);
            assertThat(space.read(TPH + 8, 4)).isZero();
            space.write(TPH + 8, 4, 1 << bit);
            assertThat(space.read(TPH + 8, 4)).as("bit " + bit).isEqualTo(1 << bit & 0x307);
        }
    }

    @Test
    @Proves("tph.table")
    void entriesAreWordsFrom0ChAndOnlyWithLocation01b() {
        ConfigSpace space = endpoint(0x0002_0307);
        space.write(TPH + 0xC, 4, 0x2222_1111);
        space.write(TPH + 0x10, 4, 0x4444_3333);
        assertThat(space.read(TPH + 0xC, 4)).isEqualTo(0x2222_1111);
        assertThat(space.read(TPH + 0x10, 4)).isEqualTo(0x3333);
        assertThat(space.steeringTable().orElseThrow().steeringTag(1)).isEqualTo(0x2222);
        for (int elsewhere : new int[] {0x0002_0107, 0x0002_0507}) {
            ConfigSpace without = endpoint(elsewhere);
            without.write(TPH + 0xC, 4, -1);
            assertThat(without.read(TPH + 0xC, 4)).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"0x003F0207, false", "0x00400207, true", "0x07FF0207, true"})
    @Proves("tph.location.capability")
    void aTableInTheCapabilityHasAtMost64Entries(int capability, boolean breaks) {
        assertThat(findings(endpoint(capability)).contains("allowed at location CAPABILITY: 1 to 64"))
                .isEqualTo(breaks);
    }

    @Test
    @Proves("tph.location.msix")
    void aTableInTheMsixTableNeedsMsixAndFits() {
        assertThat(findings(endpoint(0x000F_0407))).isEqualTo("[]");
        assertThat(findings(endpoint(0x0010_0407))).contains("17 entries in an MSI-X table of 16");
        endpoint(0x000F_0407);
        bytes.putInt(MSIX, 0);
        ConfigSpace without = ConfigSpace.of(ConfigImage.of(chainWithoutMsix()), ReservedEnablePolicy.STORE);
        assertThat(findings(without)).contains("in the MSI-X table, but there is no MSI-X capability");
    }

    private byte[] chainWithoutMsix() {
        bytes.put(PCIE + 1, (byte) 0);
        return bytes.array();
    }

    @Test
    @Proves("tph.location.reserved")
    void location11bIsReserved() {
        ConfigSpace space = endpoint(0x0007_0607);
        assertThat(findings(space)).contains("ST table location 11b is reserved");
        assertThat(space.steeringTable()).isEmpty();
    }

    @Test
    @Proves("tph.location.no-st")
    void aFunctionWithNoStModeAloneHasNoTable() {
        assertThat(findings(endpoint(0x0007_0201))).contains("a function with No ST mode only has no ST table");
        assertThat(findings(endpoint(0x0000_0001))).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({"0x00000207, 1", "0x003F0207, 64", "0x07FF0407, 2048", "0x07FF0007, 0"})
    @Proves("tph.size")
    void theSizeIsTheFieldPlusOneAndNothingWithoutATable(int capability, int entries) {
        assertThat(tph(endpoint(capability)).tableEntries()).isEqualTo(entries);
    }

    @ParameterizedTest
    @CsvSource({"0, NO_ST", "1, INTERRUPT_VECTOR", "2, DEVICE_SPECIFIC", "3, RESERVED", "7, RESERVED"})
    @Proves("tph.mode-select")
    void modeSelectIsBits2To0(int bits, StMode mode) {
        ConfigSpace space = endpoint(0x0007_0307);
        space.write(TPH + 8, 1, bits);
        assertThat(space.tph().orElseThrow().mode()).isEqualTo(mode);
        assertThat(space.read(TPH + 8, 4)).isEqualTo(bits);
    }

    @ParameterizedTest
    @CsvSource({"0x000, NONE", "0x100, TPH", "0x200, RESERVED", "0x300, EXTENDED"})
    @Proves({"tph.enable", "tph.enable.reserved"})
    void requesterEnableIsBits9And8(int control, RequesterEnable enable) {
        ConfigSpace space = endpoint(0x0007_0307);
        space.write(TPH + 8, 2, control);
        assertThat(space.tph().orElseThrow().requesterEnable()).isEqualTo(enable);
    }

    @Test
    @Proves("tph.enable.hardwired")
    void withoutExtendedTphTheUpperEnableBitStays0() {
        ConfigSpace space = endpoint(0x0007_0207);
        space.write(TPH + 8, 4, 0x301);
        assertThat(space.read(TPH + 8, 4)).isEqualTo(0x101);
    }

    @Test
    @Proves({"msix.mask", "msix.reserved", "msix.st-lower", "msix.st-upper"})
    void everyBitOfVectorControlAlone() {
        int[] capabilities = {0x000F_0507, 0x000F_0407, 0x000F_0307};
        int[] writable = {0xFFFF_0001, 0x00FF_0001, 0x0000_0001};
        for (int kind = 0; kind < capabilities.length; kind++) {
            for (int bit = 0; bit < 32; bit++) {
                ConfigSpace space = endpoint(capabilities[kind]);
                space.writeTable(3, 0xC, 0);
                space.writeTable(3, 0xC, 1 << bit);
                assertThat(space.readTable(3, 0xC))
                        .as("capability %x, bit %d", capabilities[kind], bit)
                        .isEqualTo(1 << bit & writable[kind]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0x0000, NONE", "0x1000, TPH", "0x2000, RESERVED", "0x3000, EXTENDED"})
    @Proves("devcap2.tph-completer")
    void theCompleterFieldIsBits13And12(int devCap2, TphCompleterSupport support) {
        ConfigSpace rootPort = space(4, devCap2, 1);
        assertThat(rootPort.completerSupport()).isEqualTo(support);
        assertThat(findings(rootPort).contains("10b, which is reserved")).isEqualTo(support.ordinal() == 2);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "4, false", "5, true", "6, true", "9, false"})
    @Proves("devcap2.tph-completer")
    void theCompleterFieldIsReservedInSwitchPorts(int portType, boolean reserved) {
        assertThat(findings(space(portType, 0x1000, 1)).contains("TPH Completer Supported is reserved"))
                .isEqualTo(reserved);
    }

    @Test
    @Proves({"devcap2.extended-fmt", "devcap2.end-end"})
    void prefixSupportIsBits20And21() {
        PcieRegisters none = pcie(space(4, ~(3 << 20), 1));
        assertThat(none.extendedFmt()).isFalse();
        assertThat(none.endEndPrefix()).isFalse();
        assertThat(pcie(space(4, 1 << 20, 1)).extendedFmt()).isTrue();
        assertThat(pcie(space(4, 1 << 20, 1)).endEndPrefix()).isFalse();
        assertThat(pcie(space(4, 1 << 21, 1)).endEndPrefix()).isTrue();
        assertThat(findings(space(4, 1 << 21, 1))).contains("need the Extended Fmt field");
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "1, 1", "2, 2", "3, 3"})
    @Proves("devcap2.max")
    void theMaximumOfPrefixesIsBits23And22With0For4(int field, int max) {
        assertThat(pcie(space(4, 3 << 20 | field << 22, 1)).maxEndEndPrefixes()).isEqualTo(max);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    @Proves("devctl2.blocking")
    void blockingIsBit15OfDeviceControl2(int portType) {
        ConfigSpace port = space(portType, 3 << 20, 1);
        port.write(PCIE + 0x28, 2, 0x8000);
        assertThat(port.read(PCIE + 0x28, 2)).isEqualTo(0x8000);
        assertThat(FunctionDecoder.decode(port.image()).pcie().orElseThrow().prefixBlocking())
                .isTrue();
    }

    @Test
    @Proves("linux.tph-capability")
    void theConstantsOfTheTphCapabilityAreThoseOfLinux() {
        assertThat(new int[] {
                    PciTphLayout.PCI_EXT_CAP_ID_TPH,
                    PciTphLayout.PCI_TPH_CAP,
                    PciTphLayout.PCI_TPH_CAP_ST_NS,
                    PciTphLayout.PCI_TPH_CAP_ST_IV,
                    PciTphLayout.PCI_TPH_CAP_ST_DS,
                    PciTphLayout.PCI_TPH_CAP_EXT_TPH,
                    PciTphLayout.PCI_TPH_CAP_LOC_MASK,
                    PciTphLayout.PCI_TPH_LOC_NONE,
                    PciTphLayout.PCI_TPH_LOC_CAP,
                    PciTphLayout.PCI_TPH_LOC_MSIX,
                    PciTphLayout.PCI_TPH_CAP_ST_MASK,
                    PciTphLayout.PCI_TPH_CAP_ST_SHIFT,
                    PciTphLayout.PCI_TPH_BASE_SIZEOF
                })
                .containsExactly(0x17, 4, 1, 2, 4, 0x100, 0x600, 0, 0x200, 0x400, 0x07FF0000, 16, 0xC);
    }

    @Test
    @Proves("linux.tph-control")
    void theConstantsOfTphControlAreThoseOfLinux() {
        assertThat(new int[] {
                    PciTphLayout.PCI_TPH_CTRL,
                    PciTphLayout.PCI_TPH_CTRL_MODE_SEL_MASK,
                    PciTphLayout.PCI_TPH_ST_NS_MODE,
                    PciTphLayout.PCI_TPH_ST_IV_MODE,
                    PciTphLayout.PCI_TPH_ST_DS_MODE,
                    PciTphLayout.PCI_TPH_CTRL_REQ_EN_MASK,
                    PciTphLayout.PCI_TPH_REQ_DISABLE,
                    PciTphLayout.PCI_TPH_REQ_TPH_ONLY,
                    PciTphLayout.PCI_TPH_REQ_EXT_TPH
                })
                .containsExactly(8, 7, 0, 1, 2, 0x300, 0, 1, 3);
    }

    @Test
    @Proves("linux.devcap2")
    void theConstantsOfDeviceCapabilities2AreThoseOfLinux() {
        assertThat(new int[] {
                    PciTphLayout.PCI_EXP_DEVCAP2_TPH_COMP_MASK,
                    PciTphLayout.PCI_EXP_DEVCAP2_TPH_COMP_NONE,
                    PciTphLayout.PCI_EXP_DEVCAP2_TPH_COMP_TPH_ONLY,
                    PciTphLayout.PCI_EXP_DEVCAP2_TPH_COMP_EXT_TPH
                })
                .containsExactly(0x3000, 0, 1, 3);
    }

    @Test
    @Proves("linux.msix")
    void theConstantsOfAnMsixEntryAreThoseOfLinux() {
        assertThat(new int[] {
                    PciTphLayout.PCI_MSIX_ENTRY_SIZE,
                    PciTphLayout.PCI_MSIX_ENTRY_VECTOR_CTRL,
                    PciTphLayout.PCI_MSIX_ENTRY_CTRL_MASKBIT,
                    PciTphLayout.PCI_MSIX_ENTRY_CTRL_ST
                })
                .containsExactly(16, 0xC, 1, 0xFFFF0000);
    }

    @Test
    @Proves("linux.no-table")
    void aDeviceSpecificRequesterWithoutATableIsInOrder() {
        ConfigSpace space = endpoint(0x0000_0005);
        assertThat(findings(space)).isEqualTo("[]");
        assertThat(space.steeringTable()).isEmpty();
        space.write(TPH + 8, 4, 0x102);
        assertThat(space.read(TPH + 8, 4)).isEqualTo(0x102);
    }
}
