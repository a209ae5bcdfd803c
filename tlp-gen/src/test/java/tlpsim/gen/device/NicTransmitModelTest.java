package tlpsim.gen.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.pipeline.AccessKind;

final class NicTransmitModelTest {
    private static final long DOORBELL_PS = 1_000;
    private static final long END_PS = 1_000_000_000L;

    private final SendSetup setup = new SendSetup();

    private NicTransmitModel run(DeviceRig rig, int[] packetsPerQueue, int bytes) {
        NicTransmitModel model = setup.make(rig);
        rig.start(model);
        for (int queue = 0; queue < packetsPerQueue.length; queue++) {
            setup.write(model, queue, packetsPerQueue[queue], bytes, 0);
            rig.doorbell(DOORBELL_PS, queue, packetsPerQueue[queue]);
        }
        rig.runUntil(END_PS);
        return model;
    }

    private long[] wireLatencies(int count) {
        setup.wire.flush();
        long[] latencies = new long[count];
        for (int packet = 0; packet < count; packet++) {
            assertThat(setup.wire.hasMessage()).isTrue();
            latencies[packet] = setup.wire.word(1);
            setup.wire.advance();
        }
        assertThat(setup.wire.hasMessage()).isFalse();
        return latencies;
    }

    @Test
    void itFetchesDescriptorsInBatchesAndAroundTheEndOfTheRing() {
        setup.batch = 8;
        setup.threshold = 16;
        DeviceRig rig = setup.rig();
        NicTransmitModel model = setup.make(rig);
        rig.start(model);
        setup.write(model, 0, 60, 64, 0);
        rig.doorbell(DOORBELL_PS, 0, 60);
        rig.runUntil(END_PS);
        setup.write(model, 0, 12, 64, END_PS);
        rig.doorbell(END_PS, 0, 72);
        rig.runUntil(2 * END_PS);

        List<DeviceRig.Emitted> reads = rig.emitted(AccessKind.TRANSMIT_DESCRIPTOR);
        assertThat(reads.stream().mapToInt(DeviceRig.Emitted::bytes))
                .containsExactly(128, 128, 128, 128, 128, 128, 128, 64, 64, 128);
        assertThat(reads.get(9).address()).isEqualTo(SendSetup.DESCRIPTORS);
        assertThat(model.counters()[DeviceCounter.SENT_UNITS]).isEqualTo(72);
    }

    @Test
    void packetsLeaveAtTheSpeedOfThePort() {
        run(setup.rig(), new int[] {10}, 1500);

        long[] latencies = wireLatencies(10);
        for (int packet = 1; packet < 10; packet++) {
            // Preamble, packet, frame check sequence and gap: 1524 bytes at 10 Gbit/s.
            assertThat(latencies[packet] - latencies[packet - 1]).isEqualTo(1524 * 800);
        }
    }

    @Test
    void latencyIsTakenFromWhenThePacketWasDueToItsLastBit() {
        DeviceRig rig = setup.rig();
        run(rig, new int[] {1}, 1000);

        long firstReadPs = rig.emitted(AccessKind.DATA_READ).get(0).departPs();
        long latencyPs = wireLatencies(1)[0];
        // Both reads are answered before the packet starts; it has left with its frame check sequence.
        assertThat(latencyPs - (8 + 1000 + 4) * 800).isBetween(firstReadPs, firstReadPs + 2 * DeviceRig.READ_PS);
    }

    @Test
    void queuesTakeTurnsAndTheReadsOfAPacketStayTogether() {
        setup.queues = 2;
        setup.maxReads = 2;
        DeviceRig rig = setup.rig();
        run(rig, new int[] {4, 4}, 1024);

        List<DeviceRig.Emitted> reads = rig.emitted(AccessKind.DATA_READ);
        assertThat(reads.stream().map(DeviceRig.Emitted::queue).skip(2).limit(12))
                .containsExactly(0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1);
        for (int read = 0; read < reads.size(); read += 2) {
            assertThat(reads.get(read + 1).address()).isEqualTo(reads.get(read).address() + 512);
        }
    }

    @Test
    void packetsLeaveInTheOrderInWhichTheyWereBegunWhicheverDataComesFirst() {
        setup.portBitsPerSecond = 1_000_000_000_000L;
        DeviceRig rig = setup.rig();
        rig.host((kind, queue, number) -> kind == AccessKind.DATA_READ && number == 1 ? 5_000_000 : DeviceRig.READ_PS);
        run(rig, new int[] {4}, 512);

        long[] latencies = wireLatencies(4);
        assertThat(latencies[0]).isGreaterThan(5_000_000);
        assertThat(latencies).isSorted();
    }

