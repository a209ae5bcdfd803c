package tlpsim.scenarios.measure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import tlpsim.core.random.RandomStream;

/**
 * Load-to-use latency by dependent loads: each line of a working set holds the place of the next, in one random cycle over all lines, so that no prefetcher
 * knows where it goes. Address translation is included, with whatever pages the system gives. One thread.
 */
public final class PointerChase {
    private static final int LINE_BYTES = 64;
    /** Loads between two looks at the clock: long beside such a look, short beside a scheduler's time slice, from DRAM too. */
    static final int BATCH = 1 << 14;
    /** Bounds the memory that a round takes, with one cycle of the largest working set well within. */
    private static final int MOST_BATCHES = 1 << 18;

    private final ByteBuffer lines;
    private final int count;
    private int at;

    /** @param workingSetBytes 128 to 1 GiB; off-heap */
    public PointerChase(long workingSetBytes, long seed) {
        count = (int) (workingSetBytes / LINE_BYTES);
        // A buffer's start is aligned to 16 bytes only; a line more leaves room to align it.
        ByteBuffer raw = ByteBuffer.allocateDirect((count + 1) * LINE_BYTES);
        lines = raw.alignedSlice(LINE_BYTES).order(ByteOrder.nativeOrder());
        cycle(RandomStream.of(seed, "pointer-chase"));
    }

    /** Sattolo's algorithm gives one cycle through all lines. */
    private void cycle(RandomStream random) {
        int[] order = new int[count];
        for (int line = 0; line < count; line++) {
            order[line] = line;
        }
        for (int line = count - 1; line > 0; line--) {
            int other = random.boundedAt(line, 0, line);
            int held = order[line];
            order[line] = order[other];
            order[other] = held;
        }
        for (int line = 0; line < count; line++) {
            lines.putInt(order[line] * LINE_BYTES, order[(line + 1) % count] * LINE_BYTES);
        }
    }

    /**
     * Picoseconds per load, over the batches of all {@code rounds}: the fastest, the median and the 95th percentile. A round lasts {@code roundNs}, or one cycle
     * if that is longer. A mean over a round would count the time off the processor as time of loads.
     */
    public Spread measure(int rounds, long roundNs) {
        round(roundNs, new long[0]);
        long[] ps = new long[0];
        for (int round = 0; round < rounds; round++) {
            ps = round(roundNs, ps);
        }
        return Spread.ofTimes(ps);
    }

    /** Lines met on the way from one line back to it. */
    int cycleLines() {
        int met = 0;
        int place = 0;
        do {
            place = lines.getInt(place);
            met++;
        } while (place != 0);
        return met;
    }

    /** What was given, and after it the picoseconds per load of each batch of this round. */
    private long[] round(long roundNs, long[] before) {
        long[] ps = Arrays.copyOf(before, before.length + MOST_BATCHES);
        int batches = 0;
        long start = System.nanoTime();
        long last = start;
        do {
            at = chase(at);
            long now = System.nanoTime();
            ps[before.length + batches] = (now - last) * 1_000 / BATCH;
            batches++;
            last = now;
        } while (batches < MOST_BATCHES && (last - start < roundNs || (long) batches * BATCH < count));
        return Arrays.copyOf(ps, before.length + batches);
    }

    private int chase(int from) {
        int place = from;
        for (int load = 0; load < BATCH; load++) {
            place = lines.getInt(place);
        }
        return place;
    }
}
