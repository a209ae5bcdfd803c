package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tlpsim.completer.consumer.CoreCounter;
import tlpsim.completer.memory.HostCounterLayout;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.result.CounterSnapshot;

/**
 * Nothing beats the ideal bound on DRAM bytes per packet, on stall time per packet, and on drops.
 *
 * <p>For stalls that is a statement about one workload without prefetch that only receives: with several, columns that serve more of the cheaper one have the
 * lower mean, and so has a core that sends, which writes packets and reads the entries of those sent before in a mix that hangs on when these come; what is
 * prefetched hangs on how long the queue is. For drops it holds but for a few packets: a queue that is emptied in a finer rhythm may just miss a
 * fetch of descriptors or a place in the buffer that a coarser rhythm meets, as in every system in which small causes shift phases. With mixed sizes a
 * full buffer that refuses one large packet takes two small ones, and a moderated interrupt can be missed by a packet that comes earlier; packets here
 * have one size and consumers poll. Runs in which the path rejects TLPs are left out: what is never delivered costs nothing.
 */
final class IdealBoundTest {
    private static final int SEEDS_PER_STRESS = 25;
    /** Packets, of a thousand offered, by which drops may lie above those of another column. */
    private static final int DROP_SLACK_PER_THOUSAND = 30;

    private static final EngineConfig ENGINE = EngineConfig.of(Threading.INLINE);

    @ParameterizedTest
    @EnumSource
    void noColumnDropsLessOrWaitsLessPerPacketOrMovesFewerDramBytesPerPacket(Stress stress) {
        int compared = 0;
        for (long seed : Seeds.of(stress, SEEDS_PER_STRESS)) {
            DrawnScenario drawn = DrawnScenario.of(seed, stress);
            DrawnScenario scenario = drawn.with(oneSizeAndPolling(drawn));
            CounterSnapshot ideal =
                    RunRecord.of(scenario, Column.IDEAL_BOUND, ENGINE).atEnd();
            for (Column column : List.of(Column.HINTS_OFF, Column.CONFIGURED, Column.PERFECT_TAGS)) {
                CounterSnapshot other = RunRecord.of(scenario, column, ENGINE).atEnd();
                if (CounterSnapshot.sum(other.rootPorts(), ReceiveCounter.LOST) > 0 || units(other) == 0) {
                    continue;
                }
                compared++;
                String what = column + ", " + scenario.description();
                long offered = CounterSnapshot.sum(other.devices(), DeviceCounter.OFFERED_UNITS);
                assertThat(drops(ideal))
                        .as(what)
                        .isLessThanOrEqualTo(drops(other) + offered * DROP_SLACK_PER_THOUSAND / 1000);
                if (scenario.config().workloads().size() == 1 && !stress.sends()) {
                    assertThat((double) stallPs(ideal) / units(ideal))
                            .as(what)
                            .isLessThanOrEqualTo((double) stallPs(other) / units(other));
                }
                assertThat((double) dramLines(ideal) / units(ideal))
                        .as(what)
                        .isLessThanOrEqualTo((double) dramLines(other) / units(other));
            }
        }
        assertThat(compared).isPositive();
    }

    private static String[] oneSizeAndPolling(DrawnScenario drawn) {
        List<String> sets = new ArrayList<>();
        drawn.config().workloads().forEach(workload -> {
            sets.add("workloads." + workload.id() + ".arrivals.sizes=512 B");
            sets.add("workloads." + workload.id() + ".consumer.mode=poll");
            sets.add("workloads." + workload.id() + ".consumer.working-set.size=0 B");
            sets.add("workloads." + workload.id() + ".consumer.prefetch-ahead=0");
        });
        return sets.toArray(new String[0]);
    }

    @ParameterizedTest
    @EnumSource
    void inTheIdealBoundDevicesCauseNoDramTrafficAndCoresReadTheirDataFromTheirOwnL2(Stress stress) {
        for (long seed : Seeds.of(stress, SEEDS_PER_STRESS)) {
            DrawnScenario scenario = DrawnScenario.of(seed, stress);
            CounterSnapshot ideal =
                    RunRecord.of(scenario, Column.IDEAL_BOUND, ENGINE).atEnd();
            assertThat(ideal.memory()[HostCounterLayout.DRAM_READ_DEVICE])
                    .as(scenario.description())
                    .isZero();
            assertThat(ideal.memory()[HostCounterLayout.DRAM_WRITE_DEVICE])
                    .as(scenario.description())
                    .isZero();
            assertThat(ideal.memory()[HostCounterLayout.DRAM_WRITE_BACK_IO])
                    .as(scenario.description())
                    .isZero();
            assertThat(Reads.ofDeviceDataBeyondTheOwnL2(ideal))
                    .as(scenario.description())
                    .isZero();
        }
    }

    private static long drops(CounterSnapshot counts) {
        return CounterSnapshot.sum(counts.devices(), DeviceCounter.RX_MISSED)
                + CounterSnapshot.sum(counts.devices(), DeviceCounter.RX_NO_DESCRIPTOR)
                + CounterSnapshot.sum(counts.devices(), DeviceCounter.RESTART_DROPS);
    }

    private static long units(CounterSnapshot counts) {
        return CounterSnapshot.sum(counts.cores(), CoreCounter.UNITS);
    }

    private static long stallPs(CounterSnapshot counts) {
        return CounterSnapshot.sum(counts.cores(), CoreCounter.STALL_PS);
    }

    private static long dramLines(CounterSnapshot counts) {
        return HostCounterLayout.dramReadLines(counts.memory()) + HostCounterLayout.dramWriteLines(counts.memory());
    }
}
