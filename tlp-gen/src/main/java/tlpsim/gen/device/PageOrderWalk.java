package tlpsim.gen.device;

/**
 * Goes through the blocks of a command's buffer in the order in which the device writes them. Owned by the Source
 * process.
 */
final class PageOrderWalk {
    static final int PAGE_BYTES = 4096;

    private final PageOrderPolicy order;
    private final int blockBytes;
    private final int blocksPerPage;

    private long firstPage;
    private int startBytes;
    private int endBytes;
    private int pages;
    private int steps;
    private int step;
    private long address;
    private int bytes;

    /** @param blockBytes a power of two; blocks larger than a page count as pages */
    PageOrderWalk(PageOrderPolicy order, int blockBytes) {
        this.order = order;
        this.blockBytes = Math.min(blockBytes, PAGE_BYTES);
        this.blocksPerPage = PAGE_BYTES / this.blockBytes;
    }

    /** Begins with {@code total} bytes at {@code start}, a multiple of the block size. */
    void start(long start, int total) {
        startBytes = (int) start & PAGE_BYTES - 1;
        firstPage = start - startBytes;
        endBytes = startBytes + total;
        pages = (endBytes + PAGE_BYTES - 1) / PAGE_BYTES;
        steps = pages * blocksPerPage;
        step = 0;
    }

    /** Moves to the next block. @return false behind the last one */
    boolean next() {
        while (step < steps) {
            boolean interleaved = order == PageOrderPolicy.INTERLEAVED;
            int page = interleaved ? step % pages : order.page(step / blocksPerPage, pages);
            int block = interleaved ? step / pages : step % blocksPerPage;
            step++;
            int from = page * PAGE_BYTES + block * blockBytes;
            int to = Math.min(from + blockBytes, endBytes);
            if (from >= startBytes && from < to) {
                address = firstPage + from;
                bytes = to - from;
                return true;
            }
        }
        return false;
    }

    long address() {
        return address;
    }

    /** 1 to 4096. */
    int bytes() {
        return bytes;
    }
}
