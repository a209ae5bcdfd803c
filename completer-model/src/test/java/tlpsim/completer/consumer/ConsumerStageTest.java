package tlpsim.completer.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.ReplacementPolicy;
import tlpsim.completer.cache.SetAssociativeCache;
import tlpsim.completer.dram.DramModel;
import tlpsim.completer.memory.DeviceWriteConfig;
import tlpsim.completer.memory.DeviceWritePolicy;
import tlpsim.completer.memory.HomeDomainTable;
import tlpsim.completer.memory.HostMemory;
import tlpsim.completer.memory.HostMemoryConfig;
import tlpsim.completer.memory.HostTopologyConfig;
import tlpsim.completer.memory.LlcConfig;
import tlpsim.completer.memory.PartialMissPolicy;
import tlpsim.completer.memory.PlacementLayout;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.pipeline.EventHeap;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.MessageRing;

/** Hand-worked examples: an L2 hit takes 5 ns, the LLC 20 ns, DRAM 100 ns; a packet 100 ns beside that; a doorbell 200 ns. */
final class ConsumerStageTest {
    private static final long NS = 1_000;
    private static final long L2 = 5 * NS;
    private static final long DRAM = 100 * NS;
    private static final long PER_UNIT = 100 * NS;
    private static final long DOORBELL = 200 * NS;
    private static final long POLL = 50 * NS;
    private static final int ENTRIES = 8;
    private static final int CORES = 2;

    private final HostMemory memory = memory();
    private final EventHeap agenda = new EventHeap(16);
    private final MessageRing feedback = new MessageRing(64, 16, Gate.OPEN);
    private final MessageRing observations = new MessageRing(64, 16, Gate.OPEN);
    private final QueueTable queues =
            new QueueTable(new QueueLayout[] {layout(0), layout(1)}, new int[] {0, 0}, new int[] {0, 0});
    private ConsumerStage stage;

    private static QueueLayout layout(int queue) {
        long base = queue * 0x10000L;
        return new QueueLayout(base, 16, base + 4096, 64, 64, base + 8192, 2048, 0, 0, 0, ENTRIES);
    }

    private static HostMemory memory() {
        SetAssociativeCache[] l2 = new SetAssociativeCache[CORES];
        for (int core = 0; core < CORES; core++) {
            l2[core] = ReplacementPolicy.LRU.create(CacheGeometry.modulo(64, 8), core);
        }
        SetAssociativeCache[] llc = {ReplacementPolicy.LRU.create(CacheGeometry.modulo(256, 8), 9)};
        HostMemoryConfig config = new HostMemoryConfig(
                0x20000 / 64,
                new HostTopologyConfig(CORES, CORES, 1),
                HomeDomainTable.single(0),
                LlcConfig.victim(0xC0, 0xFF),
                new DeviceWriteConfig(DeviceWritePolicy.ddio(), PartialMissPolicy.FETCH, 0, 1));
        return new HostMemory(config, l2, llc);
    }

    private void poll(int burst, int prefetchAhead, boolean ideal) {
        stage(new ConsumerConfig(false, burst, PER_UNIT, prefetchAhead, 64, 0, 0, 0, POLL, 0, 0, 1), ideal);
    }

    private void stage(ConsumerConfig config, boolean ideal) {
        CoreTimingConfig timing = new CoreTimingConfig(L2, 20 * NS, 40 * NS, 60 * NS, DRAM, 4);
        stage = new ConsumerStage(
                new ConsumerParts(CORES, new ConsumerConfig[] {config}, new WorkingSet[1]),
                queues,
                new ConsumerStage.ConsumerEdges(
                        memory, DramModel.unloaded(), timing, ideal, agenda, feedback, observations, DOORBELL));
    }

    /** A packet of 64 bytes, intended 10 ns before its data is visible; its entry is written at {@code visiblePs}. */
    private void packet(int queue, long unit, long visiblePs) {
        queues.dataVisible(queue, unit, visiblePs);
        queues.dataComplete(queue, unit, 64, visiblePs - 10 * NS);
        queues.entryVisible(queue, unit, visiblePs);
        stage.entryWritten(visiblePs, queue, visiblePs);
    }

