package tlpsim.scenarios.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tlpsim.scenarios.config.PlatformConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.Preset;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.preset.PresetStatus;
import tlpsim.scenarios.topology.HostFacts;

final class MachinePresetTest {
    private static final HostFacts CHIPLETS = new HostFacts(
            Optional.of("AMD \"EPYC\" 7763"),
            OptionalInt.of(64),
            OptionalInt.of(1),
            OptionalInt.of(64),
            List.of(
                    cache(1, "Data", 32 << 10, 8, 1),
                    cache(2, "Unified", 512 << 10, 8, 1),
                    cache(3, "Unified", 32 << 20, 16, 8)),
            List.of(),
            List.of());

    private static final MachineMeasurement MEASURED = new MachineMeasurement(
            Optional.of(new Spread(4_310, 4_260, 4_900)),
            Optional.of(new Spread(15_000, 14_949, 15_100)),
            Optional.of(new Spread(98_000, 97_000, 99_000)),
            new Spread(200_000_000_000L, 190_000_000_000L, 204_640_000_000L),
            64);

    private static final OptionalLong REMOTE_PS = OptionalLong.of(165_000);

    @TempDir
    private Path directory;

    private static HostFacts.Cache cache(int level, String type, long bytes, int ways, int cores) {
        return new HostFacts.Cache(
                level, type, OptionalLong.of(bytes), OptionalInt.of(ways), OptionalInt.of(cores), 64 / cores);
    }

    private static String text(HostFacts facts, MachineMeasurement measured) {
        return MachinePreset.text("mine", facts, measured, LatencyOrder.doubts(measured, REMOTE_PS));
    }

    private PlatformConfig platform(HostFacts facts, MachineMeasurement measured) throws Exception {
        Files.writeString(directory.resolve("mine.yaml"), text(facts, measured));
        String scenario = """
                name: test
                platform: mine.yaml
                fabric:
                  root-ports: [{id: rp0, link: gen4 x16}]
                  endpoints: [{id: nic0, port: rp0}]
                workloads:
                  - {id: rx, device: nic0, queues: 1, arrivals: {rate: 10 Gbit/s}}
                measure: {window: 100 us}
                """;
        return new ScenarioReader(PresetCatalogue.bundled())
                .read("test", scenario, directory, List.of())
                .config()
                .platform();
    }

    @Test
    void aScenarioRunsOnWhatWasMeasured() throws Exception {
        PlatformConfig platform = platform(CHIPLETS, MEASURED);
        assertThat(platform.cores()).isEqualTo(64);
        assertThat(platform.coresPerDomain()).isEqualTo(8);
        assertThat(platform.l2().sizeBytes()).isEqualTo(512 << 10);
        assertThat(platform.llc().sizeBytes()).isEqualTo(32 << 20);
        assertThat(platform.latency().l2Ps()).isEqualTo(4_300);
        assertThat(platform.latency().llcPs()).isEqualTo(14_900);
        assertThat(platform.dram().latencyPs()).isEqualTo(97_000);
        assertThat(platform.dram().bandwidthBytesPerSecond()).isEqualTo(204_600_000_000L);
        assertThat(platform.deviceWrites().dca())
                .as("from the base of the maker")
                .isFalse();
    }

    @Test
    void whatWasMeasuredIsMarkedSoAndHasTheRangeOfItsRounds() throws Exception {
        platform(CHIPLETS, MEASURED);
        Preset preset =
                PresetCatalogue.bundled().in(directory).find("mine.yaml").orElseThrow();
        assertThat(preset.parameter("latency.l2")).hasValueSatisfying(l2 -> {
            assertThat(l2.status()).isEqualTo(PresetStatus.MEASURED_HERE);
            assertThat(l2.low()).isEqualTo("4.3 ns");
            assertThat(l2.high()).isEqualTo("4.9 ns");
        });
        assertThat(preset.parameter("llc.cores-per-cluster").orElseThrow().status())
                .isEqualTo(PresetStatus.DOCUMENTED);
        assertThat(preset.title()).isEqualTo("AMD \"EPYC\" 7763");
    }

    @Test
    void timesInTheOrderOfTheCachesAreNotDoubted() {
        assertThat(LatencyOrder.doubts(MEASURED, REMOTE_PS)).isEmpty();
        assertThat(text(CHIPLETS, MEASURED)).doesNotContain("DOUBTFUL");
    }

