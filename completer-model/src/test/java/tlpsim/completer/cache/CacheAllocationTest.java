package tlpsim.completer.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CacheAllocationTest {
    private static final int ACCESSES = 10_000_000;

    @ParameterizedTest
    @EnumSource
    void tenMillionAccessesAllocateNothing(ReplacementPolicy policy) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SetAssociativeCache cache = policy.create(CacheGeometry.modulo(1024, 16), 1);
        work(cache, 100_000);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();

        long hits = work(cache, ACCESSES);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isZero();
        assertThat(hits).isBetween(1L, (long) ACCESSES);
    }

    private static long work(SetAssociativeCache cache, int accesses) {
        long state = 1;
        long hits = 0;
        for (int i = 0; i < accesses; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            long line = state >>> 49;
            long result =
                    cache.accessOrInsert(line, (int) (state >>> 40) & 1, (state >>> 41 & 1) == 0 ? 0xC000 : 0x7FFF);
            hits += SetAssociativeCache.isHit(result) ? 1 : 0;
            if ((i & 15) == 0) {
                cache.remove(line);
            }
        }
        return hits;
    }
}
