package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.completer.consumer.CoreCounter;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.PortCounter;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.result.CounterSnapshot;

/** The drawn scenarios strain what they say: a test over them that never meets a full queue would prove nothing. */
final class StressTest {
    private static final int SEEDS = 40;

    private enum Sign {
        NO_DESCRIPTOR,
        BUFFER_FULL,
        CREDIT_WAIT,
        POOL_WAIT,
        ORDERING_WAIT,
        REJECTED,
        INTERRUPT,
        CONSUMED,
        SENT,
        SEND_BLOCKED,
        TAG_WAIT,
        READ_ROOM_WAIT
    }

    private static List<Sign> signs(CounterSnapshot counts) {
        List<Sign> signs = new ArrayList<>();
        add(signs, Sign.NO_DESCRIPTOR, counts.devices(), DeviceCounter.RX_NO_DESCRIPTOR);
        add(signs, Sign.BUFFER_FULL, counts.devices(), DeviceCounter.RX_MISSED);
        add(signs, Sign.CREDIT_WAIT, counts.ports(), PortCounter.CREDIT_WAIT_PS);
        add(signs, Sign.POOL_WAIT, counts.rootPorts(), ReceiveCounter.POOL_WAIT_PS);
        add(signs, Sign.ORDERING_WAIT, counts.rootPorts(), ReceiveCounter.ORDERING_WAITS);
        add(signs, Sign.REJECTED, counts.rootPorts(), ReceiveCounter.LOST);
        add(signs, Sign.INTERRUPT, counts.cores(), CoreCounter.INTERRUPTS);
        add(signs, Sign.CONSUMED, counts.cores(), CoreCounter.UNITS);
        add(signs, Sign.SENT, counts.devices(), DeviceCounter.SENT_UNITS);
        add(signs, Sign.SEND_BLOCKED, counts.cores(), CoreCounter.SENDS_BLOCKED);
        add(signs, Sign.TAG_WAIT, counts.devices(), DeviceCounter.TAG_WAIT_PS);
        add(signs, Sign.READ_ROOM_WAIT, counts.devices(), DeviceCounter.READ_ROOM_WAIT_PS);
        return signs;
    }

    private static void add(List<Sign> signs, Sign sign, long[][] rows, int counter) {
        if (CounterSnapshot.sum(rows, counter) > 0) {
            signs.add(sign);
        }
    }

    private static CounterSnapshot run(long seed, Stress stress) {
        EngineConfig engine = EngineConfig.of(Threading.INLINE);
        return RunRecord.of(DrawnScenario.of(seed, stress), Column.CONFIGURED, engine)
                .atEnd();
    }

    @ParameterizedTest
    @CsvSource({
        "SLOW_CONSUMERS, NO_DESCRIPTOR, 75",
        "SMALL_DEVICE_BUFFER, BUFFER_FULL, 60",
        "SMALL_DEVICE_BUFFER, POOL_WAIT, 50",
        "FEW_CREDITS, CREDIT_WAIT, 60",
        "INTERRUPTS, INTERRUPT, 40",
        "SHARED_PORT, ORDERING_WAIT, 50",
        "SEVERAL_PORTS, ORDERING_WAIT, 50",
        "ANYTHING, CONSUMED, 80",
        "SENDING, SENT, 70",
        "SENDING, SEND_BLOCKED, 30",
        "FORWARDING, SENT, 60",
        "FORWARDING, TAG_WAIT, 30"
    })
    void mostRunsOfAStressShowIt(Stress stress, Sign sign, int percent) {
        int shown = 0;
        for (int index = 0; index < SEEDS; index++) {
            shown += signs(run(stress.seed(index), stress)).contains(sign) ? 1 : 0;
        }
        assertThat(100 * shown / SEEDS).isGreaterThanOrEqualTo(percent);
    }

    @Test
    void togetherTheyShowEverySignAndEveryOutcomeOfAHint() {
        Set<Sign> signs = new TreeSet<>();
        Set<HintOutcome> outcomes = new TreeSet<>();
        for (Stress stress : Stress.values()) {
            for (int index = 0; index < SEEDS; index++) {
                CounterSnapshot counts = run(stress.seed(index), stress);
                signs.addAll(signs(counts));
                for (int at = 0; at < counts.outcomes().length; at++) {
                    if (counts.outcomes()[at] > 0) {
                        outcomes.add(HintOutcome.ofCode(at % HintOutcome.COUNT));
                    }
                }
            }
        }
        assertThat(signs).containsExactly(Sign.values());
        assertThat(outcomes)
                .contains(
                        HintOutcome.PLAIN,
                        HintOutcome.PH_ONLY,
                        HintOutcome.TAGGED8,
                        HintOutcome.TAGGED16,
                        HintOutcome.HINT_IGNORED,
                        HintOutcome.UNSUPPORTED_REQUEST,
                        HintOutcome.MALFORMED);
    }
}
