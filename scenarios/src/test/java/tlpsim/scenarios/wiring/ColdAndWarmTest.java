package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.result.CounterSnapshot;

/** What a device's read costs more where its data is in memory: 70 ns on the hosts that pcie-bench (SIGCOMM 2018) measured, on every preset. */
final class ColdAndWarmTest {
    /** 64-byte packets from a pool larger than the caches; cores write them, or do not touch them. */
    private static final String YAML = """
            name: cold-and-warm
            seed: 3
            platform: {preset: xeon-6140, cores: 8, l2: {size: 64 KiB, ways: 8}, llc: {size: 1408 KiB, slices: 1}}
            fabric:
              root-ports:
                - {id: rp0, link: gen3 x8, tph-completer: none}
              endpoints:
                - {id: nic0, port: rp0}
            workloads:
              - id: tx
                device: nic0
                direction: tx
                queues: {count: 1, ring: 64, buffer: 2 KiB}
                port-speed: 100 Gbit/s
                arrivals: {rate: 400 kpps, process: constant, sizes: 64 B}
                transmit: {pool: {buffers: 4096}, written: 100 %}
                consumer: {per-packet: 50 ns}
            measure: {warm-up: 50 us, window: 2 ms}
            """;

    private static CounterSnapshot window(String... sets) {
        return RunRecord.of(DrawnScenario.read(3, YAML, sets), Column.HINTS_OFF, EngineConfig.of(Threading.INLINE))
                .window();
    }

    private static long dataReads(CounterSnapshot window, int outcome) {
        return window.reads()[AccessKind.DATA_READ.ordinal() * ReadOutcomeLayout.COUNT + outcome];
    }

    private static double delayNs(CounterSnapshot window) {
        return CounterSnapshot.sum(window.rootPorts(), ReceiveCounter.READ_DELAY_PS) / 1e3;
    }

    @ParameterizedTest
    @ValueSource(strings = {"xeon-6140", "epyc-9655", "graviton4"})
    void aReadFromMemoryTakesSeventyNanosecondsLongerThanOneFromACache(String preset) {
        String platform = "platform.preset=" + preset;
        String ways = "platform.llc={size: 1 MiB, ways: 16, slices: 1}";
        CounterSnapshot warm = window(platform, ways);
        CounterSnapshot cold = window(platform, ways, "workloads.tx.transmit.written=0 %");
        assertThat(dataReads(warm, ReadOutcomeLayout.READ_DRAM)).isZero();
        long missed = dataReads(cold, ReadOutcomeLayout.READ_DRAM);
        assertThat(missed).isGreaterThan(700);
        assertThat((delayNs(cold) - delayNs(warm)) / missed).isCloseTo(70, within(3.0));
    }

    @Test
    void coldReadsOfAnotherSocketTakeAHopMore() {
        String[] cold = {"workloads.tx.transmit.written=0 %", "platform.sockets=2", "fabric.root-ports.rp0.socket=1"};
        CounterSnapshot near = window(cold);
        CounterSnapshot far = window(cold[0], cold[1], cold[2], "workloads.tx.queues.node=core");
        long reads = CounterSnapshot.sum(near.rootPorts(), ReceiveCounter.READS);
        assertThat(CounterSnapshot.sum(far.rootPorts(), ReceiveCounter.READS)).isEqualTo(reads);
        assertThat((delayNs(far) - delayNs(near)) / reads).isCloseTo(100, within(10.0));
    }
}