    private void runUntil(long endPs) {
        while (agenda.headPs() < endPs) {
            long timePs = agenda.headPs();
            int core = agenda.headComponent();
            long event = agenda.headPayload();
            agenda.removeHead();
            stage.onEvent(timePs, core, event);
        }
    }

    /** Start and end of each unit, in the order of consumption, as "start-end" in nanoseconds after the intended arrival. */
    private List<String> consumed() {
        observations.flush();
        List<String> units = new ArrayList<>();
        while (observations.hasMessage()) {
            assertThat(observations.word(1)).isEqualTo(10 * NS);
            units.add(observations.word(2) / NS + "-" + observations.word(3) / NS);
            observations.advance();
        }
        return units;
    }

    private List<String> doorbells() {
        feedback.flush();
        List<String> doorbells = new ArrayList<>();
        while (feedback.hasMessage()) {
            long head = feedback.word(0);
            assertThat(FeedbackLayout.kind(head)).isEqualTo(FeedbackLayout.DOORBELL);
            doorbells.add("queue " + FeedbackLayout.id(head) + " posted " + feedback.word(2) + " at "
                    + feedback.word(1) / NS);
            feedback.advance();
        }
        return doorbells;
    }

    @Test
    void anIdleCoreLooksAtMultiplesOfItsPollIntervalAndReadsFromMemory() {
        poll(32, 0, false);
        packet(0, 0, 12 * NS);
        runUntil(1_000 * NS);
        // Seen at 50 ns; entry 100 ns, header 100 ns, work 100 ns: done at 350 ns. Intended at 2 ns.
        assertThat(consumed()).containsExactly("48-348");
        assertThat(doorbells()).containsExactly("queue 0 posted 9 at 550");
        assertThat(stage.counters(0)).startsWith(300 * NS, 200 * NS, 1, 1, 0, 0);
        // Idle since 350 ns: the next look after 360 ns is at 400 ns.
        packet(0, 1, 360 * NS);
        assertThat(agenda.headPs()).isEqualTo(400 * NS);
    }

    @Test
    void whatADevicePutIntoTheCoresL2IsReadFromThere() {
        poll(32, 0, false);
        memory.deviceWrite(layout(0).completionAddress(0) >>> 6, true, PlacementLayout.NONE);
        memory.deviceWrite(layout(0).bufferAddress(0) >>> 6, true, PlacementLayout.l2OfCore(0));
        packet(0, 0, 12 * NS);
        runUntil(1_000 * NS);
        // Entry from the LLC 20 ns, header from the L2 5 ns.
        assertThat(consumed()).containsExactly("48-173");
    }

    @Test
    void aBusyCoreTakesTheNextUnitWithoutAPoll() {
        poll(32, 0, false);
        packet(0, 0, 50 * NS);
        packet(0, 1, 60 * NS);
        runUntil(10_000 * NS);
        // 50 to 350 ns, then 350 to 650 ns.
        assertThat(consumed()).containsExactly("10-310", "300-600");
    }

    @Test
    void aCoreTakesABurstOfAQueueAndThenTurnsToTheNext() {
        poll(2, 0, false);
        for (int unit = 0; unit < 3; unit++) {
            packet(0, unit, 50 * NS);
            packet(1, unit, 50 * NS);
        }
        runUntil(10_000 * NS);
        assertThat(doorbells())
                .extracting(text -> text.substring(0, 7))
                .containsExactly("queue 0", "queue 0", "queue 1", "queue 1", "queue 0", "queue 1");
        assertThat(stage.counters(0)[CoreCounter.UNITS]).isEqualTo(6);
    }

    @Test
    void aPrefetchOverlapsTheUnitBeforeIt() {
        poll(32, 1, false);
        packet(0, 0, 50 * NS);
        packet(0, 1, 50 * NS);
        runUntil(10_000 * NS);
        // The second unit's 200 ns pass while the first is worked on, 50 to 350 ns; then 5 ns for the L2 and 100 ns of
        // work.
        assertThat(consumed()).containsExactly("10-310", "310-415");
    }

    @Test
    void inTheIdealBoundEveryReadOfDeviceDataIsAnOwnL2Hit() {
        poll(32, 0, true);
        packet(0, 0, 50 * NS);
        runUntil(10_000 * NS);
        assertThat(consumed()).containsExactly("10-120");
    }

