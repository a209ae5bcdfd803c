package tlpsim.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tlpsim.core.config.PortType;
import tlpsim.core.firmware.DsmMethod;
import tlpsim.core.rule.AccessCount;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterConfig;

/** What is written down is what is counted, and applied elsewhere it gives the same registers. */
final class AccessTraceTest {
    private final AccessTrace trace = new AccessTrace();

    private static LiveFunction live(StTableLocation location) {
        TphRequesterConfig announced = new TphRequesterConfig(true, true, true, location, 8);
        return MachineFixture.live(PortType.ENDPOINT, 0, Optional.of(announced), 8, 8);
    }

    @ParameterizedTest
    @EnumSource(
            value = StTableLocation.class,
            names = {"CAPABILITY", "MSIX"})
    void theTraceOfAnOperationIsItsCountAndMakesTheSameRegisters(StTableLocation location) {
        LiveFunction software = live(location);
        LiveFunction hardware = live(location);
        LiveFunction port = MachineFixture.live(PortType.ROOT_PORT, 3, Optional.empty(), 0, 0);
        TphFunction function = new TphFunction(
                "nic0",
                trace.over(software.config()),
                trace.over(software.msix()),
                RootPort.of("rp0", trace.over(port.config()), DsmMethod.ABSENT));
        trace.take();
        for (KernelVersionPolicy version : KernelVersionPolicy.versions()) {
            TphCore core = new TphCore(KernelConfig.of(version), cpu -> cpu, TphWindowListener.NONE);
            check(core.enable(function, 1), hardware);
            check(core.setStEntry(function, 3, 0x1234), hardware);
            assertThat(hardware.tph().orElseThrow().control())
                    .isEqualTo(software.tph().orElseThrow().control());
            assertThat(core.setStEntry(function, 99, 1).ok()).isFalse();
            trace.take().forEach(access -> access.apply(hardware.config(), hardware.msix()));
            core.disable(function);
            trace.take().forEach(access -> access.apply(hardware.config(), hardware.msix()));
            assertThat(hardware.tph().orElseThrow().control()).isZero();
        }
        int entry = location == StTableLocation.MSIX
                ? hardware.msixTable().orElseThrow().steeringTag(3)
                : hardware.tph().orElseThrow().steeringTag(3);
        assertThat(entry).isEqualTo(0x1234);
    }

    private void check(OperationReport report, LiveFunction hardware) {
        assertThat(report.ok()).isTrue();
        List<TracedAccess> accesses = trace.take();
        accesses.forEach(access -> access.apply(hardware.config(), hardware.msix()));
        assertThat(new AccessCount(
                        count(accesses, TracedAccess.Kind.CONFIG_READ),
                        count(accesses, TracedAccess.Kind.CONFIG_WRITE),
                        count(accesses, TracedAccess.Kind.MMIO_READ),
                        count(accesses, TracedAccess.Kind.MMIO_WRITE),
                        0))
                .isEqualTo(report.accesses());
    }

    private static int count(List<TracedAccess> accesses, TracedAccess.Kind kind) {
        return (int) accesses.stream().filter(access -> access.kind() == kind).count();
    }
}
