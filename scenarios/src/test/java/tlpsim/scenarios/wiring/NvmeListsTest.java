package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.Threading;
import tlpsim.gen.device.NvmeCounter;
import tlpsim.scenarios.result.CounterSnapshot;

/** Lists of pages of NVMe commands: written by the core with the command, read by the device before the data. */
final class NvmeListsTest {
    private static final String YAML = """
            name: lists
            seed: 3
            platform: {preset: xeon-6140, cores: 2}
            fabric:
              root-ports:
                - {id: rp0, link: gen4 x8, tph-completer: none}
              endpoints:
                - {id: ssd0, port: rp0, kind: nvme}
            workloads:
              - id: io
                device: ssd0
                direction: mixed
                queues: {count: 2, cores: {list: 0-1}}
                nvme: {blocks-per-io: 64, queue-depth: 7, media-latency: 2 us, read-share: 50 %}
                arrivals: {rate: max}
                consumer: {per-packet: 100 ns, reads: {header: 0 B, payload: 0 %}}
            measure: {warm-up: 40 us, window: 400 us}
            """;

    private static CounterSnapshot window(String... sets) {
        return RunRecord.of(DrawnScenario.read(3, YAML, sets), Column.CONFIGURED, EngineConfig.of(Threading.INLINE))
                .window();
    }

    private static long descriptorLines(CounterSnapshot window, int first, int outcomes) {
        return CounterSnapshot.sum(
                window.reads(), AccessKind.DESCRIPTOR.ordinal() * ReadOutcomeLayout.COUNT + first, outcomes);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyRingBatchAndThreadingGivesTheSameRun(long seed) {
        SameRun.underADrawnEngine(DrawnScenario.read(seed, YAML, "seed=" + seed), seed);
    }

    @Test
    void aListOfSevenEntriesIsOneLineThatTheCoreHasJustWritten() {
        CounterSnapshot window = window();
        long commands = window.devices()[0][DeviceCounter.ACCEPTED_UNITS];
        assertThat(commands).isGreaterThan(100);
        assertThat(window.devices()[0][NvmeCounter.LIST_READS]).isBetween(commands - 16, commands + 16);
        long lines = descriptorLines(window, 0, ReadOutcomeLayout.COUNT);
        assertThat(lines).isBetween(2 * commands - 32, 2 * commands + 32);
        assertThat(descriptorLines(window, ReadOutcomeLayout.READ_DRAM, 1)).isZero();
    }

    @Test
    void withoutListsThereAreNoReadsOfThem() {
        CounterSnapshot window = window("workloads.io.nvme.data-pointers=none");
        assertThat(window.devices()[0][NvmeCounter.LIST_READS]).isZero();
        CounterSnapshot small = window("workloads.io.nvme.blocks-per-io=16");
        assertThat(small.devices()[0][NvmeCounter.LIST_READS]).isZero();
    }
}
