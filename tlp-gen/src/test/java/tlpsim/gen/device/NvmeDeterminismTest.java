package tlpsim.gen.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import tlpsim.core.random.RandomStream;
import tlpsim.gen.arrival.FractionalPs;
import tlpsim.gen.arrival.PoissonArrivals;
import tlpsim.gen.device.NvmeModelConfig.MediaForm;

/** What a run gives does not depend on how far the device runs ahead of feedback, and costs no garbage. */
class NvmeDeterminismTest {
    private static final long MS = 1_000_000_000L;
    private static final long US = 1_000_000L;

    /** Makes a fresh device of {@code setup}. */
    private interface Maker {
        NvmeModel make(NvmeSetup setup, DeviceRig rig);
    }

    private static NvmeSetup busy(long seed) {
        RandomStream draws = RandomStream.of(seed, "setup");
        NvmeSetup setup = new NvmeSetup();
        setup.queues = 1 + draws.boundedAt(0, 0, 4);
        setup.depth = 1 + draws.boundedAt(1, 0, 9);
        setup.entries = 16;
        setup.maxReads = 1 + draws.boundedAt(2, 0, 8);
        setup.blocks = 1 + draws.boundedAt(3, 0, 20);
        setup.readsPerMillion = draws.boundedAt(4, 0, 1_000_001);
        setup.order = PageOrderPolicy.values()[draws.boundedAt(5, 0, 4)];
        setup.media = new MediaForm(
                draws.boundedAt(6, 0, 20) * US, draws.boundedAt(7, 0, 20) * US, draws.boundedAt(8, 0, 2) * 10L * US);
        setup.lists = draws.boundedAt(11, 0, 2) == 1;
        setup.interrupts = new NicConfig.InterruptForm(
                true, draws.boundedAt(9, 0, 30) * US, 1 + draws.boundedAt(10, 0, 5), 0xFEE0_0000L);
        return setup;
    }

    private static int assertSameAhead(long seed, Maker maker) {
        NvmeSetup setup = busy(seed);
        DeviceRig inOrder = setup.rig();
        NvmeModel expected = maker.make(setup, inOrder);
        inOrder.start(expected);
        inOrder.runUntil(MS);
        setup.eager = true;
        DeviceRig ahead = setup.rig();
        NvmeModel actual = maker.make(setup, ahead);
        ahead.start(actual);
        ahead.runUntil(MS);
        assertThat(ahead.emitted()).as("seed %d", seed).isEqualTo(inOrder.emitted());
        assertThat(actual.counters()).isEqualTo(expected.counters());
        assertThat(actual.digest()).isEqualTo(expected.digest());
        return ahead.earlyEvents();
    }

    @Test
    void runningAheadInTheClosedLoopChangesNothing() {
        for (long seed = 0; seed < 200; seed++) {
            assertSameAhead(seed, NvmeSetup::closed);
        }
    }

    @Test
    void runningAheadWhenPacedChangesNothing() {
        int early = 0;
        for (long seed = 0; seed < 200; seed++) {
            RandomStream gaps = RandomStream.of(seed, "gaps");
            long meanPs = (2 + seed % 40) * US;
            early += assertSameAhead(
                    seed, (setup, rig) -> setup.paced(rig, new PoissonArrivals(FractionalPs.of(meanPs, 1), gaps)));
        }
        assertThat(early).as("work that ran before earlier feedback").isGreaterThan(1000);
    }

    @Test
    void theSteadyStateAllocatesNothing() {
        NvmeSetup setup = busy(3);
        setup.queues = 4;
        setup.depth = 16;
        setup.readsPerMillion = 500_000;
        DeviceRig rig = setup.rig();
        rig.stopCollecting();
        rig.start(setup.closed(rig));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int window = 1; window <= 5; window++) {
            // The virtual machine may allocate for the thread when it recompiles; the model would in every window.
            long before = threads.getCurrentThreadAllocatedBytes();
            rig.runUntil(window * 10L * MS);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(rig.records()).isGreaterThan(10_000);
        assertThat(least).isZero();
    }
}
