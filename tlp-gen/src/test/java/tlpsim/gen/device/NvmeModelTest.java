package tlpsim.gen.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.PeerWindow;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.gen.arrival.ArrivalProcess;
import tlpsim.gen.arrival.ConstantArrivals;
import tlpsim.gen.arrival.FractionalPs;
import tlpsim.gen.device.DeviceRig.Emitted;
import tlpsim.gen.device.NvmeModelConfig.MediaForm;

class NvmeModelTest {
    private static final long MS = 1_000_000_000L;
    private static final long US = 1_000_000L;

    private final NvmeSetup setup = new NvmeSetup();

    @Test
    void aReadWritesItsBlocksThenItsEntryAfterTheMediumsLatency() {
        setup.depth = 1;
        setup.entries = 1;
        setup.blocks = 2;
        DeviceRig rig = setup.rig();
        rig.start(setup.closed(rig));
        rig.runUntil(100 * US);

        List<Emitted> tlps = rig.emitted();
        assertThat(tlps)
                .extracting(Emitted::kind)
                .startsWith(
                        AccessKind.DESCRIPTOR,
                        AccessKind.PAYLOAD,
                        AccessKind.PAYLOAD,
                        AccessKind.PAYLOAD,
                        AccessKind.PAYLOAD,
                        AccessKind.COMPLETION);
        assertThat(tlps.subList(1, 5)).extracting(Emitted::bytes).containsOnly(256);
        assertThat(tlps.subList(1, 5))
                .extracting(Emitted::address)
                .containsExactly(0xA000_0000L, 0xA000_0100L, 0xA000_0200L, 0xA000_0300L);
        assertThat(tlps.subList(1, 6)).extracting(Emitted::isLast).containsExactly(false, false, false, true, false);
        assertThat(tlps.get(4).unitBytes()).isEqualTo(1024);
        assertThat(tlps.get(0).bytes()).isEqualTo(64);
        assertThat(tlps.get(5).bytes()).isEqualTo(16);
        long fetchedPs = DeviceRig.PROPAGATION_PS + DeviceRig.READ_PS;
        assertThat(tlps.get(1).departPs()).isBetween(fetchedPs + 80 * US, fetchedPs + 80 * US + 10_000);
    }

    @Test
    void aWriteReadsItsDataThenMarksItsEntryAsTheLastWrite() {
        setup.depth = 1;
        setup.entries = 1;
        setup.readsPerMillion = 0;
        setup.blocks = 3;
        DeviceRig rig = setup.rig();
        NvmeModel model = setup.closed(rig);
        rig.start(model);
        rig.runUntil(24 * US);

        List<Emitted> tlps = rig.emitted();
        assertThat(tlps)
                .extracting(Emitted::kind)
                .startsWith(
                        AccessKind.DESCRIPTOR,
                        AccessKind.DATA_READ,
                        AccessKind.DATA_READ,
                        AccessKind.DATA_READ,
                        AccessKind.COMPLETION);
        assertThat(tlps.subList(1, 4))
                .extracting(Emitted::address)
                .containsExactly(0xA000_0000L, 0xA000_0200L, 0xA000_0400L);
        assertThat(tlps.get(4).isLast()).isTrue();
        assertThat(tlps.get(4).unitBytes()).isZero();
        assertThat(model.counters()[NvmeCounter.WRITE_COMMANDS]).isEqualTo(1);
        assertThat(model.counters()[NvmeCounter.DATA_READ_BYTES]).isEqualTo(1536);
    }

    @Test
    void theClosedLoopKeepsEveryQueueFull() {
        setup.queues = 3;
        setup.depth = 5;
        setup.entries = 8;
        DeviceRig rig = setup.rig();
        NvmeModel model = setup.closed(rig);
        rig.start(model);
        rig.runUntil(2 * MS);

        // One round: fetch, medium, data, return.
        long rounds = 2 * MS / (80 * US + DeviceRig.RETURN_PS + DeviceRig.READ_PS);
        assertThat(model.counters()[NvmeCounter.READ_COMMANDS]).isBetween(15 * (rounds - 2), 15 * (rounds + 1));
        for (int queue = 0; queue < 3; queue++) {
            assertThat(model.acceptedPerQueue()[queue]).isGreaterThanOrEqualTo(5 * (rounds - 2));
            assertInFlightAtMost(rig, queue, 5);
        }
    }

