package tlpsim.completer.memory;

import java.util.Arrays;
import tlpsim.core.random.SequentialStream;

/**
 * Where the pages of simulated memory lie in physical memory: what software sees as one piece is one to the caches only within a page. Immutable; a look-up is
 * one shift and one load.
 */
public final class PagePlacement {
    private static final int LINE_BYTES = 64;
    /** The least physical memory from which frames are drawn: 1 GiB. */
    private static final long LEAST_POOL_LINES = (1L << 30) / LINE_BYTES;
    /** Frames are drawn from so many times what is used, if that is more; then sets are loaded nearly as by chance. */
    private static final int POOL_FACTOR = 8;

    private final long physicalLines;
    private final int pageShift;
    /** By simulated page: its frame; null where both are the same. */
    private final int[] frames;

    private PagePlacement(long physicalLines, int pageShift, int[] frames) {
        this.physicalLines = physicalLines;
        this.pageShift = pageShift;
        this.frames = frames;
    }

    /** Physical memory is used in order, without gaps. */
    public static PagePlacement contiguous(long lines) {
        return new PagePlacement(lines, Long.SIZE - 1, null);
    }

    /**
     * Each page lies in a frame of its own, drawn at random.
     *
     * @param pageBytes a power of two, at least a line
     */
    public static PagePlacement scattered(long lines, long pageBytes, long seed) {
        int shift = Long.numberOfTrailingZeros(pageBytes / LINE_BYTES);
        int pages = pages(lines, shift);
        int[] frames = Arrays.copyOf(drawn(pages, (int) (poolLines(lines, shift) >>> shift), seed), pages);
        return new PagePlacement(poolLines(lines, shift), shift, frames);
    }

    /**
     * An allocator that knows the caches' hash takes pages in turn from all colours: {@code sets} consecutive lines, as many as the last-level cache has sets,
     * load each of its sets once. Where these runs lie is drawn at random.
     *
     * @param pageBytes a power of two, at least a line
     * @param sets      of the last-level cache, over all slices
     */
    public static PagePlacement coloured(long lines, long pageBytes, int sets, long seed) {
        int shift = Long.numberOfTrailingZeros(pageBytes / LINE_BYTES);
        int pagesPerRun = leastCommonMultiple(sets, 1 << shift) >>> shift;
        int pages = pages(lines, shift);
        int runs = (pages + pagesPerRun - 1) / pagesPerRun;
        long pool = poolLines(lines, shift);
        int poolRuns = (int) Math.max(runs, (pool >>> shift) / pagesPerRun);
        int[] order = drawn(runs, poolRuns, seed);
        int[] frames = new int[pages];
        for (int page = 0; page < pages; page++) {
            frames[page] = order[page / pagesPerRun] * pagesPerRun + page % pagesPerRun;
        }
        return new PagePlacement(Math.max(pool, (long) poolRuns * pagesPerRun << shift), shift, frames);
    }

    private static int leastCommonMultiple(int sets, int pageLines) {
        int common = Math.min(Integer.lowestOneBit(sets), pageLines);
        return Math.multiplyExact(sets, pageLines / common);
    }

    private static int pages(long lines, int shift) {
        return Math.toIntExact((lines + (1L << shift) - 1) >>> shift);
    }

    private static long poolLines(long lines, int shift) {
        long wanted = Math.max(LEAST_POOL_LINES, POOL_FACTOR * lines);
        long least = (long) pages(lines, shift) << shift;
        return Math.max(least, Math.min(HostMemoryConfig.MAX_LINES, wanted));
    }

    /** The first {@code count} places of a random order of {@code from}. */
    private static int[] drawn(int count, int from, long seed) {
        SequentialStream random = SequentialStream.of(seed, "pages");
        int[] order = new int[from];
        for (int i = 0; i < from; i++) {
            order[i] = i;
        }
        for (int i = 0; i < count; i++) {
            int j = i + random.nextBounded(from - i);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /** Lines of physical memory: all physical lines are below. */
    public long physicalLines() {
        return physicalLines;
    }

    /** Physical line of a simulated one. */
    public long physical(long line) {
        return frames == null
                ? line
                : ((long) frames[(int) (line >>> pageShift)] << pageShift) + (line & (1L << pageShift) - 1);
    }
}
