package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.completer.consumer.CoreCounter;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.completer.memory.WriteOutcomeLayout;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.telemetry.LatencyRecorder;
import tlpsim.scenarios.result.CounterSnapshot;

/**
 * What must hold of NICs that send, against closed forms and against each other. Writes are visible at once: reads stay behind the completion entries that are
 * not.
 */
final class SendingStatementsTest {
    private static final String YAML = """
            name: sending
            seed: 7
            platform: {preset: xeon-6140, cores: 4, io: {visible-l2: 1 ns, visible-llc: 1 ns}}
            fabric:
              root-ports:
                - {id: rp0, link: gen3 x8}
              endpoints:
                - {id: nic0, port: rp0, mps: 256 B, mrrs: 512 B}
            workloads:
              - id: tx
                device: nic0
                direction: tx
                port-speed: 400 Gbit/s
                queues: {count: 4, ring: 256, buffer: 2 KiB, cores: {list: 0-3}}
                arrivals: {rate: 20 Gbit/s, process: poisson, sizes: 512 B, flows: {count: 64, zipf: 0}}
                consumer: {per-packet: 20 ns}
            measure: {warm-up: 60 us, window: 60 us}
            """;

    private static RunRecord run(String... sets) {
        DrawnScenario scenario = DrawnScenario.read(7, YAML, sets);
        return RunRecord.of(scenario, Column.CONFIGURED, EngineConfig.of(Threading.INLINE));
    }

    private static double sentGbps(RunRecord run, double windowNs) {
        return CounterSnapshot.sum(run.window().devices(), DeviceCounter.SENT_BYTES) * 8 / windowNs;
    }

    @Test
    void whatIsDueIsSentWhereNothingLimits() {
        RunRecord run = run("workloads.tx.arrivals.process=constant");

        assertThat(sentGbps(run, 60_000)).isCloseTo(20, within(0.2));
        assertThat(CounterSnapshot.sum(run.window().cores(), CoreCounter.SENDS_REFUSED))
                .isZero();
        assertThat(run.latencies().get(LatencyRecorder.WIRE).getTotalCount())
                .isEqualTo(CounterSnapshot.sum(run.window().devices(), DeviceCounter.SENT_UNITS));
        assertThat(run.latencies().get(0).getTotalCount()).isZero();
    }

    /** Per packet two completions of 256 + 20 bytes; per 32 packets a fetch of descriptors, the same, and a doorbell of 24 + 4. */
    @Test
    void completionsLimitWhatIsSentToTheRateOfTheLinkTowardsTheDevice() {
        RunRecord run = run("workloads.tx.arrivals.process=constant", "workloads.tx.arrivals.rate=max");
        double wireBytes = 2 * 276 + (2 * 276 + 28) / 32.0;

        assertThat(sentGbps(run, 60_000)).isCloseTo(57.885 * 512 / wireBytes, within(0.8));
    }

    /** Little: what is under way is what tags allow; the time there and back is that of an idle link, and of a cache; eight would fill the link. */
    @ParameterizedTest
    @CsvSource({"1", "2", "4"})
    void tagsLimitWhatIsSentByTheTimeOfARead(int tags) {
        RunRecord run = run(
                "workloads.tx.arrivals.process=constant",
                "workloads.tx.arrivals.rate=max",
                "fabric.endpoints.nic0.max-reads=" + tags);
        double readNs = 150 + 200 + 150 + (24 + 2 * 276) * 8 / 57.885;
        double reads = 60_000 / readNs * tags * 32 / 33;

        assertThat((double) CounterSnapshot.sum(run.window().devices(), DeviceCounter.SENT_UNITS))
                .isCloseTo(reads, within(reads * 0.06));
        assertThat(CounterSnapshot.sum(run.window().devices(), DeviceCounter.TAG_WAIT_PS))
                .isGreaterThan(50_000_000L);
        assertThat(CounterSnapshot.sum(run.window().cores(), CoreCounter.SENDS_REFUSED))
                .isPositive();
        assertThat(CounterSnapshot.sum(run.window().cores(), CoreCounter.SENDS_BLOCKED))
                .isPositive();
    }

    @Test
    void roomForWhatComesBackLimitsLikeTags() {
        RunRecord room = run(
                "workloads.tx.arrivals.process=constant",
                "workloads.tx.arrivals.rate=max",
                "fabric.endpoints.nic0.transmit.read-room=2 KiB");
        double readNs = 150 + 200 + 150 + (24 + 2 * 276) * 8 / 57.885;

        assertThat((double) CounterSnapshot.sum(room.window().devices(), DeviceCounter.SENT_UNITS))
                .isCloseTo(4 * 60_000 / readNs, within(0.06 * 4 * 60_000 / readNs));
        assertThat(CounterSnapshot.sum(room.window().devices(), DeviceCounter.READ_ROOM_WAIT_PS))
                .isGreaterThan(50_000_000L);
    }