    private static void assertInFlightAtMost(DeviceRig rig, int queue, int depth) {
        long inFlight = 0;
        for (Emitted tlp : rig.emitted()) {
            if (tlp.queue() == queue && tlp.kind() == AccessKind.DESCRIPTOR) {
                inFlight += tlp.bytes() / 64;
            } else if (tlp.queue() == queue && tlp.kind() == AccessKind.COMPLETION) {
                inFlight--;
            }
            assertThat(inFlight).isBetween(0L, (long) depth);
        }
    }

    @Test
    void submissionEntriesAreFetchedWhereTheHostWroteThem() {
        setup.depth = 3;
        setup.entries = 4;
        DeviceRig rig = setup.rig();
        rig.start(setup.closed(rig));
        rig.runUntil(400 * US);

        // The host's ring counts 4 entries before the start; the first doorbells post entries 4, 5, 6.
        List<Long> slots = new ArrayList<>();
        for (Emitted tlp : rig.emitted(AccessKind.DESCRIPTOR)) {
            for (int entry = 0; entry < tlp.bytes() / 64; entry++) {
                slots.add((tlp.address() - NvmeSetup.SUBMISSION) / 64 + entry);
            }
        }
        assertThat(slots.subList(0, 8)).containsExactly(1L, 2L, 3L, 0L, 1L, 2L, 3L, 0L);
    }

    @Test
    void fetchesAreBatchedUpToTheReadLimit() {
        setup.depth = 16;
        setup.entries = 16;
        setup.batch = 32;
        DeviceRig rig = setup.rig();
        rig.start(setup.closed(rig));

        assertThat(rig.emitted()).extracting(Emitted::bytes).containsExactly(512, 512);
    }

    @Test
    void noMoreReadsAreOutstandingThanTagsExist() {
        setup.queues = 2;
        setup.depth = 8;
        setup.entries = 8;
        setup.maxReads = 3;
        setup.readsPerMillion = 300_000;
        DeviceRig rig = setup.rig();
        NvmeModel model = setup.closed(rig);
        rig.start(model);
        rig.runUntil(MS);

        assertThat(rig.mostReadsOutstanding()).isEqualTo(3);
        assertThat(model.counters()[NvmeCounter.WAITED_FOR_TAG]).isPositive();
        assertThat(model.counters()[NvmeCounter.WRITE_COMMANDS]).isPositive();
    }

    @Test
    void readsOfACommandCoverItsDataOnceWhateverTheAlignment() {
        setup.depth = 1;
        setup.entries = 1;
        setup.readsPerMillion = 0;
        setup.blocks = 20;
        setup.bufferOffset = 512 * 3;
        setup.mrrsBytes = 4096;
        DeviceRig rig = setup.rig();
        rig.start(setup.closed(rig));
        rig.runUntil(20 * US);

        assertThat(rig.emitted(AccessKind.DATA_READ))
                .extracting(Emitted::bytes)
                .containsExactly(4096 - 1536, 4096, 10240 - 4096 - 2560);
    }

