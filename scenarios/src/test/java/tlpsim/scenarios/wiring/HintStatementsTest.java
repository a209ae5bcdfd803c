package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.completer.consumer.CoreCounter;
import tlpsim.completer.memory.HostCounterLayout;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.completer.memory.WriteOutcomeLayout;
import tlpsim.completer.steering.SteeringCounterLayout;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.result.CounterSnapshot;

/** What must hold of hints and of the platform's default, whatever the numbers: at the level of whole runs, for every kind of platform. */
final class HintStatementsTest {
    private static final String YAML = """
            name: statements
            seed: 7
            platform:
              preset: PLATFORM
              cores: 4
              l2: {size: 16 KiB, ways: 4}
              llc: {domain: cluster, cores-per-cluster: 2, size: 128 KiB, ways: 8, slices: 1, hash: xor, io-ways: 2}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: extended}
              endpoints:
                - {id: nic0, port: rp0, mps: 256 B, tph: {modes: [interrupt-vector, device-specific], st-table: {location: msi-x, entries: 64}}}
            tph: {enable: 8-bit, mode: interrupt-vector}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 4, ring: 64, buffer: 2 KiB, cores: {list: 0-3, order: round-robin}}
                completion: {size: 64 B}
                arrivals: {rate: 20 Gbit/s, process: poisson, sizes: 1000 B, flows: {count: 64, zipf: 0.5}}
                consumer: {burst: 8, per-packet: 150 ns, prefetch-ahead: 0, reads: {header: 64 B, payload: 50 %}, working-set: {size: 16 KiB, lines-per-packet: 4}}
            measure: {warm-up: 40 us, window: 40 us}
            """;

    private static RunRecord run(String platform, String... sets) {
        DrawnScenario scenario = DrawnScenario.read(7, YAML.replace("PLATFORM", platform), sets);
        return RunRecord.of(scenario, Column.CONFIGURED, EngineConfig.of(Threading.INLINE));
    }

    /** Cache state and all that follows from it: every outcome of every access, DRAM traffic, what the cores did and when. */
    private static String cacheState(RunRecord run) {
        CounterSnapshot counts = run.atEnd();
        return Arrays.toString(counts.memory())
                + Arrays.toString(counts.writes())
                + Arrays.toString(counts.reads())
                + Arrays.toString(counts.coreReads())
                + Arrays.deepToString(counts.cores())
                + Arrays.toString(counts.accepted());
    }

