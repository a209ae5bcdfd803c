package tlpsim.gen.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.random.RandomStream;

/** What a run gives does not depend on how far the device runs ahead of feedback, and costs no garbage. */
class NicDeterminismTest {
    private static final long MS = 1_000_000_000L;
    private static final long US = 1_000_000L;

    private static NicSetup drawn(long seed) {
        RandomStream draws = RandomStream.of(seed, "setup");
        NicSetup setup = new NicSetup();
        setup.queues = 1 + draws.boundedAt(0, 0, 4);
        setup.entries = 8 << draws.boundedAt(1, 0, 4);
        setup.maxReads = 1 + draws.boundedAt(2, 0, 12);
        setup.batch = 1 + draws.boundedAt(3, 0, 8);
        setup.threshold = 1 + draws.boundedAt(4, 0, 8);
        setup.bufferBytes = 2000L << draws.boundedAt(5, 0, 8);
        setup.split = draws.boundedAt(6, 0, 2) * 128;
        setup.entriesPerWrite = 1 + draws.boundedAt(7, 0, 4);
        setup.waitPs = draws.boundedAt(8, 0, 4) * 300_000L;
        setup.interrupts = new NicConfig.InterruptForm(
                draws.boundedAt(9, 0, 2) == 1,
                draws.boundedAt(10, 0, 30) * US,
                1 + draws.boundedAt(11, 0, 5),
                0xFEE0_0000L);
        setup.flushing = draws.boundedAt(12, 0, 16);
        return setup;
    }

    /** Answers that overtake each other; in every fourth run some are lost. */
    private static DeviceRig.Host host(long seed) {
        RandomStream draws = RandomStream.of(seed, "answers");
        int lost = seed % 4 == 3 ? 1 + draws.boundedAt(0, 7, 100) : 0;
        return (kind, queue, number) -> {
            long answerPs = 200_000 + draws.boundedAt(number, 0, 2_000_000);
            return draws.boundedAt(number, 1, 2000) < lost ? -answerPs : answerPs;
        };
    }

    private static DeviceRig run(long seed, boolean eager, NicReceiveModel[] made) {
        NicSetup setup = drawn(seed);
        setup.eager = eager;
        DeviceRig rig = setup.rig();
        rig.host(host(seed));
        made[0] = setup.make(rig, setup.random(seed, Long.MAX_VALUE, 100_000 + (int) (seed % 20) * 200_000));
        rig.start(made[0]);
        rig.runUntil(MS / 2);
        return rig;
    }

    @Test
    void runningAheadChangesNothing() {
        int early = 0;
        int flushes = 0;
        NicReceiveModel[] expected = new NicReceiveModel[1];
        NicReceiveModel[] actual = new NicReceiveModel[1];
        for (long seed = 0; seed < 400; seed++) {
            DeviceRig inOrder = run(seed, false, expected);
            DeviceRig ahead = run(seed, true, actual);
            assertThat(ahead.emitted()).as("seed %d", seed).isEqualTo(inOrder.emitted());
            assertThat(actual[0].counters()).as("seed %d", seed).isEqualTo(expected[0].counters());
            assertThat(actual[0].digest()).as("seed %d", seed).isEqualTo(expected[0].digest());
            early += drawn(seed).flushing == 0 ? 0 : ahead.earlyEvents();
            flushes += ahead.emitted(AccessKind.FLUSH_READ).size();
        }
        assertThat(early).as("work that ran before earlier feedback").isGreaterThan(1000);
        assertThat(flushes).isGreaterThan(10_000);
    }

    @Test
    void theSteadyStateAllocatesNothing() {
        NicSetup setup = new NicSetup();
        setup.queues = 4;
        setup.maxReads = 4;
        setup.entries = 64;
        setup.entriesPerWrite = 2;
        setup.interrupts = new NicConfig.InterruptForm(true, 10 * US, 8, 0xFEE0_0000L);
        DeviceRig rig = setup.rig();
        rig.stopCollecting();
        rig.start(setup.make(rig, setup.random(3, Long.MAX_VALUE, 600_000)));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int window = 1; window <= 5; window++) {
            // The virtual machine may allocate for the thread when it recompiles; the model would in every window.
            long before = threads.getCurrentThreadAllocatedBytes();
            rig.runUntil(window * 5L * MS);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(rig.records()).isGreaterThan(10_000);
        assertThat(least).isZero();
    }
}
