package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tlpsim.core.pipeline.Threading;

/** Nothing is allocated per TLP, per packet or per event once the run has warmed up: neither with room for everything nor when all is full. */
final class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Iterators of a segment, and the like: the same whatever the segment's length. */
    private static final long BYTES_PER_SEGMENT = 1024;

    private static final long PIECE_PS = 100_000_000;

    private static final String YAML = """
            name: allocation
            seed: 11
            platform:
              preset: epyc-9655
              cores: 8
              l2: {size: 64 KiB, ways: 8}
              llc: {domain: cluster, cores-per-cluster: 4, size: 256 KiB, ways: 8, slices: 1, io-ways: 2}
              device-writes: {dca: true}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: extended, credits: {posted-headers: 64, posted-data: 512}}
                - {id: rp1, link: gen4 x8, tph-completer: tph}
              endpoints:
                - {id: nic0, port: rp0, mps: 256 B, buffer: 64 KiB, relaxed-ordering: {payload: true}}
                - {id: nic1, port: rp1, mps: 128 B, buffer: 64 KiB}
            tph: {enable: 8-bit, mode: device-specific}
            workloads:
              - id: poll
                device: nic0
                queues: {count: 8, ring: 64, buffer: 2 KiB}
                completion: {size: 16 B, coalesce: 4}
                header-split: 64 B
                arrivals: {rate: 40 Gbit/s, process: poisson, sizes: imix, flows: {count: 64, zipf: 0.9}}
                hints: {all: target}
                consumer: {per-packet: 100 ns, prefetch-ahead: 2, reads: {header: 64 B, payload: 25 %}, working-set: {size: 64 KiB}}
              - id: interrupt
                device: nic1
                queues: {count: 4, ring: 64, buffer: 2 KiB}
                arrivals: {rate: 20 Gbit/s, process: on-off, burst: {on: 5 us, off: 20 us, law: exponential}, sizes: 1000 B}
                hints: {completion: target-priority}
                consumer: {mode: interrupt, per-packet: 100 ns, reads: {header: 64 B}}
                msi: {moderation-time: 2 us, moderation-packets: 8}
              - id: send
                device: nic1
                direction: tx
                queues: {count: 4, ring: 64, buffer: 2 KiB}
                arrivals: {rate: 20 Gbit/s, process: poisson, sizes: imix, flows: {count: 64}}
                transmit: {pool: {cache: 32}}
                consumer: {per-packet: 100 ns}
              - id: forward
                device: nic0
                direction: forward
                queues: {count: 4, ring: 64, buffer: 2 KiB}
                arrivals: {rate: 20 Gbit/s, process: poisson, sizes: imix, flows: {count: 64}}
                hints: {all: target}
                transmit: {ring: 32, pool: {cache: 8}}
                consumer: {per-packet: 100 ns, reads: {header: 64 B}}
            measure: {warm-up: 400 us, window: 500 us}
            """;

    private enum Load {
        LIGHT,
        OVERLOAD
    }

    @ParameterizedTest
    @EnumSource
    void aWarmedUpRunAllocatesNothingHoweverLongItIs(Load load) {
        DrawnScenario scenario = DrawnScenario.read(
                11,
                YAML,
                load == Load.LIGHT ? new String[0] : new String[] {"workloads.poll.consumer.per-packet=3 us"});
        EngineConfig engine = EngineConfig.of(Threading.INLINE);
        try (Simulation simulation = new Simulation(
                scenario.config(),
                Path.of("."),
                Column.CONFIGURED,
                scenario.config().seed(),
                engine)) {
            simulation.runUntil(scenario.warmUpPs());
            simulation.beginWindow();
            simulation.runUntil(simulation.nowPs() + PIECE_PS);
            long tlps = simulation.host().tlps();
            long one = allocatedBy(simulation, PIECE_PS);
            long four = allocatedBy(simulation, 4 * PIECE_PS);
            assertThat(simulation.host().tlps() - tlps)
                    .as("TLPs of the measured pieces")
                    .isGreaterThan(5_000);
            assertThat(one).isLessThanOrEqualTo(BYTES_PER_SEGMENT);
            assertThat(four).isLessThanOrEqualTo(BYTES_PER_SEGMENT);
        }
    }

    private static long allocatedBy(Simulation simulation, long timePs) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        simulation.runUntil(simulation.nowPs() + timePs);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