    @Test
    void aCommandOfMoreThanTwoPagesReadsTheListOfItsPagesFirst() {
        for (boolean reads : new boolean[] {true, false}) {
            setup.depth = 1;
            setup.entries = 1;
            setup.lists = true;
            setup.blocks = 8 * 70;
            setup.strideBytes = 0x100000;
            setup.readsPerMillion = reads ? 1_000_000 : 0;
            DeviceRig rig = setup.rig();
            NvmeModel model = setup.closed(rig);
            rig.start(model);
            rig.runUntil(150 * US);

            // 69 entries of 8 bytes: 552 bytes, at MRRS 512 two reads.
            List<Emitted> tlps = rig.emitted();
            assertThat(tlps.subList(0, 3)).extracting(Emitted::kind).containsOnly(AccessKind.DESCRIPTOR);
            assertThat(tlps.subList(0, 3)).extracting(Emitted::bytes).containsExactly(64, 512, 40);
            assertThat(tlps.get(1).address()).isEqualTo(NvmeSetup.LISTS);
            assertThat(tlps.get(2).address()).isEqualTo(NvmeSetup.LISTS + 512);
            assertThat(tlps.get(3).kind()).isEqualTo(reads ? AccessKind.PAYLOAD : AccessKind.DATA_READ);
            long listedPs = 2 * (DeviceRig.PROPAGATION_PS + DeviceRig.READ_PS);
            assertThat(tlps.get(3).departPs()).isGreaterThan(listedPs + (reads ? 80 * US : 0));
            assertThat(model.counters()[NvmeCounter.LIST_READS]).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void listsHaveAnEntryForEachPageButTheFirstAndAPointerPerFullPage() {
        assertThat(PrpListLayout.listBytes(0, 4096)).isZero();
        assertThat(PrpListLayout.listBytes(0, 8192)).isZero();
        assertThat(PrpListLayout.listBytes(512, 8192)).isEqualTo(16);
        assertThat(PrpListLayout.listBytes(0, 8193)).isEqualTo(16);
        assertThat(PrpListLayout.listBytes(0, 513 * 4096)).isEqualTo(512 * 8);
        // 513 entries: 511 and a pointer on the first page, two on the second.
        assertThat(PrpListLayout.listBytes(0, 514 * 4096)).isEqualTo(514 * 8);
        assertThat(PrpListLayout.listBytes(0, 1024 * 4096)).isEqualTo((1023 + 1) * 8);
        assertThat(PrpListLayout.strideBytes(256)).isEqualTo(256);
        assertThat(PrpListLayout.strideBytes(264)).isEqualTo(4096);
    }

    @Test
    void aMixedWorkloadReadsTheShareThatWasAskedFor() {
        setup.depth = 64;
        setup.entries = 64;
        setup.blocks = 1;
        setup.readsPerMillion = 700_000;
        DeviceRig rig = setup.rig();
        NvmeModel model = setup.closed(rig);
        rig.start(model);
        rig.runUntil(10 * MS);

        double reads = model.counters()[NvmeCounter.READ_COMMANDS];
        double all = reads + model.counters()[NvmeCounter.WRITE_COMMANDS];
        // More writes complete, since the medium takes them faster, but the share is per command.
        assertThat(reads / all).isCloseTo(0.7, within(0.03));
    }

    @Test
    void aSpreadOfLatenciesLeavesUnitsInTheOrderOfTheirEntries() {
        setup.depth = 8;
        setup.entries = 8;
        setup.media = new MediaForm(10 * US, 10 * US, 50 * US);
        DeviceRig rig = setup.rig();
        rig.start(setup.closed(rig));
        rig.runUntil(5 * MS);

        long unit = 0;
        long previousPs = 0;
        List<Long> gaps = new ArrayList<>();
        for (Emitted tlp : rig.emitted(AccessKind.COMPLETION)) {
            assertThat(tlp.unit()).isEqualTo(unit);
            assertThat(tlp.address()).isEqualTo(NvmeSetup.COMPLETION + unit % 8 * 16);
            gaps.add(tlp.departPs() - previousPs);
            previousPs = tlp.departPs();
            unit++;
        }
        assertThat(gaps.stream().distinct().count()).isGreaterThan(gaps.size() / 2);
    }

    @Test
    void pacedCommandsAreIntendedWhenTheyAreDueEvenIfTheirQueueIsFull() {
        setup.depth = 1;
        setup.entries = 1;
        DeviceRig rig = setup.rig();
        NvmeModel model = setup.paced(rig, new ConstantArrivals(FractionalPs.of(50 * US, 1), 0));
        rig.start(model);
        rig.runUntil(400 * US);

        // A round takes more than 80 us, so the queue falls behind.
        assertThat(rig.emitted(AccessKind.COMPLETION))
                .extracting(Emitted::intendedPs)
                .containsExactly(0L, 50 * US, 100 * US, 150 * US);
        assertThat(model.counters()[DeviceCounter.OFFERED_UNITS]).isEqualTo(8);
        assertThat(model.counters()[NvmeCounter.WAITED_FOR_DEPTH]).isPositive();
    }

    @Test
    void pacedCommandsGoToTheQueuesInTurn() {
        setup.queues = 3;
        DeviceRig rig = setup.rig();
        rig.start(setup.paced(rig, index -> index < 6 ? 10 * US : ArrivalProcess.END));
        rig.runUntil(MS);

        assertThat(rig.emitted(AccessKind.DESCRIPTOR))
                .extracting(Emitted::queue)
                .containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(rig.emitted(AccessKind.COMPLETION)).hasSize(6);
    }

    @Test
    void interruptsAreModerated() {
        setup.depth = 4;
        setup.entries = 4;
        setup.interrupts = new NicConfig.InterruptForm(true, 200 * US, 64, 0xFEE0_0000L);
        DeviceRig rig = setup.rig();
        NvmeModel model = setup.closed(rig);
        rig.start(model);
        rig.runUntil(2 * MS);

        List<Emitted> interrupts = rig.emitted(AccessKind.INTERRUPT);
        assertThat(interrupts).hasSizeBetween(8, 11);
        assertThat(interrupts).extracting(Emitted::bytes).containsOnly(4);
        assertThat(model.counters()[DeviceCounter.INTERRUPTS]).isEqualTo(interrupts.size());
    }

    @Test
    void enoughCompletionsForceAnInterrupt() {
        setup.depth = 4;
        setup.entries = 4;
        setup.interrupts = new NicConfig.InterruptForm(true, 200 * US, 2, 0xFEE0_0000L);
        DeviceRig rig = setup.rig();
        NvmeModel model = setup.closed(rig);
        rig.start(model);
        rig.runUntil(2 * MS);

        long completions = model.counters()[DeviceCounter.COMPLETION_WRITES];
        assertThat(model.counters()[DeviceCounter.INTERRUPTS]).isBetween(completions / 2, completions / 2 + 12);
    }

    @Test
    void feedbackCanMakeItEmitOnlyWhileAReadIsOutstandingOrADoorbellCanCome() {
        DeviceRig rig = setup.rig();
        NvmeModel model = setup.closed(rig);
        rig.start(model);
        assertThat(model.isReactive()).as("fetching").isTrue();
        rig.runUntil(10 * US);
        assertThat(model.isReactive()).as("all commands on the medium").isFalse();
        rig.runUntil(81 * US);
        assertThat(model.isReactive()).as("completed, not returned").isTrue();
        rig.runUntil(90 * US);
        assertThat(model.isReactive()).as("on the medium again").isFalse();
    }

    @Test
    void aPacedDeviceWithRoomDoesNotWaitForDoorbells() {
        DeviceRig rig = setup.rig();
        NvmeModel model = setup.paced(rig, index -> index < 2 ? US : ArrivalProcess.END);
        rig.start(model);
        assertThat(model.isReactive()).isFalse();
        rig.runUntil(10 * US);
        assertThat(model.isReactive()).isFalse();
        rig.runUntil(84 * US);
        assertThat(rig.emitted(AccessKind.COMPLETION)).isNotEmpty();
        assertThat(model.isReactive())
                .as("completed, not returned, nothing waits")
                .isFalse();
    }

    @Test
    void dataGoesToThePagesOfAPeersWindowAsToThoseOfTheHost() {
        setup.depth = 8;
        setup.entries = 8;
        setup.blocks = 20;
        setup.bufferOffset = 512 * 3;
        setup.readsPerMillion = 500_000;
        setup.order = PageOrderPolicy.LAST_FIRST;
        List<List<Emitted>> runs = new ArrayList<>();
        for (long base : new long[] {NvmeSetup.BUFFERS, PeerWindow.busAddress(200, 0x7_FFFF_0000L)}) {
            setup.buffers = base;
            DeviceRig rig = setup.rig();
            rig.start(setup.closed(rig));
            rig.runUntil(MS);
            List<Emitted> data = new ArrayList<>(rig.emitted(AccessKind.PAYLOAD));
            data.addAll(rig.emitted(AccessKind.DATA_READ));
            runs.add(data);
            for (Emitted tlp : data) {
                assertThat(tlp.address() & 4095L).isLessThanOrEqualTo(4096 - tlp.bytes());
                assertThat(tlp.address() - base).isBetween(0L, 8L * setup.strideBytes);
                assertThat(tlp.header()).hasSize(base >>> 32 == 0 ? 24 : 32);
            }
        }
        // The longer headers move departures by nanoseconds, so the runs end with different commands, but not before.
        int same = Math.min(runs.get(0).size(), 400);
        assertThat(same).isEqualTo(400);
        for (int tlp = 0; tlp < same; tlp++) {
            Emitted host = runs.get(0).get(tlp);
            Emitted peer = runs.get(1).get(tlp);
            assertThat(peer.address() - setup.buffers).isEqualTo(host.address() - NvmeSetup.BUFFERS);
            assertThat(peer.bytes()).isEqualTo(host.bytes());
        }
    }

    @Test
    void aQueueStopsWhenAReadOfItIsLost() {
        for (AccessKind lost : new AccessKind[] {AccessKind.DESCRIPTOR, AccessKind.DATA_READ}) {
            setup.queues = 3;
            setup.readsPerMillion = 500_000;
            setup.maxReads = 2;
            DeviceRig rig = setup.rig();
            rig.host((kind, queue, number) -> kind == lost && queue == 1 && number >= 30 ? -US : DeviceRig.READ_PS);
            NvmeModel model = setup.closed(rig);
            rig.start(model);
            rig.runUntil(5 * MS);

            assertThat(model.counters()[DeviceCounter.QUEUES_STOPPED]).isEqualTo(1);
            long[] lastPs = new long[3];
            for (Emitted tlp : rig.emitted(AccessKind.COMPLETION)) {
                lastPs[tlp.queue()] = tlp.departPs();
            }
            assertThat(lastPs[1]).as("commands that had begun end").isLessThan(MS);
            assertThat(lastPs[0]).isGreaterThan(4900 * US);
            assertThat(lastPs[2]).isGreaterThan(4900 * US);
        }
    }

    @Test
    void aQueueWhoseListIsLostStopsToo() {
        setup.queues = 2;
        setup.lists = true;
        setup.blocks = 64;
        DeviceRig rig = setup.rig();
        rig.host((kind, queue, number) ->
                kind == AccessKind.DESCRIPTOR && queue == 1 && number >= 31 ? -US : DeviceRig.READ_PS);
        NvmeModel model = setup.closed(rig);
        rig.start(model);
        rig.runUntil(5 * MS);

        assertThat(model.counters()[DeviceCounter.QUEUES_STOPPED]).isEqualTo(1);
        assertThat(rig.emitted(AccessKind.COMPLETION).stream().filter(tlp -> tlp.queue() == 0))
                .anyMatch(tlp -> tlp.departPs() > 4900 * US);
    }

    @Test
    void aLayoutThatDoesNotFitIsRefused() {
        setup.entries = 2;
        assertThatIllegalArgumentException().isThrownBy(() -> setup.closed(setup.rig()));
        setup.entries = 4;
        setup.bufferOffset = 64;
        assertThatIllegalArgumentException().isThrownBy(() -> setup.closed(setup.rig()));
        setup.bufferOffset = 0;
        setup.blocks = 1024;
        assertThatIllegalArgumentException().isThrownBy(() -> setup.closed(setup.rig()));
    }
}
