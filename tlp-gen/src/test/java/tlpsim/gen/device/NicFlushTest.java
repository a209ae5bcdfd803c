package tlpsim.gen.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.gen.device.DeviceRig.Emitted;
import tlpsim.gen.hint.RequestTemplate;

class NicFlushTest {
    private static final long MS = 1_000_000_000L;
    private static final long US = 1_000_000L;

    private final NicSetup setup = new NicSetup();
    private DeviceRig rig;
    private NicReceiveModel nic;

    private void run(PacketFeed feed, long endPs) {
        run(feed, endPs, (kind, queue, number) -> DeviceRig.READ_PS);
    }

    private void run(PacketFeed feed, long endPs, DeviceRig.Host host) {
        rig = setup.rig();
        rig.host(host);
        nic = setup.make(rig, feed);
        rig.start(nic);
        rig.runUntil(endPs);
    }

    private List<Emitted> withoutFetches() {
        return rig.emitted().stream()
                .filter(tlp -> tlp.kind() != AccessKind.DESCRIPTOR)
                .toList();
    }

    private long counter(int index) {
        return nic.counters()[index];
    }

    @Test
    void anEntryFollowsTheReadBehindItsData() {
        setup.interrupts = new NicConfig.InterruptForm(true, 0, 1, 0xFEE0_0000L);
        run(setup.regular(1, 5 * US, 600), 20 * US);

        List<Emitted> tlps = withoutFetches();
        assertThat(tlps)
                .extracting(Emitted::kind)
                .containsExactly(
                        AccessKind.HEADER,
                        AccessKind.PAYLOAD,
                        AccessKind.PAYLOAD,
                        AccessKind.FLUSH_READ,
                        AccessKind.COMPLETION,
                        AccessKind.INTERRUPT);
        assertThat(tlps.get(2).isLast()).isTrue();
        Emitted flush = tlps.get(3);
        assertThat(flush.header()).as("one DW, no byte enabled").startsWith("2000000119000000");
        assertThat(flush.address()).isEqualTo(NicSetup.BUFFERS);
        assertThat(flush.unitBytes()).as("what the completion carries").isEqualTo(4);
        assertThat(flush.flags()).isZero();
        long heldPs = tlps.get(4).departPs() - flush.departPs();
        assertThat(heldPs)
                .isBetween(
                        DeviceRig.PROPAGATION_PS + DeviceRig.READ_PS,
                        DeviceRig.PROPAGATION_PS + DeviceRig.READ_PS + 10_000);
        assertThat(counter(DeviceCounter.FLUSH_READS)).isEqualTo(1);
        // From the arrival of the packet, when all its TLPs became ready.
        assertThat(counter(DeviceCounter.FLUSH_WAIT_PS)).isEqualTo(tlps.get(4).departPs() - 5 * US);
        assertThat(counter(DeviceCounter.FLUSHES_LOST)).isZero();
    }

    @Test
    void aQueueThatDoesNotFlushWritesItsEntryAtOnce() {
        setup.queues = 2;
        setup.flushing = 0b10;
        run(setup.regular(2, 5 * US, 60), 20 * US);

        assertThat(withoutFetches())
                .extracting(tlp -> tlp.queue() + " " + tlp.kind().label())
                .containsExactly("0 header", "0 completion", "1 header", "1 flush-read", "1 completion");
    }

    @Test
    void entriesThatShareAWriteShareAFlushOfTheLastOfThem() {
        setup.entriesPerWrite = 3;
        setup.waitPs = 10 * US;
        run(setup.regular(4, US, 60), 20 * US);

        // Units 0 to 2 fill a write; unit 3 ends a line of entries of 16 bytes.
        List<Emitted> flushes = rig.emitted(AccessKind.FLUSH_READ);
        assertThat(flushes)
                .extracting(Emitted::address)
                .containsExactly(NicSetup.BUFFERS + 2L * NicSetup.STRIDE, NicSetup.BUFFERS + 3L * NicSetup.STRIDE);
        assertThat(rig.emitted(AccessKind.COMPLETION))
                .extracting(Emitted::bytes)
                .containsExactly(48, 16);
        assertThat(rig.emitted(AccessKind.COMPLETION)).extracting(Emitted::unit).containsExactly(0L, 3L);
        long first = 3 * (rig.emitted(AccessKind.COMPLETION).get(0).departPs() - 3 * US);
        long second = rig.emitted(AccessKind.COMPLETION).get(1).departPs() - 4 * US;
        assertThat(counter(DeviceCounter.FLUSH_WAIT_PS)).isEqualTo(first + second);
    }

