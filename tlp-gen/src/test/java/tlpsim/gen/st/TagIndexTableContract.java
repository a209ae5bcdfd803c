package tlpsim.gen.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.random.SequentialStream;

/** What every shared table keeps. */
abstract class TagIndexTableContract {
    protected abstract TagIndexTable table(int entries);

    @Test
    void entryZeroIsReservedForNoTph() {
        TagIndexTable table = table(64);
        assertThat(table.acquire(0x1234)).isEqualTo(1);
        assertThat(table.st(0)).isEqualTo(StLookup.NO_TPH);
        assertThat(table.st(1)).isEqualTo(0x1234);
        assertThat(table.st(64)).isEqualTo(StLookup.NO_TPH);
        assertThat(table.st(-1)).isEqualTo(StLookup.NO_TPH);
        assertThatThrownBy(() -> table.release(0)).hasMessageContaining("index=0");
        assertThatThrownBy(() -> table.release(2)).hasMessageContaining("index=2");
    }

    @Test
    void equalTagsShareAnEntryUntilTheLastUserLeaves() {
        TagIndexTable table = table(8);
        int index = table.acquire(7);
        assertThat(table.acquire(7)).isEqualTo(index);
        assertThat(table.references(index)).isEqualTo(2);
        table.release(index);
        assertThat(table.indexOf(7)).isEqualTo(index);
        table.release(index);
        assertThat(table.indexOf(7)).isEqualTo(TagIndexTable.NONE);
        assertThat(table.references(index)).isZero();
        assertThat(table.st(index)).isZero();
    }

    @Test
    void aFullTableRefusesNewTagsOnly() {
        TagIndexTable table = table(64);
        for (int tag = 1; tag <= 63; tag++) {
            assertThat(table.acquire(tag)).isEqualTo(tag);
        }
        assertThat(table.acquire(64)).isEqualTo(TagIndexTable.NONE);
        assertThat(table.acquire(17)).isEqualTo(17);
        table.release(40);
        assertThat(table.acquire(64)).isEqualTo(40);
    }

    @Test
    void tagZeroMayBeStored() {
        TagIndexTable table = table(4);
        assertThat(table.indexOf(0)).isEqualTo(TagIndexTable.NONE);
        assertThat(table.acquire(0)).isEqualTo(1);
        assertThat(table.indexOf(0)).isEqualTo(1);
        assertThat(table.st(1)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2, 3, 1",
        "4, 6, 2",
        "64, 40, 3",
        "64, 100, 4",
        "64, 65536, 5",
        "256, 300, 6",
        "65, 90, 7",
        "129, 130, 8"
    })
    void randomUseAgreesWithANaiveReference(int entries, int tags, long seed) {
        TagIndexTable table = table(entries);
        assertThat(table.entries()).isEqualTo(entries);
        int[] tagOf = new int[entries];
        int[] users = new int[entries];
        SequentialStream random = SequentialStream.of(seed, "tags");
        for (int n = 0; n < 20_000; n++) {
            if (random.nextBounded(2) == 0) {
                int tag = random.nextBounded(tags) * (65_536 / tags);
                int expected = expectedIndex(tagOf, users, tag);
                assertThat(table.acquire(tag)).isEqualTo(expected);
                if (expected > 0) {
                    tagOf[expected] = tag;
                    users[expected]++;
                }
            } else {
                int index = random.nextBounded(entries);
                if (users[index] > 0) {
                    table.release(index);
                    users[index]--;
                }
            }
            int probe = 1 + random.nextBounded(entries - 1);
            assertThat(table.references(probe)).isEqualTo(users[probe]);
            assertThat(table.st(probe)).isEqualTo(users[probe] > 0 ? tagOf[probe] : 0);
            if (users[probe] > 0) {
                assertThat(table.indexOf(tagOf[probe])).isEqualTo(probe);
            }
        }
    }

    private static int expectedIndex(int[] tagOf, int[] users, int tag) {
        int free = TagIndexTable.NONE;
        for (int index = users.length - 1; index > 0; index--) {
            if (users[index] > 0 && tagOf[index] == tag) {
                return index;
            }
            free = users[index] == 0 ? index : free;
        }
        return free;
    }

    @Test
    void useAllocatesNothing() {
        TagIndexTable table = table(64);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = use(table, 20_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        sum += use(table, 40_000);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(512);
        assertThat(sum).isPositive();
    }

    private static long use(TagIndexTable table, int times) {
        long sum = 0;
        for (int n = 0; n < times; n++) {
            int index = table.acquire(n * 31 & 0xFFFF);
            sum += table.st(index) + table.indexOf(n & 0xFFFF) + 2;
            table.release(index);
        }
        return sum;
    }
}