    private static long outcomes(RunRecord run, HintOutcome outcome) {
        long sum = 0;
        for (int index = outcome.ordinal(); index < run.atEnd().outcomes().length; index += HintOutcome.COUNT) {
            sum += run.atEnd().outcomes()[index];
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(strings = {"epyc-9655", "xeon-6140", "graviton4", "epyc-7763"})
    void aHintAtACompleterWithoutTphChangesNothing(String platform) {
        String without = "fabric.root-ports.rp0.tph-completer=none";
        RunRecord plain = run(platform, without, "tph.gate=none");
        RunRecord hinted = run(platform, without, "tph.gate=none", "workloads.rx.hints.all=target-priority");
        assertThat(outcomes(hinted, HintOutcome.HINT_IGNORED)).isPositive();
        assertThat(outcomes(plain, HintOutcome.HINT_IGNORED)).isZero();
        assertThat(cacheState(hinted)).isEqualTo(cacheState(plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"epyc-9655", "xeon-6140", "graviton4", "epyc-7763"})
    void aPortThatDiscardsHintsIsAsOneWithoutTph(String platform) {
        RunRecord plain = run(platform);
        RunRecord discarded =
                run(platform, "fabric.root-ports.rp0.hints.tph-disable=true", "workloads.rx.hints.all=target");
        assertThat(cacheState(discarded)).isEqualTo(cacheState(plain));
    }

    /** One of a device's two switches suffices, and neither touches writes with a usable tag. */
    @ParameterizedTest
    @ValueSource(strings = {"epyc-9655", "xeon-6140", "graviton4", "epyc-7763"})
    void aDeviceThatBypassesIsAsOneBehindAPortWithoutDirectCacheAccess(String platform) {
        for (String hints : new String[] {"none", "target"}) {
            String tags = "workloads.rx.hints.all=" + hints;
            RunRecord plain = run(platform, tags);
            RunRecord port = run(platform, tags, "fabric.root-ports.rp0.hints.allocating-flow=false");
            RunRecord device = run(platform, tags, "fabric.endpoints.nic0.allocate=bypass");

            assertThat(cacheState(device)).isEqualTo(cacheState(port));
            if (hints.equals("none")) {
                assertThat(allocations(device)).isZero();
            }
            if (platform.equals("epyc-9655") && hints.equals("target")) {
                assertThat(allocations(device)).isEqualTo(allocations(plain)).isPositive();
            }
        }
    }

    /** Lines that device writes put into a cache. */
    private static long allocations(RunRecord run) {
        long sum = 0;
        for (int index = 0; index < run.atEnd().writes().length; index++) {
            int landed = WriteOutcomeLayout.landed(index % WriteOutcomeLayout.COUNT);
            sum += landed == WriteOutcomeLayout.LANDED_MEMORY ? 0 : run.atEnd().writes()[index];
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({
        "epyc-9655, ignore",
        "epyc-9655, bypass-01-retain-11",
        "xeon-6140, ignore",
        "xeon-6140, retain-11",
        "graviton4, ignore",
        "graviton4, bypass-01",
        "epyc-7763, ignore",
        "epyc-7763, bypass-01-retain-11"
    })
    void tagZeroAndAnUnknownTagAreTheSameHintWithoutATag(String platform, String phOnly) {
        for (String hint : new String[] {"bidirectional", "requester", "target", "target-priority"}) {
            String policy = "platform.device-writes.ph-only=" + phOnly;
            String few = "platform.firmware.tags-8bit=3";
            String hints = "workloads.rx.hints.all=" + hint;
            RunRecord untagged = run(platform, policy, few, hints, "workloads.rx.steer.all=none");
            RunRecord zero = run(platform, policy, few, hints, "workloads.rx.steer.all=fixed 0x0");
            assertThat(outcomes(zero, HintOutcome.PH_ONLY)).isPositive();
            assertThat(outcomes(zero, HintOutcome.TAGGED8)).isZero();
            assertThat(cacheState(zero)).as(hint).isEqualTo(cacheState(untagged));
            RunRecord unknown = run(platform, policy, few, hints, "workloads.rx.steer.all=" + unknownTag(platform));
            assertThat(unknown.atEnd().steering()[SteeringCounterLayout.UNKNOWN])
                    .isPositive();
            assertThat(cacheState(unknown)).as(hint).isEqualTo(cacheState(untagged));
        }
    }

    /** A tag that the firmware, which has three to give, gave to no core: values are opaque, the counters tell. */
    private static String unknownTag(String platform) {
        for (int tag = 1; tag <= 4; tag++) {
            String steer = "fixed 0x" + Integer.toHexString(tag * 0x11);
            RunRecord run = run(
                    platform,
                    "platform.firmware.tags-8bit=3",
                    "workloads.rx.hints.header=target",
                    "workloads.rx.steer.header=" + steer);
            if (run.atEnd().steering()[SteeringCounterLayout.TAGGED] == 0
                    && run.atEnd().steering()[SteeringCounterLayout.STALE] == 0) {
                return steer;
            }
        }
        throw new AssertionError("four of 255 tags are all among the three given out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"epyc-9655", "xeon-6140", "graviton4", "epyc-7763"})
    void aHintWithoutATagWherePhIsIgnoredChangesNothing(String platform) {
        RunRecord plain = run(platform);
        RunRecord hinted = run(
                platform,
                "platform.device-writes.ph-only=ignore",
                "workloads.rx.hints.all=requester",
                "workloads.rx.steer.all=none");
        assertThat(outcomes(hinted, HintOutcome.PH_ONLY)).isPositive();
        assertThat(cacheState(hinted)).isEqualTo(cacheState(plain));
    }

    @Test
    void aWrongTargetCoreNeverLeavesAFirstReadInTheConsumersOwnL2() {
        String[] sets = {
            "platform.device-writes.on-hit.tagged={target-l2: move-to-target, other-l2: move-to-target, llc-io: move-to-target, llc-other: move-to-target, remote-llc: move-to-target}",
            "workloads.rx.queues.count=1",
            "workloads.rx.queues.cores=0",
            "workloads.rx.arrivals.process=constant",
            "workloads.rx.arrivals.rate=4 Gbit/s",
            "workloads.rx.consumer.working-set.size=0 B",
            "workloads.rx.hints.all=target"
        };
        RunRecord right = run("epyc-9655", sets);
        sets = Arrays.copyOf(sets, sets.length + 1);
        sets[sets.length - 1] = "workloads.rx.steer.all=offset 2";
        RunRecord wrong = run("epyc-9655", sets);
        assertThat(CounterSnapshot.sum(wrong.atEnd().cores(), CoreCounter.UNITS))
                .isGreaterThan(30);
        assertThat(Reads.ofDeviceData(wrong.atEnd(), ReadOutcomeLayout.READ_L2)).isZero();
        assertThat(Reads.ofDeviceData(right.atEnd(), ReadOutcomeLayout.READ_L2)).isPositive();
        assertThat(Reads.ofDeviceDataBeyondTheOwnL2(right.atEnd())).isZero();
    }

    @Test
    void withoutDcaNoUntaggedWriteAllocatesAndAllGoToMemory() {
        for (String platform : new String[] {"epyc-7763", "epyc-9655"}) {
            RunRecord run = run(
                    platform,
                    "platform.device-writes.dca=false",
                    "workloads.rx.consumer.reads={header: 0 B, payload: 0 %}");
            CounterSnapshot counts = run.atEnd();
            long lines = 0;
            for (int outcome = 0; outcome < WriteOutcomeLayout.COUNT; outcome++) {
                for (AccessKind kind : new AccessKind[] {AccessKind.HEADER, AccessKind.PAYLOAD}) {
                    long full = counts.writes()[kind.ordinal() * 2 * WriteOutcomeLayout.COUNT + outcome];
                    lines += full;
                    // Nobody touches the buffers: no write finds its line, none is put into a cache.
                    assertThat(full == 0 || outcome == WriteOutcomeLayout.WRITE_MEMORY)
                            .isTrue();
                }
            }
            assertThat(lines).isPositive();
            long all = CounterSnapshot.sum(counts.writes(), 0, counts.writes().length);
            assertThat(counts.memory()[HostCounterLayout.DRAM_WRITE_DEVICE]).isEqualTo(all);
            assertThat(counts.memory()[HostCounterLayout.DRAM_WRITE_BACK_IO]).isZero();
        }
    }

    @Test
    void withoutIoWaysThereAreNoHitsAndDramTakesWhatDevicesWrite() {
        RunRecord run = run(
                "xeon-6140", "platform.llc.io-ways=none", "workloads.rx.consumer.reads={header: 0 B, payload: 0 %}");
        CounterSnapshot counts = run.atEnd();
        for (AccessKind kind : new AccessKind[] {AccessKind.HEADER, AccessKind.PAYLOAD}) {
            int block = kind.ordinal() * 2 * WriteOutcomeLayout.COUNT;
            assertThat(counts.writes()[block + WriteOutcomeLayout.WRITE_MEMORY]).isPositive();
            assertThat(CounterSnapshot.sum(counts.writes(), block + 1, WriteOutcomeLayout.COUNT - 1))
                    .isZero();
        }
    }

    @Test
    void inACacheThatHoldsEverythingAllFullLineWritesHitAfterTheWarmUp() {
        RunRecord run = run(
                "xeon-6140",
                "platform.llc={domain: socket, size: 32 MiB, ways: 16, slices: 1, io-ways: all}",
                "workloads.rx.queues.ring=8",
                "fabric.endpoints.nic0.descriptor.batch=4",
                "fabric.endpoints.nic0.descriptor.threshold=4",
                "workloads.rx.consumer.per-packet=0 ns");
        CounterSnapshot window = run.window();
        assertThat(CounterSnapshot.sum(window.devices(), DeviceCounter.ACCEPTED_UNITS))
                .isGreaterThan(50);
        assertThat(CounterSnapshot.sum(
                        window.memory(), HostCounterLayout.WRITE_FULL, 1 << WriteOutcomeLayout.LANDED_BITS))
                .isZero();
        assertThat(window.memory()[HostCounterLayout.UNREAD_TO_DRAM]).isZero();
    }

    @Test
    void anOutcomeIsCountedForEveryTlp() {
        RunRecord run = run("epyc-9655", "workloads.rx.hints.header=target");
        long header = 0;
        long[] outcomes = run.atEnd().outcomes();
        int perKind = outcomes.length / AccessKind.COUNT;
        int from = AccessKind.HEADER.ordinal() * perKind;
        for (int at = from + HintOutcome.TAGGED8.ordinal(); at < from + perKind; at += HintOutcome.COUNT) {
            header += outcomes[at];
        }
        assertThat(header).isEqualTo(outcomes(run, HintOutcome.TAGGED8)).isPositive();
    }
}
