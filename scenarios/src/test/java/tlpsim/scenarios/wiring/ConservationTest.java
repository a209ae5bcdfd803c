package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tlpsim.completer.consumer.CoreCounter;
import tlpsim.completer.dram.DramCounter;
import tlpsim.completer.memory.HostCounterLayout;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.completer.memory.WriteOutcomeLayout;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.PortCounter;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.config.Direction;
import tlpsim.scenarios.config.WorkloadConfig;
import tlpsim.scenarios.result.CounterSnapshot;

/** What goes in comes out: packets, TLPs, lines, DRAM traffic, over whole runs of drawn scenarios. */
final class ConservationTest {
    private static final int SEEDS_PER_STRESS = 40;
    private static final List<Column> REAL = List.of(Column.HINTS_OFF, Column.CONFIGURED, Column.PERFECT_TAGS);

    @ParameterizedTest
    @EnumSource
    void packetsAreAcceptedOrDroppedAndAtMostARingOfThemIsUnderWay(Stress stress) {
        run(stress, List.of(Column.values()), (scenario, column, counts) -> {
            int queue = 0;
            long underWay = 0;
            for (int device = 0; device < scenario.config().workloads().size(); device++) {
                long[] counters = counts.devices()[device];
                long settled = counters[DeviceCounter.ACCEPTED_UNITS]
                        + counters[DeviceCounter.RX_MISSED]
                        + counters[DeviceCounter.RX_NO_DESCRIPTOR]
                        + counters[DeviceCounter.RESTART_DROPS];
                WorkloadConfig workload = scenario.config().workloads().get(device);
                if (workload.direction() == Direction.RX || workload.direction() == Direction.FORWARD) {
                    assertThat(settled).isEqualTo(counters[DeviceCounter.OFFERED_UNITS]);
                } else {
                    // Commands wait for room in their queue as long as it takes.
                    assertThat(settled).isLessThanOrEqualTo(counters[DeviceCounter.OFFERED_UNITS]);
                }
                long accepted = 0;
                for (int end = queue + workload.queues().count(); queue < end; queue++) {
                    accepted += counts.accepted()[queue];
                    underWay += workload.queues().entries();
                }
                assertThat(accepted).isEqualTo(counters[DeviceCounter.ACCEPTED_UNITS]);
            }
            long accepted = CounterSnapshot.sum(counts.devices(), DeviceCounter.ACCEPTED_UNITS);
            long consumed = CounterSnapshot.sum(counts.cores(), CoreCounter.UNITS);
            if (scenario.config().workloads().stream().anyMatch(workload -> workload.direction() == Direction.TX)) {
                // What cores send they finish first.
                return;
            }
            assertThat(consumed).isLessThanOrEqualTo(accepted);
            // A batch of descriptors that is given back is posted only when its doorbell has reached the device.
            assertThat(accepted - consumed).isLessThanOrEqualTo(underWay);
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyTlpThatLeavesArrivesAndIsWrittenReadOrRejected(Stress stress) {
        run(stress, List.of(Column.values()), (scenario, column, counts) -> {
            long sent = CounterSnapshot.sum(counts.ports(), PortCounter.TLPS);
            assertThat(counts.tlps()[0]).isEqualTo(sent);
            long handled = CounterSnapshot.sum(counts.rootPorts(), ReceiveCounter.WRITES)
                    + CounterSnapshot.sum(counts.rootPorts(), ReceiveCounter.READS)
                    + CounterSnapshot.sum(counts.rootPorts(), ReceiveCounter.LOST);
            assertThat(handled).isEqualTo(sent);
            assertThat(CounterSnapshot.sum(counts.outcomes(), 0, counts.outcomes().length))
                    .isEqualTo(sent);
            for (int port = 0; port < counts.ports().length; port++) {
                long[] counters = counts.ports()[port];
                assertThat(counters[PortCounter.WIRE_BYTES])
                        .isGreaterThanOrEqualTo(
                                counters[PortCounter.PAYLOAD_BYTES] + counters[PortCounter.PREFIX_BYTES]);
            }
            assertThat(CounterSnapshot.sum(counts.devices(), DeviceCounter.INTERRUPTS))
                    .isGreaterThanOrEqualTo(CounterSnapshot.sum(counts.rootPorts(), ReceiveCounter.INTERRUPTS));
        });
    }

    @ParameterizedTest
    @EnumSource
    void linesWrittenAreHitsAllocationsAndBypassesAndAllDramTrafficHasACause(Stress stress) {
        run(stress, REAL, (scenario, column, counts) -> {
            long[] memory = counts.memory();
            long bypassed = 0;
            long fetched = 0;
            long cached = 0;
            for (int outcome = 0; outcome < WriteOutcomeLayout.COUNT; outcome++) {
                long full = written(counts, 0, outcome);
                long partial = written(counts, 1, outcome);
                assertThat(full).isEqualTo(memory[HostCounterLayout.WRITE_FULL + outcome]);
                assertThat(partial).isEqualTo(memory[HostCounterLayout.WRITE_PARTIAL + outcome]);
                boolean toMemory = WriteOutcomeLayout.landed(outcome) == WriteOutcomeLayout.LANDED_MEMORY;
                bypassed += toMemory ? full + partial : 0;
                cached += toMemory ? 0 : full + partial;
                boolean missed = WriteOutcomeLayout.found(outcome) == WriteOutcomeLayout.FOUND_NOWHERE;
                fetched += missed && !toMemory ? partial : 0;
            }
            assertThat(memory[HostCounterLayout.DRAM_WRITE_DEVICE]).isEqualTo(bypassed);
            assertThat(memory[HostCounterLayout.DRAM_WRITE_BACK_IO]).isLessThanOrEqualTo(cached);
            assertThat(memory[HostCounterLayout.UNREAD_TO_DRAM]).isLessThanOrEqualTo(cached);
            long missedReads = memory[HostCounterLayout.DEVICE_READ + ReadOutcomeLayout.READ_DRAM];
            assertThat(memory[HostCounterLayout.DRAM_READ_DEVICE])
                    .isBetween(missedReads + fetched, missedReads + fetched + bypassed);
            assertThat(memory[HostCounterLayout.DRAM_READ_CORE])
                    .isEqualTo(memory[HostCounterLayout.CORE_READ + ReadOutcomeLayout.READ_DRAM]
                            + memory[HostCounterLayout.CORE_WRITE + ReadOutcomeLayout.READ_DRAM]);
            for (int outcome = 0; outcome < ReadOutcomeLayout.COUNT; outcome++) {
                assertThat(deviceReads(counts, outcome)).isEqualTo(memory[HostCounterLayout.DEVICE_READ + outcome]);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyLineReadFromOrWrittenToDramPassesItsChannels(Stress stress) {
        for (long seed : Seeds.of(stress, SEEDS_PER_STRESS)) {
            DrawnScenario scenario = DrawnScenario.of(seed, stress);
            for (Column column : Column.values()) {
                CounterSnapshot window = RunRecord.of(scenario, column, EngineConfig.of(Threading.INLINE))
                        .window();
                assertThat(window.dram()[DramCounter.READS])
                        .as(scenario.description())
                        .isEqualTo(HostCounterLayout.dramReadLines(window.memory()));
                assertThat(window.dram()[DramCounter.WRITES])
                        .as(scenario.description())
                        .isEqualTo(HostCounterLayout.dramWriteLines(window.memory()));
            }
        }
    }

    private static long written(CounterSnapshot counts, int partial, int outcome) {
        long sum = 0;
        for (int kind = 0; kind < AccessKind.COUNT; kind++) {
            sum += counts.writes()[(kind * 2 + partial) * WriteOutcomeLayout.COUNT + outcome];
        }
        return sum;
    }

    private static long deviceReads(CounterSnapshot counts, int outcome) {
        long sum = 0;
        for (int kind = 0; kind < AccessKind.COUNT; kind++) {
            sum += counts.reads()[kind * ReadOutcomeLayout.COUNT + outcome];
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void everyCoreReadOfTheWindowIsAConsumers(Stress stress) {
        for (long seed : Seeds.of(stress, SEEDS_PER_STRESS)) {
            DrawnScenario scenario = DrawnScenario.of(seed, stress);
            // From the window on: working sets are loaded before the run, by nobody.
            CounterSnapshot window = RunRecord.of(scenario, Column.CONFIGURED, EngineConfig.of(Threading.INLINE))
                    .window();
            for (int outcome = 0; outcome < ReadOutcomeLayout.COUNT; outcome++) {
                assertThat(Reads.all(window, outcome))
                        .as(scenario.description())
                        .isEqualTo(window.memory()[HostCounterLayout.CORE_READ + outcome]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void noConsumerSeesACompletionEntryBeforeItsData(Stress stress) {
        run(
                stress,
                List.of(Column.values()),
                (scenario, column, counts) -> assertThat(counts.early()[0]).isZero());
    }

    /** Buffers are where they are counted: due, in the ring, on the device, sent. */
    @ParameterizedTest
    @EnumSource(names = {"SENDING", "FORWARDING"})
    void whatIsSentWasBegunAndWhatIsBegunWasWrittenByACore(Stress stress) {
        run(stress, List.of(Column.values()), (scenario, column, counts) -> {
            for (int device = 0; device < scenario.config().workloads().size(); device++) {
                WorkloadConfig workload = scenario.config().workloads().get(device);
                long[] counters = counts.devices()[device];
                long sent = counters[DeviceCounter.SENT_UNITS];
                if (workload.direction() == Direction.RX) {
                    assertThat(sent).isZero();
                    continue;
                }
                assertThat(sent + counters[DeviceCounter.DISCARDED_UNITS])
                        .isLessThanOrEqualTo(counters[DeviceCounter.ACCEPTED_UNITS]);
                assertThat(counters[DeviceCounter.SENT_BYTES])
                        .isLessThanOrEqualTo(counters[DeviceCounter.ACCEPTED_BYTES]);
            }
            boolean onlySends =
                    scenario.config().workloads().stream().allMatch(workload -> workload.direction() == Direction.TX);
            if (onlySends) {
                long written = CounterSnapshot.sum(counts.cores(), CoreCounter.UNITS);
                long due = CounterSnapshot.sum(counts.cores(), CoreCounter.SENDS_DUE)
                        - CounterSnapshot.sum(counts.cores(), CoreCounter.SENDS_REFUSED);
                assertThat(CounterSnapshot.sum(counts.devices(), DeviceCounter.ACCEPTED_UNITS))
                        .isLessThanOrEqualTo(written);
                assertThat(written).isLessThanOrEqualTo(due);
            }
        });
    }

    private interface Law {
        void check(DrawnScenario scenario, Column column, CounterSnapshot counts);
    }

    private static void run(Stress stress, List<Column> columns, Law law) {
        for (long seed : Seeds.of(stress, SEEDS_PER_STRESS)) {
            DrawnScenario scenario = DrawnScenario.of(seed, stress);
            Column column = columns.get((int) (stress.index(seed) % columns.size()));
            CounterSnapshot counts = RunRecord.of(scenario, column, EngineConfig.of(Threading.INLINE))
                    .atEnd();
            try {
                law.check(scenario, column, counts);
            } catch (AssertionError broken) {
                throw new AssertionError(broken.getMessage() + "\n" + column + ", " + scenario.description(), broken);
            }
        }
    }
}
