package tlpsim.completer.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tlpsim.core.fabric.QueueLayout;

final class QueueTableTest {
    private static final QueueLayout EIGHT = new QueueLayout(0, 16, 4096, 64, 64, 8192, 2048, 0, 0, 0, 8);

    private final QueueTable table =
            new QueueTable(new QueueLayout[] {EIGHT, EIGHT}, new int[] {3, 5}, new int[] {0, 1});

    @Test
    void aUnitIsUnknownUntilItsEntryIsWritten() {
        table.dataVisible(1, 0, 900);
        table.dataComplete(1, 0, 1500, 100);
        assertThat(table.entryVisiblePs(1, 0)).isEqualTo(Long.MAX_VALUE);
        table.entryVisible(1, 0, 1_000);
        assertThat(table.entryVisiblePs(1, 0)).isEqualTo(1_000);
        assertThat(table.entryVisiblePs(1, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(table.entryVisiblePs(0, 0)).isEqualTo(Long.MAX_VALUE);
        assertThat(table.unitBytes(1, 0)).isEqualTo(1500);
        assertThat(table.intendedPs(1, 0)).isEqualTo(100);
        assertThat(table.dataVisiblePs(1, 0)).isEqualTo(900);
    }

    @Test
    void dataIsVisibleWhenItsLastPartIs() {
        table.dataVisible(0, 2, 900);
        table.dataVisible(0, 2, 700);
        assertThat(table.dataVisiblePs(0, 2)).isEqualTo(900);
    }

    @Test
    void anEntryThatIsVisibleBeforeItsDataIsCounted() {
        table.dataVisible(0, 0, 900);
        table.entryVisible(0, 0, 900);
        assertThat(table.visibleBeforeData()).isZero();
        table.dataVisible(0, 1, 901);
        table.entryVisible(0, 1, 900);
        assertThat(table.visibleBeforeData()).isEqualTo(1);
    }

    @Test
    void dataThatArrivesAfterItsEntryCountsIfItIsVisibleLater() {
        table.entryVisible(0, 0, 900);
        table.dataVisible(0, 0, 900);
        assertThat(table.visibleBeforeData()).isZero();
        table.dataVisible(0, 0, 901);
        table.dataVisible(0, 0, 1_000);
        assertThat(table.visibleBeforeData()).isEqualTo(1);
        assertThat(table.dataVisiblePs(0, 0)).isEqualTo(1_000);
    }

    @Test
    void aUnitCountsOnceHoweverItsDataComesLate() {
        table.dataVisible(1, 3, 1_000);
        table.entryVisible(1, 3, 900);
        table.dataVisible(1, 3, 1_100);
        table.noteRead(1, 3, 950);
        table.dataVisible(1, 3, 1_200);
        // The slot belongs to unit 11 by now.
        table.entryVisible(1, 11, 2_000);
        table.dataVisible(1, 3, 2_100);
        assertThat(table.visibleBeforeDataByFlow()).containsExactly(0, 1);
        assertThat(table.readWithoutDataByFlow()).containsExactly(0, 1);
        table.dataVisible(1, 11, 2_200);
        assertThat(table.visibleBeforeDataByFlow()).containsExactly(0, 2);
    }

    @Test
    void aUnitIsReadWithoutItsDataIfSomeIsUnknownNotVisibleOrLost() {
        table.entryVisible(0, 0, 100);
        table.noteRead(0, 0, 200);
        assertThat(table.readWithoutDataByFlow()[0]).as("nothing has arrived").isEqualTo(1);
        table.dataVisible(0, 1, 300);
        table.dataComplete(0, 1, 64, 0);
        table.noteRead(0, 1, 299);
        assertThat(table.readWithoutDataByFlow()[0]).as("not visible").isEqualTo(2);
        table.dataVisible(0, 2, 300);
        table.dataComplete(0, 2, 64, 0);
        table.noteRead(0, 2, 300);
        assertThat(table.readWithoutDataByFlow()[0]).as("all there").isEqualTo(2);
        table.dataLost(0, 3);
        table.dataComplete(0, 3, 64, 0);
        table.noteRead(0, 3, 1_000_000);
        assertThat(table.readWithoutDataByFlow()[0]).as("lost").isEqualTo(3);
    }

    @Test
    void whatComesAfterTheReadOfASeeminglyCompleteUnitCountsToo() {
        table.dataVisible(0, 0, 100);
        table.dataComplete(0, 0, 64, 0);
        table.entryVisible(0, 0, 110);
        table.noteRead(0, 0, 120);
        assertThat(table.readWithoutDataByFlow()[0]).isZero();
        table.dataVisible(0, 0, 500);
        table.dataVisible(0, 0, 600);
        assertThat(table.readWithoutDataByFlow()[0]).isEqualTo(1);
        table.dataLost(0, 0);
        assertThat(table.readWithoutDataByFlow()[0]).isEqualTo(1);
    }

    @Test
    void lostDataIsNeverVisibleAndNotVisibleBeforeDataEither() {
        table.dataVisible(0, 0, 100);
        table.dataLost(0, 0);
        table.dataVisible(0, 0, 200);
        table.entryVisible(0, 0, 150);
        assertThat(table.dataVisiblePs(0, 0)).isEqualTo(Long.MAX_VALUE);
        assertThat(table.visibleBeforeData()).isZero();
    }

    @Test
    void aLostEntryIsNeverSeenWhateverComesAfterIt() {
        table.entryVisible(0, 0, 100);
        table.entryVisible(0, 2, 120);
        assertThat(table.entryVisiblePs(0, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(table.entryVisiblePs(0, 2)).isEqualTo(120);
        // A ring's turn later another unit has the slot.
        table.entryVisible(0, 9, 900);
        assertThat(table.entryVisiblePs(0, 1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aSlotKeepsNothingOfTheUnitBefore() {
        table.dataVisible(0, 0, 5_000);
        table.dataComplete(0, 0, 1_500, 4_000);
        table.entryVisible(0, 0, 5_000);
        table.dataVisible(0, 8, 300);
        assertThat(table.dataVisiblePs(0, 8)).isEqualTo(300);
        assertThat(table.entryVisiblePs(0, 8)).isEqualTo(Long.MAX_VALUE);
        assertThat(table.isSizeKnown(0, 8)).isFalse();
        assertThat(table.unitBytes(0, 8)).isZero();
        // What is late for unit 0 does not touch unit 8.
        table.dataVisible(0, 0, 9_000);
        table.dataLost(0, 0);
        table.dataComplete(0, 0, 1_500, 4_000);
        assertThat(table.dataVisiblePs(0, 8)).isEqualTo(300);
        assertThat(table.isSizeKnown(0, 8)).isFalse();
    }

    @Test
    void flowsAreNumberedBesideWorkloads() {
        QueueTable flows = new QueueTable(
                new QueueLayout[] {EIGHT, EIGHT, EIGHT},
                new QueuePlaces[] {QueuePlaces.ALL_HOST, new QueuePlaces(0, 1, 2, 0), QueuePlaces.ALL_HOST},
                new int[3],
                new int[] {0, 0, 1},
                new int[] {0, 1, 2});
        assertThat(flows.flows()).isEqualTo(3);
        assertThat(flows.flow(1)).isEqualTo(1);
        assertThat(flows.workloadOfFlow(1)).isZero();
        assertThat(flows.workloadOfFlow(2)).isEqualTo(1);
        assertThat(flows.places(1).payload()).isEqualTo(QueuePlaces.peer(1));
    }

    @Test
    void theEngineIsThatOfTheEntriesElseOfThePayloadElseOfTheHeader() {
        assertThat(QueuePlaces.ALL_HOST.enginePeer()).isEqualTo(-1);
        assertThat(new QueuePlaces(1, 0, 0, 0).enginePeer()).isEqualTo(-1);
        assertThat(new QueuePlaces(0, 1, 2, 3).enginePeer()).isEqualTo(2);
        assertThat(new QueuePlaces(0, 1, 2, 0).enginePeer()).isEqualTo(1);
        assertThat(new QueuePlaces(0, 1, 0, 0).enginePeer()).isZero();
    }

    @Test
    void allDescriptorsArePostedAtTheStart() {
        assertThat(table.posted).containsExactly(8, 8);
        assertThat(table.queues()).isEqualTo(2);
        assertThat(table.core(0)).isEqualTo(3);
        table.moveTo(0, 1);
        assertThat(table.core(0)).isEqualTo(1);
        assertThat(table.core(1)).isEqualTo(5);
        assertThat(table.workload(1)).isEqualTo(1);
    }
}