    @Test
    void aSleepingCoreWaitsForTheInterruptAndThenTakesAllThatIsThere() {
        stage(new ConsumerConfig(true, 32, PER_UNIT, 0, 0, 0, 0, 0, POLL, 2_000 * NS, 0, 1), false);
        packet(0, 0, 50 * NS);
        runUntil(100_000 * NS);
        assertThat(consumed()).isEmpty();
        stage.interrupt(0, 500 * NS);
        packet(0, 1, 600 * NS);
        // Starts at 2500 ns; 100 ns for the entry and 100 ns of work each; the second without an interrupt of its own.
        runUntil(100_000 * NS);
        assertThat(consumed()).containsExactly("2460-2660", "2110-2310");
        assertThat(stage.counters(0)[CoreCounter.INTERRUPTS]).isEqualTo(1);
    }

    @Test
    void anInterruptOfABusyCoreChangesNothing() {
        stage(new ConsumerConfig(true, 32, PER_UNIT, 0, 0, 0, 0, 0, POLL, 0, 0, 1), false);
        packet(0, 0, 50 * NS);
        stage.interrupt(0, 60 * NS);
        stage.interrupt(0, 70 * NS);
        runUntil(100_000 * NS);
        assertThat(consumed()).containsExactly("20-220");
        assertThat(stage.counters(0)[CoreCounter.INTERRUPTS]).isEqualTo(2);
    }

    @Test
    void aConsumerThatLagsSeesNothingEarlier() {
        stage(new ConsumerConfig(false, 32, PER_UNIT, 0, 0, 0, 0, 0, POLL, 0, 1_000 * NS, 1), false);
        packet(0, 0, 50 * NS);
        packet(0, 1, 900 * NS);
        runUntil(100_000 * NS);
        // 1050 to 1250 ns; idle since then, the next look after 1900 ns is at 1900 ns.
        assertThat(consumed()).containsExactly("1010-1210", "1010-1210");
    }

    @Test
    void descriptorsAreGivenBackInBatches() {
        stage(new ConsumerConfig(false, 32, PER_UNIT, 0, 0, 0, 0, 0, POLL, 0, 0, 4), false);
        for (int unit = 0; unit < 7; unit++) {
            packet(0, unit, 50 * NS);
        }
        runUntil(100_000 * NS);
        assertThat(doorbells()).containsExactly("queue 0 posted 12 at 1050");
    }

    @Test
    void aMovedQueueIsConsumedByItsNewCore() {
        poll(32, 0, false);
        packet(0, 0, 50 * NS);
        packet(0, 1, 50 * NS);
        runUntil(51 * NS);
        stage.moveQueue(200 * NS, 0, 1);
        runUntil(100_000 * NS);
        assertThat(consumed()).containsExactly("10-310", "160-460");
        assertThat(stage.counters(0)[CoreCounter.UNITS]).isEqualTo(1);
        assertThat(stage.counters(1)[CoreCounter.UNITS]).isEqualTo(1);
    }

    @Test
    void aUnitOfUnknownSizeIsTakenAsEmptyAndHasNoLatency() {
        poll(32, 0, false);
        queues.entryVisible(0, 0, 50 * NS);
        stage.entryWritten(50 * NS, 0, 50 * NS);
        runUntil(10_000 * NS);
        // Entry 100 ns, work 100 ns: 50 to 250 ns.
        assertThat(doorbells()).containsExactly("queue 0 posted 9 at 450");
        assertThat(consumed()).isEmpty();
        assertThat(queues.readWithoutDataByFlow()).containsExactly(1);
    }

    @Test
    void aQueueWaitsForALostEntryAndTheOthersGoOn() {
        poll(32, 2, false);
        packet(0, 0, 50 * NS);
        packet(0, 2, 60 * NS);
        packet(0, 3, 70 * NS);
        packet(1, 0, 80 * NS);
        runUntil(10_000 * NS);
        packet(1, 1, 10_000 * NS);
        packet(0, 4, 10_000 * NS);
        runUntil(20_000 * NS);
        assertThat(doorbells())
                .extracting(text -> text.substring(0, 16))
                .containsExactly("queue 0 posted 9", "queue 1 posted 9", "queue 1 posted 1");
        assertThat(agenda.isEmpty()).isTrue();
    }
}