    @Test
    void anEntryThatFindsNoCompanyIsFlushedWhenItsTimeIsOver() {
        setup.entriesPerWrite = 4;
        setup.waitPs = 2 * US;
        run(setup.regular(1, US, 60), 20 * US);

        assertThat(rig.emitted(AccessKind.FLUSH_READ))
                .extracting(Emitted::departPs)
                .containsExactly(3 * US);
        assertThat(rig.emitted(AccessKind.COMPLETION)).hasSize(1);
    }

    @Test
    void entriesAreWrittenInOrderHoweverFlushesComeBack() {
        setup.queues = 2;
        setup.entries = 256;
        run(setup.random(1, 2000, 400_000), 2 * MS, (kind, queue, number) -> DeviceRig.READ_PS + (number * 7 % 5) * US);

        assertEntriesInOrder();
        assertThat(counter(DeviceCounter.FLUSH_READS)).isEqualTo(2000);
        assertThat(counter(DeviceCounter.ACCEPTED_UNITS)).isEqualTo(2000);
    }

    /** Every accepted packet has one entry, the entries of each queue are numbered without gaps, and each is behind its data. */
    private void assertEntriesInOrder() {
        long[] next = new long[setup.queues];
        long[] data = new long[setup.queues];
        for (Emitted tlp : rig.emitted()) {
            if (tlp.isLast()) {
                assertThat(tlp.unit()).isEqualTo(data[tlp.queue()]++);
            } else if (tlp.kind() == AccessKind.COMPLETION) {
                assertThat(tlp.unit()).isEqualTo(next[tlp.queue()]);
                next[tlp.queue()] += tlp.bytes() / 16;
                assertThat(next[tlp.queue()]).isLessThanOrEqualTo(data[tlp.queue()]);
            }
        }
        assertThat(next).isEqualTo(data);
    }

    @Test
    void flushesAndFetchesTakeTurnsWhereTagsRunOut() {
        setup.queues = 4;
        setup.maxReads = 1;
        setup.batch = 1;
        setup.threshold = 2;
        run(setup.random(2, 600, 100_000), 3 * MS);

        assertThat(rig.mostReadsOutstanding()).isEqualTo(1);
        assertEntriesInOrder();
        long accepted = counter(DeviceCounter.ACCEPTED_UNITS);
        assertThat(accepted + counter(DeviceCounter.RX_NO_DESCRIPTOR) + counter(DeviceCounter.RX_MISSED))
                .isEqualTo(600);
        assertThat(counter(DeviceCounter.FLUSH_READS)).isEqualTo(accepted);
        // While packets come, both always wait; in between, neither gets two tags more than the other in any stretch.
        List<AccessKind> reads = new ArrayList<>();
        for (Emitted tlp : rig.emitted()) {
            boolean busy = tlp.departPs() > 10 * US && tlp.departPs() < 55 * US;
            if (busy && (tlp.kind() == AccessKind.FLUSH_READ || tlp.kind() == AccessKind.DESCRIPTOR)) {
                reads.add(tlp.kind());
            }
        }
        assertThat(reads).hasSizeGreaterThan(30);
        for (int read = 1; read < reads.size(); read++) {
            assertThat(reads.get(read)).as("read %d of %s", read, reads).isNotEqualTo(reads.get(read - 1));
        }
    }

    @Test
    void interruptsAreModeratedByTheTimeOfTheirEntries() {
        setup.interrupts = new NicConfig.InterruptForm(true, 20 * US, 5, 0xFEE0_0000L);
        run(
                setup.random(3, 500, 2_000_000),
                2 * MS,
                (kind, queue, number) -> DeviceRig.READ_PS + (number % 3) * 5 * US);

        long pending = 0;
        long lastPs = -20 * US;
        for (Emitted tlp : rig.emitted()) {
            if (tlp.kind() == AccessKind.COMPLETION) {
                pending++;
            } else if (tlp.kind() == AccessKind.INTERRUPT) {
                assertThat(pending >= 5 || tlp.intendedPs() >= lastPs + 20 * US && pending > 0)
                        .as("at %d with %d entries", tlp.intendedPs(), pending)
                        .isTrue();
                pending = 0;
                lastPs = tlp.intendedPs();
            }
        }
        assertThat(pending).isZero();
        assertThat(counter(DeviceCounter.COMPLETION_WRITES)).isEqualTo(500);
        assertThat(counter(DeviceCounter.INTERRUPTS)).isBetween(50L, 200L);
    }

