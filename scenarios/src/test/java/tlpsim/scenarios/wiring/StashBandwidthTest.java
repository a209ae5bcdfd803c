package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.completer.memory.HostCounterLayout;
import tlpsim.core.pipeline.Threading;

/** What the rate at which cores take stashed lines is worth in whole runs. */
final class StashBandwidthTest {
    private static final int WINDOW_US = 40;
    private static final String YAML = """
            name: stash
            seed: 5
            platform: {preset: graviton4, cores: 2}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: tph}
              endpoints:
                - {id: nic0, port: rp0, mps: 256 B}
            tph: {enable: 8-bit, mode: interrupt-vector}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 1, ring: 1024, buffer: 2 KiB, cores: {list: 0-0}}
                completion: {size: 64 B}
                arrivals: {rate: 40 Gbit/s, process: constant, sizes: 1024 B}
                hints: {all: target}
                consumer: {per-packet: 50 ns}
            measure: {warm-up: 40 us, window: 40 us}
            """;

    private static long[] memory(String bandwidth) {
        return RunRecord.of(
                        DrawnScenario.read(5, YAML, "platform.device-writes.stash-bandwidth=" + bandwidth),
                        Column.CONFIGURED,
                        EngineConfig.of(Threading.INLINE))
                .window()
                .memory();
    }

    @Test
    void withoutABoundAllStashesAreTaken() {
        long[] memory = memory("0 GB/s");

        assertThat(memory[HostCounterLayout.STASH_ACCEPTED]).isPositive();
        assertThat(memory[HostCounterLayout.STASH_REFUSED]).isZero();
    }

    /** About 5.3 GB/s are asked for: no buffer is used twice. What is not taken stays in the system-level cache, and none of it is lost. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aCoreTakesStashesAtItsRateAndNoFaster(int gigabytes) {
        long[] memory = memory(gigabytes + " GB/s");
        double taken = memory[HostCounterLayout.STASH_ACCEPTED] * 64.0 / WINDOW_US / 1000;

        assertThat(taken).isCloseTo(gigabytes, within(0.02 * gigabytes));
        assertThat(memory[HostCounterLayout.STASH_BUSY]).isEqualTo(memory[HostCounterLayout.STASH_REFUSED]);
        assertThat(memory[HostCounterLayout.DRAM_WRITE_DEVICE]).isZero();
    }
}
