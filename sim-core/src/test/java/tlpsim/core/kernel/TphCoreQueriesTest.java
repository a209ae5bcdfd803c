package tlpsim.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.kernel.MachineFixture.IV;

import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.config.ConfigImage;
import tlpsim.core.config.PortType;
import tlpsim.core.rule.AccessCount;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.Proves;
import tlpsim.core.tph.StTableLocation;

class TphCoreQueriesTest {
    private final MachineFixture machine = new MachineFixture();

    @ParameterizedTest
    @CsvSource({"CAPABILITY, 8, 8", "CAPABILITY, 64, 64", "MSIX, 16, 0", "NONE, 0, 0"})
    @Proves({"kernel.table-size", "core.pcie_tph_get_st_table_size"})
    void theSizeIsThatOfATableInTheCapabilityOnly(StTableLocation location, int entries, int size) {
        machine.requester = Optional.of(MachineFixture.requester(true, location, entries));
        machine.build();
        assertThat(machine.core.stTableSize(machine.function).value()).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, 0, current, 0",
        "CAPABILITY, 8, current, 1",
        "MSIX, 16, current, 2",
        "NONE, 0, v17, 0",
        "CAPABILITY, 8, v17, 512",
        "MSIX, 16, v17, 1024"
    })
    @Proves({"kernel.table-location", "core.pcie_tph_get_st_table_loc"})
    void theLocationIsTheBareFieldUntilItIsRepaired(StTableLocation location, int entries, String version, int value) {
        machine.version(version.equals("v17") ? KernelVersionPolicy.V17 : KernelVersionPolicy.CURRENT);
        machine.requester = Optional.of(MachineFixture.requester(true, location, entries));
        machine.build();
        assertThat(machine.core.stTableLocation(machine.function).value()).isEqualTo(value);
    }

    @Test
    @Proves("kernel.requester-type")
    void theEnabledTypeCanBeAskedFor() {
        machine.build();
        assertThat(machine.core.enabledRequesterType(machine.function).value()).isZero();
        machine.core.enableAs(machine.function, IV, 1);
        assertThat(machine.core.enabledRequesterType(machine.function).value()).isOne();
        machine.core.disable(machine.function);
        machine.core.enable(machine.function, IV);
        assertThat(machine.core.enabledRequesterType(machine.function).value()).isEqualTo(3);
    }

    @Test
    @Proves("kernel.supported")
    void supportTakesCapabilityRootPortAndParameter() {
        machine.build();
        assertThat(machine.core.supported(machine.function).value()).isEqualTo(3);
        machine.rootCompleter = 1;
        assertThat(machine.build().core.supported(machine.function).value()).isOne();
        machine.rootCompleter = 0;
        assertThat(machine.build().core.supported(machine.function).value()).isZero();
        machine.portType = PortType.RC_INTEGRATED_ENDPOINT;
        assertThat(machine.build().core.supported(machine.function).value()).isEqualTo(3);
        machine.kernelConfig = new KernelConfig(KernelVersionPolicy.V17, true, true, true, true, false);
        assertThat(machine.build().core.supported(machine.function).value()).isZero();
        machine.version(KernelVersionPolicy.V17);
        machine.requester = Optional.empty();
        assertThat(machine.build().core.supported(machine.function).value()).isZero();
    }

    @Test
    @Proves("kernel.save.enabled")
    void controlAndEntriesSurviveAResetWhileEnabled() {
        machine.build();
        machine.core.enable(machine.function, IV);
        machine.core.setStEntry(machine.function, 5, 0x4321);
        OperationReport saved = machine.core.save(machine.function);
        assertThat(saved.value()).isEqualTo(8);
        assertThat(saved.accesses()).isEqualTo(new AccessCount(2 + 1 + 8, 0, 0, 0, 0));
        machine.live.tph().orElseThrow().reset();
        assertThat(machine.core.restore(machine.function).accesses().configWrites())
                .isEqualTo(9);
        assertThat(machine.control()).isEqualTo(0x301);
        assertThat(machine.entry(5)).isEqualTo(0x4321);
    }

    @Test
    @Proves("kernel.save.enabled")
    void nothingIsSavedOrRestoredWhileDisabled() {
        machine.msixEntries = 0;
        machine.build();
        OperationReport saved = machine.core.save(machine.function);
        assertThat(saved.met(KernelRule.SAVE_ENABLED)).isTrue();
        assertThat(saved.accesses()).isEqualTo(AccessCount.ZERO);
        assertThat(machine.core.restore(machine.function).accesses()).isEqualTo(AccessCount.ZERO);
    }

    @Test
    @Proves("kernel.save.held")
    void whatWasSavedOfAnEarlierEnablingIsNotWrittenOverALaterOne() {
        machine.build();
        machine.core.enable(machine.function, IV);
        assertThat(machine.core.restore(machine.function).met(KernelRule.SAVE_HELD))
                .isTrue();
        assertThat(machine.control()).isEqualTo(0x301);
        machine.core.save(machine.function);
        machine.core.disable(machine.function);
        machine.core.enableAs(machine.function, MachineFixture.DS, 1);
        machine.core.restore(machine.function);
        assertThat(machine.control()).isEqualTo(0x102);
    }

    @Test
    @Proves("kernel.save.msix")
    void tagsInTheMsixTableComeBackWithVectorControl() {
        machine.requester = Optional.of(MachineFixture.requester(true, StTableLocation.MSIX, 16));
        machine.build();
        machine.core.enable(machine.function, IV);
        machine.core.setStEntry(machine.function, 5, 0x4321);
        assertThat(machine.core.save(machine.function).value()).isZero();
        machine.live.tph().orElseThrow().reset();
        machine.live.msixTable().orElseThrow().reset();
        OperationReport restored = machine.core.restore(machine.function);
        assertThat(restored.met(KernelRule.SAVE_MSIX)).isTrue();
        assertThat(restored.accesses().mmioWrites()).isEqualTo(8);
        assertThat(machine.msixTag(5)).isEqualTo(0x4321);
        assertThat(machine.control()).isEqualTo(0x301);
    }

    @Test
    void aLoopInTheChainOfCapabilitiesEndsTheSearch() {
        machine.requester = Optional.empty();
        machine.build();
        byte[] bytes = new byte[4096];
        UnsafeBuffer image = new UnsafeBuffer(bytes);
        image.putInt(0x100, 0x10010003 | 0x100 << 20);
        image.putInt(0x34, 0x40);
        image.putShort(6, (short) 0x10);
        image.putShort(0x40, (short) 0x4005);
        TphFunction looped = new TphFunction(
                "looped",
                LiveFunction.driven(ConfigImage.of(bytes), 0).config(),
                MsixAccess.NONE,
                machine.function.rootPort());
        assertThat(looped.tphOffset()).isZero();
        assertThat(looped.isRootComplexIntegratedEndpoint()).isFalse();
        assertThat(looped.ownCompleterBits()).isZero();
    }
}
