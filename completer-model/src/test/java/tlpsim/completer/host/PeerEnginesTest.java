package tlpsim.completer.host;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.completer.host.MemoryRig.NS;

import org.junit.jupiter.api.Test;
import tlpsim.completer.consumer.CoreCounter;
import tlpsim.completer.consumer.QueuePlaces;
import tlpsim.completer.consumer.ReadKind;
import tlpsim.completer.host.MemoryRig.Setup;
import tlpsim.completer.peer.EngineCounter;
import tlpsim.completer.peer.PeerConfig;
import tlpsim.completer.peer.PeerEngineConfig;
import tlpsim.completer.peer.PeerReadLayout;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;

/** Who reads a unit whose data lies at a peer, and when. Times by hand from {@link MemoryRig}'s figures. */
final class PeerEnginesTest {
    private static final QueuePlaces KICKED = new QueuePlaces(0, 1, 1, 0);
    private static final QueuePlaces HEADER_AT_HOST = new QueuePlaces(0, 0, 1, 0);
    private static final QueuePlaces POLLED = new QueuePlaces(0, 1, 1, 1);
    private static final long END = 1_000_000 * NS;

    private static MemoryRig rig(PeerConfig peer, QueuePlaces... queues) {
        return new Setup().peer(peer).queues(queues).build();
    }

    /** A unit of 128 bytes in the peer's cache, all at once; due 100 ns before. */
    private static void data(MemoryRig rig, int queue, long unit, long arrivalPs) {
        rig.tlp(arrivalPs, AccessKind.HEADER, queue, unit)
                .bytes(128)
                .tag8(1)
                .last(128)
                .due(arrivalPs - 100 * NS)
                .send();
    }

    private static void entry(MemoryRig rig, int queue, long unit, long arrivalPs) {
        rig.tlp(arrivalPs, AccessKind.COMPLETION, queue, unit).phOnly().send();
    }

    private static long[] engine(MemoryRig rig, int engine) {
        return rig.memory.peers()[0].engines().counters(engine);
    }

    private static long core(MemoryRig rig, int counter) {
        return rig.memory.consumers().counters(0)[counter];
    }

    private static long reads(MemoryRig rig, ReadKind kind, int outcome) {
        return rig.memory.peers()[0].engines().readCounters()[kind.ordinal() * PeerReadLayout.COUNT + outcome];
    }

    @Test
    void aCoreThatSeesTheEntryKicksTheEngineThatReadsTheData() {
        MemoryRig rig = rig(MemoryRig.peer(), KICKED);
        data(rig, 0, 0, 1_000 * NS);
        entry(rig, 0, 0, 1_100 * NS);
        rig.run(END);
        // Core 1200 to 1320 ns; kick at 2020; header and payload from the cache, 300 ns, and 50 of work: 2370; notice
        // at
        // 2970; doorbell at 3170.
        assertThat(rig.observed()).containsExactly("flow 0: 250 1120 1470");
        assertThat(rig.feedbackText()).containsExactly("doorbell queue 0 posted 65 at 3170");
        assertThat(core(rig, CoreCounter.KICKS)).isEqualTo(1);
        assertThat(core(rig, CoreCounter.UNITS)).isZero();
        assertThat(core(rig, CoreCounter.BUSY_PS)).isEqualTo(120 * NS);
        assertThat(engine(rig, 0)).containsExactly(350 * NS, 300 * NS, 1, 1, 0);
        assertThat(reads(rig, ReadKind.HEADER, PeerReadLayout.CACHE)).isEqualTo(1);
        assertThat(reads(rig, ReadKind.PAYLOAD, PeerReadLayout.CACHE)).isEqualTo(1);
    }

    @Test
    void aHeaderAtTheHostIsReadByTheCoreAndTheRestByTheEngine() {
        MemoryRig rig = rig(MemoryRig.peer(), HEADER_AT_HOST);
        rig.tlp(990 * NS, AccessKind.HEADER, 0, 0).send();
        rig.tlp(1_000 * NS, AccessKind.PAYLOAD, 0, 0)
                .from(64)
                .tag8(1)
                .last(128)
                .due(900 * NS)
                .send();
        entry(rig, 0, 0, 1_100 * NS);
        rig.run(END);
        // Core 1200 to 1340 ns; kick at 2040; payload 150 ns, work 50 ns.
        assertThat(rig.observed()).containsExactly("flow 0: 250 1140 1340");
        assertThat(reads(rig, ReadKind.HEADER, PeerReadLayout.CACHE)).isZero();
    }

