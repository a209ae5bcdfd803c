package tlpsim.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tlpsim.core.rule.Proves;

class FunctionFlagsTest {
    private static final int ROUNDS = 20_000;

    /** Each thread sees only its own changes of its own flag, whatever the other does to the flag beside it. */
    @Test
    @Proves("24")
    void rule24TwoThreadsNeverLoseEachOthersFlags() throws Exception {
        MachineFixture machine = new MachineFixture().build();
        AtomicInteger lost = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(2);
        Thread neighbour = new Thread(() -> {
            await(start);
            FunctionFlags flags = machine.function.flags();
            for (int round = 0; round < ROUNDS; round++) {
                boolean on = (round & 1) == 0;
                flags.set(FunctionFlag.ATS_ENABLED, on);
                lost.addAndGet(flags.get(FunctionFlag.ATS_ENABLED) == on ? 0 : 1);
            }
        });
        neighbour.start();
        await(start);
        for (int round = 0; round < ROUNDS; round++) {
            boolean on = (round & 1) == 0;
            if (on) {
                machine.core.enable(machine.function, MachineFixture.IV);
            } else {
                machine.core.disable(machine.function);
            }
            lost.addAndGet(machine.function.enabled() == on ? 0 : 1);
        }
        neighbour.join();
        assertThat(lost.get()).isZero();
        assertThat(machine.function.flags().get(FunctionFlag.ATS_ENABLED)).isFalse();
        assertThat(machine.function.flags().get(FunctionFlag.PRI_ENABLED)).isFalse();
    }

    @Test
    @Proves("24")
    void rule24TwoThreadsThatEnableOneFunctionAreEnabledOnce() throws Exception {
        MachineFixture machine = new MachineFixture().build();
        AtomicInteger granted = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(2);
        Runnable enabler = () -> {
            await(start);
            for (int round = 0; round < 1_000; round++) {
                if (machine.core.enable(machine.function, MachineFixture.IV).ok()) {
                    granted.incrementAndGet();
                }
            }
        };
        Thread first = new Thread(enabler);
        Thread second = new Thread(enabler);
        first.start();
        second.start();
        first.join();
        second.join();
        assertThat(granted.get()).isOne();
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
