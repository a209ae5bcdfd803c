package tlpsim.completer.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.problem.InvalidInputException;

class MultiLevelReplayTest {
    private static Map<String, Long> replay(long[] entries, String... caches) {
        MultiLevelReplay replay = new MultiLevelReplay(
                Arrays.stream(caches).map(ReplayLevelConfig::parse).toList(), 1);
        long[] copy = entries.clone();
        replay.run(copy, 0, copy.length / 3);
        replay.run(copy, copy.length / 3, copy.length);
        return replay.counters();
    }

    private static long read(long line) {
        return line << TraceSource.LINE_SHIFT;
    }

    private static long write(long line) {
        return read(line) | TraceSource.WRITE;
    }

    @Test
    void aDirtyVictimReachesTheNextLevelAfterTheFillAndNeedsNoFetch() {
        long[] entries = {write(0), read(1), read(2)};

        assertThat(replay(entries, "64,1,lru,wb,wa", "64,1,lru,wb,wa"))
                .containsEntry("L2_rd", 3L)
                .containsEntry("L2_wr", 1L)
                .containsEntry("L2_wm", 1L)
                .containsEntry("mem_rd", 3L)
                .containsEntry("mem_wr", 1L);
    }

    @Test
    void writesPassThroughAndAroundWhereTheLevelSaysSo() {
        long[] entries = {write(0), read(0), write(0), write(0)};

        assertThat(replay(entries, "64,1,lru,wt,na"))
                .containsEntry("L1_wm", 1L)
                .containsEntry("mem_wr", 3L)
                .containsEntry("mem_rd", 1L);
        assertThat(replay(entries, "64,1,lru,wb,na"))
                .containsEntry("L1_wm", 1L)
                .containsEntry("mem_wr", 1L)
                .containsEntry("mem_rd", 1L);
        assertThat(replay(entries, "64,1,lru,wt,wa"))
                .containsEntry("L1_wm", 1L)
                .containsEntry("mem_wr", 3L)
                .containsEntry("mem_rd", 1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "32KiB,8,lru,wb,wa",
                "24KiB,12,fifo,wt,wa",
                "18KiB,16,srrip,wb,wa",
                "4KiB,64,lru,wb,na",
                "20KiB,20,plru,wb,wa"
            })
    void highAddressesCountAsIfTheirBlocksLayLow(String first) {
        SplittableRandom random = new SplittableRandom(17);
        long[] bases = random.longs(40, 1L << 30, 1L << 44)
                .map(base -> base * 1024 * 9)
                .toArray();
        long[] low = new long[60_000];
        long[] high = new long[low.length];
        for (int i = 0; i < low.length; i++) {
            int block = random.nextInt(bases.length);
            long offset = random.nextInt(1024);
            int write = random.nextInt(2);
            low[i] = read(block * 1024L * 9 + offset) | write;
            high[i] = read(bases[block] + offset) | write;
        }

        assertThat(replay(high, first, "256KiB,16,lru,wb,wa")).isEqualTo(replay(low, first, "256KiB,16,lru,wb,wa"));
    }

    @Test
    void moreHighBlocksThanTagsAreRefusedByName() {
        long[] entries = new SplittableRandom(1)
                .longs(100_000, 1L << 62, Long.MAX_VALUE)
                .map(draw -> draw & -64)
                .toArray();

        assertThatThrownBy(() -> replay(entries, "64,1,lru,wb,wa", "512MiB,1,lru,wb,wa"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("blocks of 8388608 lines");
    }

    @Test
    void aTraceIsTheSameInBatchesOfAnySize() {
        for (String spec : List.of("ring:7", "uniform:9", "zipf:9", "mrings:3,2,5", "mringsrw:3,2,5,4,1")) {
            TraceSpec trace = TraceSpec.parse("gen:" + spec + ",seed=5,n=1000");
            assertThat(checksum(trace, 1)).isEqualTo(checksum(trace, 7)).isEqualTo(checksum(trace, 4096));
        }
    }

    private static String checksum(TraceSpec spec, int batch) {
        TraceChecksum checksum = new TraceChecksum();
        long[] entries = new long[batch];
        try (TraceSource source = spec.open()) {
            for (int count = source.fill(entries); count > 0; count = source.fill(entries)) {
                checksum.add(entries, count);
            }
        }
        return checksum.hex() + checksum.writes() + checksum.accesses();
    }
}