    @Test
    void anEngineLooksAtEntriesBesideItAtMultiplesOfItsPollInterval() {
        MemoryRig rig = rig(MemoryRig.peer(), POLLED);
        rig.tlp(1_000 * NS, AccessKind.HEADER, 0, 0)
                .bytes(128)
                .last(128)
                .due(900 * NS)
                .send();
        entry(rig, 0, 0, 1_010 * NS);
        rig.run(END);
        // Data visible at 1302 ns and with it the entry; a look at 1320. Entry 150 ns, header 300, payload 300, work
        // 50:
        // 2120.
        assertThat(rig.observed()).containsExactly("flow 0: 402 420 1220");
        assertThat(rig.feedbackText()).containsExactly("doorbell queue 0 posted 65 at 2920");
        assertThat(engine(rig, 0)).containsExactly(800 * NS, 750 * NS, 1, 0, 0);
        assertThat(core(rig, CoreCounter.TURNS)).isZero();
        assertThat(reads(rig, ReadKind.COMPLETION, PeerReadLayout.CACHE)).isEqualTo(1);
        assertThat(reads(rig, ReadKind.HEADER, PeerReadLayout.MEMORY)).isEqualTo(1);
        assertThat(reads(rig, ReadKind.PAYLOAD, PeerReadLayout.MEMORY)).isEqualTo(1);
    }

    @Test
    void anIdleEngineCountsItsLooksFromItsLastEnd() {
        MemoryRig rig = rig(MemoryRig.peer(), POLLED);
        data(rig, 0, 0, 1_000 * NS);
        entry(rig, 0, 0, 1_000 * NS);
        data(rig, 0, 1, 3_000 * NS);
        entry(rig, 0, 1, 3_000 * NS);
        rig.run(END);
        // Visible 1150, look 1160, end 1660. Visible 3150: 1490 ns later, so 38 looks of 40 ns: 3180.
        assertThat(rig.observed()).containsExactly("flow 0: 250 260 760", "flow 0: 250 280 780");
    }

    @Test
    void aBusyEngineServesItsQueuesInTurnWithoutPolling() {
        MemoryRig rig = rig(MemoryRig.peer(), POLLED, POLLED);
        for (int unit = 0; unit < 2; unit++) {
            for (int queue = 0; queue < 2; queue++) {
                data(rig, queue, unit, 1_000 * NS);
            }
        }
        entry(rig, 0, 0, 1_000 * NS);
        entry(rig, 0, 1, 1_000 * NS);
        entry(rig, 1, 0, 1_000 * NS);
        entry(rig, 1, 1, 1_000 * NS);
        rig.run(END);
        assertThat(rig.observed())
                .containsExactly(
                        "flow 0: 250 260 760",
                        "flow 1: 250 760 1260",
                        "flow 0: 250 1260 1760",
                        "flow 1: 250 1760 2260");
    }

    @Test
    void kicksAreServedInTheOrderOfTheirArrivalAndBeforePolledQueues() {
        MemoryRig rig = rig(MemoryRig.peer(), KICKED, POLLED);
        for (int unit = 0; unit < 2; unit++) {
            data(rig, 0, unit, 1_000 * NS);
            entry(rig, 0, unit, 1_100 * NS);
        }
        for (int unit = 0; unit < 4; unit++) {
            data(rig, 1, unit, 1_700 * NS);
            entry(rig, 1, unit, 1_700 * NS);
        }
        rig.run(END);
        // Polled from 1880 to 2380 ns; kicks at 2020 and 2140, served at 2380 and 2730; then the rest.
        assertThat(rig.observed())
                .containsExactly(
                        "flow 1: 250 280 780",
                        "flow 0: 250 1480 1830",
                        "flow 0: 250 1830 2180",
                        "flow 1: 250 1480 1980",
                        "flow 1: 250 1980 2480",
                        "flow 1: 250 2480 2980");
        assertThat(engine(rig, 0)[EngineCounter.KICK_WAIT_PS]).isEqualTo((360 + 590) * NS);
        assertThat(engine(rig, 0)[EngineCounter.KICKS]).isEqualTo(2);
        assertThat(engine(rig, 0)[EngineCounter.UNITS]).isEqualTo(6);
    }

    @Test
    void queuesAreDealtToEnginesByTheirNumber() {
        PeerConfig peer = MemoryRig.with(
                MemoryRig.peer(), new PeerEngineConfig(2, 50 * NS, 40 * NS, 700 * NS, 600 * NS, 1_000_000, 4));
        MemoryRig rig = rig(peer, POLLED, POLLED, POLLED);
        for (int queue = 0; queue < 3; queue++) {
            data(rig, queue, 0, 1_000 * NS);
            entry(rig, queue, 0, 1_000 * NS);
        }
        rig.run(END);
        assertThat(engine(rig, 0)[EngineCounter.UNITS]).isEqualTo(2);
        assertThat(engine(rig, 1)[EngineCounter.UNITS]).isEqualTo(1);
    }