    @Test
    void aLastLevelCacheSlowerThanAnotherOneIsDoubted() throws Exception {
        MachineMeasurement busy = fastest(117_000, 449_000, 603_000);
        assertThat(LatencyOrder.doubts(busy, REMOTE_PS))
                .containsExactly(new LatencyOrder.Doubt(
                        List.of("latency.llc"),
                        "latency.llc of 449 ns is above the base's latency.llc-remote of 165 ns"));
        assertThat(LatencyOrder.doubts(busy, OptionalLong.empty())).isEmpty();
        platform(CHIPLETS, busy);
        Preset preset =
                PresetCatalogue.bundled().in(directory).find("mine.yaml").orElseThrow();
        assertThat(preset.parameter("latency.llc").orElseThrow().source())
                .endsWith("DOUBTFUL: latency.llc of 449 ns is above the base's latency.llc-remote of 165 ns");
        assertThat(preset.parameter("latency.l2").orElseThrow().source()).doesNotContain("DOUBTFUL");
    }

    @Test
    void anInnerCacheThatIsNotFasterIsDoubtedWithTheOuterOne() {
        assertThat(LatencyOrder.doubts(fastest(20_000, 20_000, 19_900), REMOTE_PS))
                .containsExactly(
                        new LatencyOrder.Doubt(
                                List.of("latency.l2", "latency.llc"),
                                "latency.l2 of 20 ns is not below latency.llc of 20 ns"),
                        new LatencyOrder.Doubt(
                                List.of("latency.llc", "dram.latency"),
                                "latency.llc of 20 ns is not below dram.latency of 19.9 ns"));
    }

    private static MachineMeasurement fastest(long l2Ps, long llcPs, long dramPs) {
        return new MachineMeasurement(
                Optional.of(new Spread(l2Ps, l2Ps, l2Ps)),
                Optional.of(new Spread(llcPs, llcPs, llcPs)),
                Optional.of(new Spread(dramPs, dramPs, dramPs)),
                MEASURED.rate(),
                1);
    }

    /** Half of the batches lost the processor for a while; the mean would be five times the time of a load. */
    @Test
    void theFastestBatchCountsAndTheSlowestOfAHundredDoNot() {
        long[] ps = new long[100];
        for (int batch = 0; batch < ps.length; batch++) {
            ps[batch] = batch % 2 == 0 ? 4_200 + batch : 40_000 + batch;
        }
        ps[1] = 9_000_000;
        Spread spread = Spread.ofTimes(ps);
        assertThat(spread.low()).isEqualTo(4_200);
        assertThat(spread.median()).isEqualTo(4_298);
        assertThat(spread.high()).isEqualTo(40_091);
        assertThat(spread.isWide()).isTrue();
        assertThat(ps[1]).as("samples stay as they are").isEqualTo(9_000_000);
    }

    @Test
    void oneBatchIsItsOwnRange() {
        assertThat(Spread.ofTimes(new long[] {7})).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void whatIsNotKnownComesFromTheBase() throws Exception {
        MachineMeasurement little = new MachineMeasurement(
                Optional.empty(), Optional.empty(), Optional.empty(), new Spread(1, 1, 50_000_000_000L), 1);
        PlatformConfig platform = platform(HostFacts.unknown(), little);
        assertThat(platform.dram().bandwidthBytesPerSecond()).isEqualTo(50_000_000_000L);
        assertThat(platform.llc().sizeBytes()).isPositive();
    }

    @Test
    void everyLineOfTheWorkingSetIsOnTheCycle() {
        for (int lines : new int[] {2, 3, 64, 1000}) {
            assertThat(new PointerChase(64L * lines, 7).cycleLines()).isEqualTo(lines);
        }
    }

    @Test
    void figuresComeInOrderAndAreNotZero() throws Exception {
        MachineMeasurement measured = MachineMeasurement.take(
                new HostFacts(
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        List.of(
                                cache(1, "Data", 4 << 10, 8, 1),
                                cache(2, "Unified", 32 << 10, 8, 1),
                                cache(3, "Unified", 256 << 10, 16, 8)),
                        List.of(),
                        List.of()),
                1,
                what -> {});
        for (Spread spread : List.of(
                measured.l2().orElseThrow(),
                measured.llc().orElseThrow(),
                measured.dram().orElseThrow(),
                measured.rate())) {
            assertThat(spread.low()).isPositive();
            assertThat(spread.median()).isBetween(spread.low(), spread.high());
        }
    }
}