    @Test
    void whatACoreHasJustWrittenIsReadFromACacheAndWhatItHasNotFromMemory() {
        RunRecord written = run();
        RunRecord given = run("workloads.tx.transmit.written=0 %");

        assertThat(hitPercent(written, AccessKind.DATA_READ)).isEqualTo(100);
        assertThat(hitPercent(given, AccessKind.DATA_READ)).isZero();
        assertThat(hitPercent(written, AccessKind.TRANSMIT_DESCRIPTOR)).isEqualTo(100);
        assertThat(hitPercent(given, AccessKind.TRANSMIT_DESCRIPTOR)).isEqualTo(100);
    }

    /** Of the whole pool each buffer is touched in turn; with a stack per core few are, and they stay in its L2. */
    @Test
    void aStackPerCoreTouchesFewerBuffersThanOneRingOfAll() {
        long ring = dramLines(run("workloads.tx.transmit.pool={cache: 0, buffers: 65536}"));
        long stacks = dramLines(run("workloads.tx.transmit.pool={cache: 128, buffers: 65536}"));

        assertThat(stacks).isLessThan(ring / 4);
    }

    private static long dramLines(RunRecord run) {
        long[] memory = run.window().memory();
        return memory[tlpsim.completer.memory.HostCounterLayout.DRAM_READ_CORE];
    }

    @Test
    void forwardedPacketsLeakOutOfTheIoWaysWithTheRingAndAreReadBackFresh() {
        String window = "measure={warm-up: 1600 us, window: 100 us}";
        CounterSnapshot small = BundledRun.of("forward", "workloads.l2fwd.queues.ring=256", window)
                .window();
        CounterSnapshot large = BundledRun.of("forward", "workloads.l2fwd.queues.ring=4096", window)
                .window();

        assertThat(writeHitPercent(small)).isGreaterThan(95);
        assertThat(writeHitPercent(large)).isBetween(15.0, 60.0);
        assertThat(hitPercent(small, AccessKind.DATA_READ)).isGreaterThan(99);
        assertThat(hitPercent(large, AccessKind.DATA_READ)).isGreaterThan(95);
        assertThat(CounterSnapshot.sum(large.devices(), DeviceCounter.SENT_UNITS))
                .isCloseTo(CounterSnapshot.sum(large.devices(), DeviceCounter.ACCEPTED_UNITS), within(40L));
    }

    @Test
    void aForwarderWhosePortIsTooSlowDropsWhatItReceivesAndBlocks() {
        CounterSnapshot window = BundledRun.of(
                        "forward",
                        "workloads.l2fwd.queues.ring=64",
                        "workloads.l2fwd.transmit.ring=32",
                        "fabric.endpoints.nic0.descriptor.batch=16",
                        "fabric.endpoints.nic0.max-reads=1",
                        "measure={warm-up: 100 us, window: 100 us}")
                .window();

        assertThat(CounterSnapshot.sum(window.devices(), DeviceCounter.RX_NO_DESCRIPTOR))
                .isPositive();
        assertThat(CounterSnapshot.sum(window.cores(), CoreCounter.SENDS_BLOCKED))
                .isPositive();
        assertThat(CounterSnapshot.sum(window.cores(), CoreCounter.SEND_BLOCKED_PS))
                .isPositive();
    }

    private static double hitPercent(RunRecord run, AccessKind kind) {
        return hitPercent(run.window(), kind);
    }

    private static double hitPercent(CounterSnapshot counts, AccessKind kind) {
        int block = kind.ordinal() * ReadOutcomeLayout.COUNT;
        long all = CounterSnapshot.sum(counts.reads(), block, ReadOutcomeLayout.COUNT);
        return 100.0 * (all - counts.reads()[block + ReadOutcomeLayout.READ_DRAM]) / all;
    }

    private static double writeHitPercent(CounterSnapshot counts) {
        int block = AccessKind.PAYLOAD.ordinal() * 2 * WriteOutcomeLayout.COUNT;
        int misses = 1 << WriteOutcomeLayout.LANDED_BITS;
        long all = CounterSnapshot.sum(counts.writes(), block, WriteOutcomeLayout.COUNT);
        return 100.0 * (all - CounterSnapshot.sum(counts.writes(), block, misses)) / all;
    }
}