    @Test
    void oneEntryReportsSeveralPacketsAndTheRestWaitsForCompanyOnlySoLong() {
        setup.packetsPerEntry = 4;
        DeviceRig rig = setup.rig();
        NicTransmitModel model = run(rig, new int[] {10}, 64);

        List<DeviceRig.Emitted> entries = rig.emitted(AccessKind.TRANSMIT_COMPLETION);
        assertThat(entries.stream().mapToLong(DeviceRig.Emitted::unit)).containsExactly(0L, 4L, 8L);
        assertThat(entries.stream().mapToLong(DeviceRig.Emitted::address))
                .containsExactly(SendSetup.COMPLETIONS, SendSetup.COMPLETIONS + 16, SendSetup.COMPLETIONS + 32);
        assertThat(model.counters()[DeviceCounter.COMPLETION_WRITES]).isEqualTo(3);
        long[] latencies = wireLatencies(10);
        assertThat(entries.get(2).departPs()).isEqualTo(latencies[8] + setup.entryWaitPs);
    }

    @Test
    void readsWaitForRoomAndForTagsAndTheTimeIsCounted() {
        setup.readRoomBytes = 1024;
        DeviceRig rig = setup.rig();
        NicTransmitModel model = run(rig, new int[] {20}, 1500);

        assertThat(rig.mostReadsOutstanding()).isEqualTo(2);
        assertThat(model.counters()[DeviceCounter.READ_ROOM_WAIT_PS]).isPositive();
        assertThat(model.counters()[DeviceCounter.TAG_WAIT_PS]).isZero();
        assertThat(model.counters()[DeviceCounter.SENT_UNITS]).isEqualTo(20);

        SendSetup few = new SendSetup();
        few.maxReads = 1;
        DeviceRig slow = few.rig();
        NicTransmitModel one = few.make(slow);
        slow.start(one);
        few.write(one, 0, 20, 1500, 0);
        slow.doorbell(DOORBELL_PS, 0, 20);
        slow.runUntil(END_PS);
        assertThat(slow.mostReadsOutstanding()).isEqualTo(1);
        assertThat(one.counters()[DeviceCounter.TAG_WAIT_PS]).isPositive();
        assertThat(one.counters()[DeviceCounter.SENT_UNITS]).isEqualTo(20);
    }

    @Test
    void itReadsNoFurtherAheadThanItsBufferHolds() {
        setup.bufferBytes = 4096;
        setup.portBitsPerSecond = 100_000_000L;
        DeviceRig rig = setup.rig();
        NicTransmitModel model = setup.make(rig);
        rig.start(model);
        setup.write(model, 0, 20, 1500, 0);
        rig.doorbell(DOORBELL_PS, 0, 20);
        rig.runUntil(100_000_000L);

        // The first packet takes 121 us on the wire; a third would not fit beside two.
        assertThat(rig.emitted(AccessKind.DATA_READ)).hasSize(6);
        assertThat(model.counters()[DeviceCounter.SENT_UNITS]).isZero();
    }

    @Test
    void aQueueWhoseReadIsLostStopsAndTheOthersGoOn() {
        setup.queues = 2;
        setup.threshold = 4;
        setup.batch = 4;
        DeviceRig rig = setup.rig();
        rig.host((kind, queue, number) ->
                kind == AccessKind.DATA_READ && queue == 0 ? -DeviceRig.READ_PS : DeviceRig.READ_PS);
        NicTransmitModel model = run(rig, new int[] {20, 20}, 1500);

        long[] counters = model.counters();
        assertThat(counters[DeviceCounter.QUEUES_STOPPED]).isEqualTo(1);
        assertThat(counters[DeviceCounter.SENT_UNITS]).isEqualTo(20);
        assertThat(counters[DeviceCounter.DISCARDED_UNITS]).isPositive();
        assertThat(counters[DeviceCounter.ACCEPTED_UNITS])
                .isEqualTo(counters[DeviceCounter.SENT_UNITS] + counters[DeviceCounter.DISCARDED_UNITS]);
        assertThat(rig.emitted(AccessKind.TRANSMIT_COMPLETION)).allMatch(tlp -> tlp.queue() == 1);
        // Nothing of what was lost keeps room: another packet finds all of it.
        StringBuilder text = new StringBuilder();
        model.describe(text);
        assertThat(text.toString()).contains("packets=0, readsOutstanding=0, bufferUsed=0, readRoomUsed=0");
    }
}