    @Test
    void aLostFlushReleasesItsEntriesToo() {
        run(
                setup.random(4, 500, 1_000_000),
                2 * MS,
                (kind, queue, number) -> kind == AccessKind.FLUSH_READ && number % 3 == 0 ? -US : DeviceRig.READ_PS);

        assertEntriesInOrder();
        assertThat(counter(DeviceCounter.COMPLETION_WRITES)).isEqualTo(500);
        assertThat(counter(DeviceCounter.FLUSHES_LOST)).isBetween(100L, 200L);
        assertThat(counter(DeviceCounter.QUEUES_STOPPED)).isZero();
        assertThat(nic.isReactive()).isFalse();
    }

    @Test
    void aLostDescriptorReadStopsItsQueueAndNoOther() {
        setup.queues = 2;
        setup.entries = 64;
        // The 20th read and all later ones of queue 1.
        run(
                setup.random(5, 4000, 500_000),
                4 * MS,
                (kind, queue, number) ->
                        kind == AccessKind.DESCRIPTOR && queue == 1 && number >= 20 ? -US : DeviceRig.READ_PS);

        assertThat(counter(DeviceCounter.QUEUES_STOPPED)).isEqualTo(1);
        assertThat(counter(DeviceCounter.OFFERED_UNITS)).isEqualTo(4000);
        assertThat(counter(DeviceCounter.RX_MISSED)).isZero();
        assertThat(counter(DeviceCounter.RX_NO_DESCRIPTOR)).isGreaterThan(1500);
        assertThat(counter(DeviceCounter.ACCEPTED_UNITS) + counter(DeviceCounter.RX_NO_DESCRIPTOR))
                .isEqualTo(4000);
        assertThat(counter(DeviceCounter.COMPLETION_WRITES) + counter(DeviceCounter.DISCARDED_UNITS))
                .isEqualTo(counter(DeviceCounter.ACCEPTED_UNITS));
        assertEntriesInOrder();
        Emitted last = null;
        for (Emitted tlp : rig.emitted(AccessKind.COMPLETION)) {
            last = tlp.queue() == 0 ? tlp : last;
        }
        assertThat(last).isNotNull();
        assertThat(last.departPs()).as("queue 0 goes on").isGreaterThan(1900 * US);
    }

    @Test
    void packetsThatWaitedForTheLostReadGiveTheirRoomBack() {
        setup.bufferBytes = 3000;
        setup.entries = 8;
        // All reads of queue 0 are lost after 50 us; packets of 500 bytes wait until then.
        setup.queues = 2;
        run(setup.regular(400, US, 500), MS, (kind, queue, number) -> queue == 0 ? -50 * US : DeviceRig.READ_PS);

        assertThat(counter(DeviceCounter.DISCARDED_UNITS)).isEqualTo(6);
        assertThat(counter(DeviceCounter.RX_MISSED)).isPositive();
        assertThat(rig.emitted(AccessKind.COMPLETION).size()).isGreaterThan(150);
    }

    @Test
    void aHeaderGoesToItsOwnMemoryCutByBusAddresses() {
        setup.split = 200;
        setup.mpsBytes = 128;
        run(setup.regular(1, US, 600), 20 * US);

        List<Emitted> tlps = withoutFetches();
        assertThat(tlps)
                .extracting(tlp -> tlp.kind().label() + " " + Long.toHexString(tlp.address()) + " " + tlp.bytes())
                .containsExactly(
                        "header 30000000 128",
                        "header 30000080 72",
                        "payload 220001000000 128",
                        "payload 220001000080 128",
                        "payload 220001000100 128",
                        "payload 220001000180 16",
                        "flush-read 220001000000 4",
                        "completion 20000000 16");
        assertThat(tlps)
                .extracting(Emitted::isLast)
                .containsExactly(false, false, false, false, false, true, false, false);
    }

    @Test
    void aFlushIsARead() {
        RequestTemplate write = DeviceRig.template(true, RequestTemplate.NO_HINT, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QueueRequests(setup.layout(0), write, write, write, write, write, write, write));
    }
}
