package tlpsim.gen.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.config.ConfigImage;
import tlpsim.core.config.ConfigSpace;
import tlpsim.core.config.ConfigSpaceBuilder;
import tlpsim.core.config.PortType;
import tlpsim.core.rule.Proves;
import tlpsim.core.tph.DsmResult;
import tlpsim.core.tph.MsixTable;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterCapability;
import tlpsim.core.tph.TphRequesterConfig;

/** Mode and Requester Enable rule over every structure behind a register. */
class StGateTest {
    private static final int TAG = 0xAB12;

    private record Path(TphRequesterCapability capability, StLookup lookup, boolean isStandardTable) {}

    private static List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        TphRequesterCapability inCapability = TphFixture.capability(StTableLocation.CAPABILITY, 8);
        inCapability.writeSteeringTag(5, TAG);
        paths.add(new Path(inCapability, new CapabilityTableLookup(inCapability, BeyondTablePolicy.SKIP_TPH), true));
        TphRequesterCapability inMsix = TphFixture.capability(StTableLocation.MSIX, 8);
        MsixTable msix = TphFixture.msix(inMsix, 8);
        msix.writeSteeringTag(5, TAG);
        paths.add(new Path(inMsix, new MsixTableLookup(inMsix, msix, BeyondTablePolicy.SKIP_TPH), true));
        TphRequesterCapability none = TphFixture.capability(StTableLocation.NONE, 0);
        DirectFieldLookup direct = new DirectFieldLookup(StGate.forDevice(none), 8, BeyondTablePolicy.SKIP_TPH);
        direct.setTag(5, TAG);
        paths.add(new Path(none, direct, false));
        TphRequesterCapability shared = TphFixture.capability(StTableLocation.NONE, 0);
        LinearScanTagTable scan = new LinearScanTagTable(StGate.forDevice(shared), 8);
        HashTagTable hash = new HashTagTable(StGate.forDevice(shared), 8);
        for (int tag = 1; tag < 5; tag++) {
            scan.acquire(tag);
            hash.acquire(tag);
        }
        scan.acquire(TAG);
        hash.acquire(TAG);
        paths.add(new Path(shared, scan, false));
        paths.add(new Path(shared, hash, false));
        return paths;
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, NO_ST, -1, -1",
        "NONE, INTERRUPT_VECTOR, -1, -1",
        "NONE, DEVICE_SPECIFIC, -1, -1",
        "RESERVED, DEVICE_SPECIFIC, -1, -1",
        "TPH, NO_ST, 0, 0",
        "EXTENDED, NO_ST, 0, 0",
        "EXTENDED, RESERVED, 0, 0",
        "TPH, INTERRUPT_VECTOR, 0x12, 0",
        "EXTENDED, INTERRUPT_VECTOR, 0xAB12, 0",
        "TPH, DEVICE_SPECIFIC, 0x12, 0x12",
        "EXTENDED, DEVICE_SPECIFIC, 0xAB12, 0xAB12"
    })
    @Proves({"mode.no-st", "mode.interrupt-vector", "mode.device-specific", "tph.enable"})
    void modeAndEnableRuleEveryPath(RequesterEnable enable, StMode mode, String table, String device) {
        for (Path path : paths()) {
            path.capability().writeControl(mode, enable);
            int expected = Integer.decode(path.isStandardTable() ? table : device);
            assertThat(path.lookup().st(5))
                    .as(path.lookup().getClass().getSimpleName())
                    .isEqualTo(expected);
        }
    }

    @Test
    @Proves("tph.update")
    void anEnableWindowTakesEffectWithTheNextLookup() {
        for (Path path : paths()) {
            StMode mode = path.capability().mode();
            path.capability().writeControl(mode, RequesterEnable.NONE);
            assertThat(path.lookup().st(5)).isEqualTo(StLookup.NO_TPH);
            path.capability().writeControl(mode, RequesterEnable.EXTENDED);
            assertThat(path.lookup().st(5)).isEqualTo(TAG);
        }
    }

    @Test
    @Proves("tph.mode-select")
    void aModeThatTheFunctionDoesNotSupportGivesNoTags() {
        TphRequesterConfig config = new TphRequesterConfig(true, false, true, StTableLocation.CAPABILITY, 8);
        TphRequesterCapability capability = TphFixture.capability(config);
        capability.writeSteeringTag(1, 9);
        CapabilityTableLookup lookup = new CapabilityTableLookup(capability, BeyondTablePolicy.SKIP_TPH);
        assertThat(capability.mode()).isEqualTo(StMode.DEVICE_SPECIFIC);
        assertThat(lookup.st(1)).isZero();
        capability.writeControl(StMode.INTERRUPT_VECTOR, RequesterEnable.TPH);
        assertThat(lookup.st(1)).isEqualTo(9);
    }

    @Test
    @Proves("mode.interrupt-vector.beyond")
    void aDisabledFunctionSendsNoTphWhateverThePolicyBeyondItsTable() {
        TphRequesterCapability capability = TphFixture.capability(StTableLocation.CAPABILITY, 8);
        CapabilityTableLookup zero = new CapabilityTableLookup(capability, BeyondTablePolicy.ST_ZERO);
        CapabilityTableLookup skip = new CapabilityTableLookup(capability, BeyondTablePolicy.SKIP_TPH);
        assertThat(zero.st(8)).isZero();
        assertThat(skip.st(8)).isEqualTo(StLookup.NO_TPH);
        capability.writeControl(StMode.NO_ST, RequesterEnable.TPH);
        assertThat(skip.st(8)).isZero();
        capability.writeControl(StMode.INTERRUPT_VECTOR, RequesterEnable.NONE);
        assertThat(zero.st(8)).isEqualTo(StLookup.NO_TPH);
    }

    @Test
    @Proves("msix.mask")
    void aMaskedVectorKeepsItsTag() {
        TphRequesterCapability capability = TphFixture.capability(StTableLocation.MSIX, 4);
        MsixTable msix = TphFixture.msix(capability, 4);
        msix.writeSteeringTag(2, 0x77);
        MsixTableLookup lookup = new MsixTableLookup(capability, msix, BeyondTablePolicy.SKIP_TPH);
        assertThat(msix.masked(2)).isTrue();
        assertThat(lookup.st(2)).isEqualTo(0x77);
        msix.write(2, PciTphLayout.PCI_MSIX_ENTRY_VECTOR_CTRL, 0x88 << 16);
        assertThat(lookup.st(2)).isEqualTo(0x88);
    }

    /** Message Control of the image is 0 but for the size: the MSI-X Enable bit is clear, MSI may be in use. */
    @Test
    @Proves("mode.msix-off")
    void tagsInTheMsixTableAreSentWhileMsixIsOff() {
        ConfigImage image = ConfigSpaceBuilder.of(PortType.ENDPOINT)
                .msix(4)
                .tph(new TphRequesterConfig(true, false, true, StTableLocation.MSIX, 4))
                .build();
        ConfigSpace space = ConfigSpace.of(image, ReservedEnablePolicy.STORE);
        assertThat(space.announced().msix().orElseThrow().enabled()).isFalse();
        TphRequesterCapability capability = space.tph().orElseThrow();
        MsixTableLookup lookup =
                new MsixTableLookup(capability, space.msixTable().orElseThrow(), BeyondTablePolicy.SKIP_TPH);
        capability.writeControl(StMode.INTERRUPT_VECTOR, RequesterEnable.EXTENDED);
        space.writeTable(2, PciTphLayout.PCI_MSIX_ENTRY_VECTOR_CTRL, 0xA1B2_0001);
        assertThat(lookup.st(2)).isEqualTo(0xA1B2);
    }

    @Test
    @Proves("linux.no-table")
    void withoutASourceOfTagsOnlyHintsRemain() {
        TphRequesterCapability capability = TphFixture.capability(StTableLocation.NONE, 0);
        NoTableLookup lookup = new NoTableLookup(StGate.forTable(capability));
        assertThat(lookup.st(0)).isZero();
        capability.writeControl(StMode.NO_ST, RequesterEnable.NONE);
        assertThat(lookup.st(0)).isEqualTo(StLookup.NO_TPH);
    }

    @Test
    void virtualTagsPassNoTphAndDropUnmappedTags() {
        CpuTagLookup virtual = new CpuTagLookup(4);
        virtual.setTag(1, 0x20);
        virtual.setTag(2, 0x1FF);
        VirtualTagLookup lookup = new VirtualTagLookup(virtual, 8);
        lookup.map(0x20, 0xBEEF);
        assertThat(lookup.st(0)).isZero();
        assertThat(lookup.st(1)).isEqualTo(0xBEEF);
        assertThat(lookup.st(2)).isZero();
        lookup.map(0x20, 0);
        assertThat(lookup.st(1)).isZero();
        assertThat(new VirtualTagLookup(index -> StLookup.NO_TPH, 8).st(0)).isEqualTo(StLookup.NO_TPH);
        assertThatThrownBy(() -> lookup.map(0, 5)).hasMessageContaining("cannot be mapped");
        assertThatThrownBy(() -> new VirtualTagLookup(virtual, 9)).hasMessageContaining("bits=9");
    }

    @Test
    void dsmNamespacesAreLookedUpApart() {
        DsmResultLookup narrow = new DsmResultLookup(2, false, false);
        DsmResultLookup wide = new DsmResultLookup(2, false, true);
        long result = DsmResult.ofVolatile(0x31, -1);
        narrow.setResult(1, result);
        wide.setResult(1, result);
        assertThat(narrow.st(1)).isEqualTo(0x31);
        assertThat(wide.st(1)).isZero();
    }

    @Test
    void lookupsAreBoundToTheLocationOfTheTable() {
        TphRequesterCapability none = TphFixture.capability(StTableLocation.NONE, 0);
        assertThatThrownBy(() -> new CapabilityTableLookup(none, BeyondTablePolicy.ST_ZERO))
                .hasMessageContaining("not in the capability: NONE");
        MsixTable plain = TphFixture.msix(none, 8);
        assertThatThrownBy(() -> new MsixTableLookup(none, plain, BeyondTablePolicy.ST_ZERO))
                .hasMessageContaining("no ST fields: NONE");
    }
}