    @Test
    void linesOfAGroupOverlapButNoneComesBeforeItsTransfer() {
        MemoryRig rig = rig(MemoryRig.peer(), POLLED);
        for (int piece = 0; piece < 4; piece++) {
            RigTlp write =
                    rig.tlp(1_000 * NS, AccessKind.PAYLOAD, 0, 0).bytes(512).from(512L * piece);
            (piece == 3 ? write.last(2_048).due(1_000 * NS) : write).send();
        }
        entry(rig, 0, 0, 1_100 * NS);
        rig.run(END);
        // Visible at 1332 ns, look at 1360. Entry 150; header 300; 31 lines of payload 300 + 30 * 300 / 4 = 2550.
        assertThat(engine(rig, 0)[EngineCounter.STALL_PS]).isEqualTo((150 + 300 + 2_550) * NS);
    }

    @Test
    void inTheIdealBoundTheEngineFindsEverythingInItsCache() {
        MemoryRig rig = rig(MemoryRig.with(MemoryRig.peer(), true, false), POLLED);
        rig.tlp(1_000 * NS, AccessKind.HEADER, 0, 0).bytes(128).last(128).send();
        entry(rig, 0, 0, 1_000 * NS);
        rig.run(END);
        assertThat(engine(rig, 0)[EngineCounter.STALL_PS]).isEqualTo(450 * NS);
        assertThat(reads(rig, ReadKind.HEADER, PeerReadLayout.CACHE)).isEqualTo(1);
    }

    @Test
    void dataThatIsVisibleAfterItsEntryIsCountedOnceWhicheverCameFirst() {
        MemoryRig dataFirst = rig(MemoryRig.peer(), KICKED);
        dataFirst.tlp(1_000 * NS, AccessKind.HEADER, 0, 0).last(64).send();
        entry(dataFirst, 0, 0, 1_010 * NS);
        dataFirst.run(END);
        assertThat(dataFirst.queues.visibleBeforeDataByFlow()).containsExactly(1);
        assertThat(dataFirst.queues.readWithoutDataByFlow()).containsExactly(0);

        MemoryRig entryFirst = rig(MemoryRig.peer(), KICKED);
        entry(entryFirst, 0, 0, 900 * NS);
        entryFirst.tlp(1_100 * NS, AccessKind.HEADER, 0, 0).send();
        data(entryFirst, 0, 0, 1_200 * NS);
        entryFirst.run(END);
        assertThat(entryFirst.queues.visibleBeforeDataByFlow()).containsExactly(1);
        assertThat(entryFirst.queues.readWithoutDataByFlow()).containsExactly(0);
        assertThat(entryFirst.observed()).hasSize(1);
    }

    @Test
    void dataThatComesAfterItsUnitWasReadIsCountedButHasNoLatency() {
        MemoryRig rig = rig(MemoryRig.peer(), KICKED);
        entry(rig, 0, 0, 900 * NS);
        data(rig, 0, 0, 5_000 * NS);
        rig.run(END);
        assertThat(rig.queues.visibleBeforeDataByFlow()).containsExactly(1);
        assertThat(rig.queues.readWithoutDataByFlow()).containsExactly(1);
        assertThat(rig.observed()).isEmpty();
        assertThat(engine(rig, 0)).containsExactly(50 * NS, 0, 1, 1, 0);
        assertThat(rig.feedbackText()).hasSize(1);
    }

    @Test
    void lostDataIsReadAllTheSameAndCountsFromTheRead() {
        MemoryRig rig = rig(MemoryRig.peer(), KICKED);
        rig.tlp(1_000 * NS, AccessKind.HEADER, 0, 0)
                .bytes(128)
                .last(128)
                .due(900 * NS)
                .lost(HintOutcome.PREFIX_BLOCKED)
                .send();
        entry(rig, 0, 0, 1_100 * NS);
        rig.run(END);
        assertThat(rig.queues.visibleBeforeData()).isZero();
        assertThat(rig.queues.readWithoutDataByFlow()).containsExactly(1);
        // Kick at 2020 ns; the header is there 301 ns later, the payload 300 ns after that.
        assertThat(rig.observed()).containsExactly("flow 0: 1120 1120 1771");
    }

    @Test
    void aQueueWaitsForALostEntryForEver() {
        for (QueuePlaces places : new QueuePlaces[] {QueuePlaces.ALL_HOST, KICKED, POLLED}) {
            MemoryRig rig = rig(MemoryRig.peer(), places);
            data(rig, 0, 0, 1_000 * NS);
            entry(rig, 0, 0, 1_000 * NS);
            data(rig, 0, 1, 10_000 * NS);
            rig.tlp(10_000 * NS, AccessKind.COMPLETION, 0, 1)
                    .lost(HintOutcome.PREFIX_BLOCKED)
                    .send();
            for (int unit = 2; unit < 20; unit++) {
                data(rig, 0, unit, unit * 10_000L * NS);
                entry(rig, 0, unit, unit * 10_000L * NS);
            }
            rig.run(END);
            assertThat(rig.observed()).as(places.toString()).hasSize(1);
            assertThat(rig.feedbackText()).hasSize(1).allMatch(text -> text.contains("posted 65"));
        }
    }
}
