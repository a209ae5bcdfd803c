package tlpsim.gen.st;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.random.SequentialStream;

/** What every structure that maps an index to a tag keeps. Each test class makes one and says how to write it. */
abstract class StLookupContract {
    /** A structure whose entries are all empty. */
    protected abstract StLookup lookup();

    /** Writes an entry of the structure made last; {@code tag} is 0 to 0xFFFF. */
    protected abstract void write(int index, int tag);

    /** First index that may be written. */
    protected int firstIndex() {
        return 0;
    }

    /** Indices from here on do not exist. */
    protected abstract int endIndex();

    /** What an index without an entry gives. */
    protected abstract int beyond();

    /** What an entry that was never written gives. */
    protected int empty() {
        return StLookup.NO_PREFERENCE;
    }

    @Test
    void emptyEntriesHaveNoPreference() {
        StLookup lookup = lookup();
        for (int index = firstIndex(); index < endIndex(); index++) {
            assertThat(lookup.st(index)).isEqualTo(empty());
        }
    }

    @Test
    void everyEntryKeepsItsOwnTag() {
        StLookup lookup = lookup();
        for (int index = firstIndex(); index < endIndex(); index++) {
            write(index, 0xFFFF - index);
        }
        for (int index = firstIndex(); index < endIndex(); index++) {
            assertThat(lookup.st(index)).isEqualTo(0xFFFF - index);
        }
    }

    @Test
    void aRewrittenEntryIsSeenByTheNextLookup() {
        StLookup lookup = lookup();
        int index = firstIndex();
        write(index, 0x0001);
        assertThat(lookup.st(index)).isEqualTo(0x0001);
        write(index, 0xFF01);
        assertThat(lookup.st(index)).isEqualTo(0xFF01);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomWritesAgreeWithAnArray(long seed) {
        StLookup lookup = lookup();
        int[] reference = new int[endIndex()];
        java.util.Arrays.fill(reference, empty());
        SequentialStream random = SequentialStream.of(seed, "writes");
        int span = endIndex() - firstIndex();
        for (int n = 0; n < 5000; n++) {
            int written = firstIndex() + random.nextBounded(span);
            int tag = 1 + random.nextBounded(0xFFFF);
            write(written, tag);
            reference[written] = tag;
            int read = firstIndex() + random.nextBounded(span);
            assertThat(lookup.st(read)).isEqualTo(reference[read]);
        }
    }

    @Test
    void indicesOutsideFollowThePolicy() {
        StLookup lookup = lookup();
        for (int index : new int[] {endIndex(), endIndex() + 1, 4096, 1 << 20, Integer.MAX_VALUE, -1, -7}) {
            assertThat(lookup.st(index)).as("index " + index).isEqualTo(beyond());
        }
        assertThat(lookup.st(Integer.MIN_VALUE)).isEqualTo(beyond());
    }

    @Test
    void lookupsAllocateNothing() {
        StLookup lookup = lookup();
        for (int index = firstIndex(); index < endIndex(); index++) {
            write(index, index + 1);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = sum(lookup, 50_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        sum += sum(lookup, 100_000);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(512);
        assertThat(sum).isNotZero();
    }

    private long sum(StLookup lookup, int times) {
        long sum = 0;
        for (int n = 0; n < times; n++) {
            sum += lookup.st(n % (endIndex() + 2));
        }
        return sum;
    }
}
