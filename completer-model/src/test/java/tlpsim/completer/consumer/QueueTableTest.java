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
    void aSlotForgetsItsUnitBeforeTheNextUsesIt() {
        table.dataVisible(0, 0, 5_000);
        table.entryVisible(0, 0, 5_000);
        table.dataVisible(0, 8, 300);
        assertThat(table.dataVisiblePs(0, 8)).isEqualTo(300);
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
