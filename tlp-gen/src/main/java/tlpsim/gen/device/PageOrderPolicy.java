package tlpsim.gen.device;

/**
 * In which order a device writes the 4 KiB pages of one command; within a page it always ascends.
 *
 * <p>Commands of up to 16 KiB of an Intel P4600, recorded behind a link of MPS 256, ascend; its command of 32 KiB
 * begins with the last page and then ascends (source: the NetTLP project's captures of that device).
 */
public enum PageOrderPolicy {
    /** From the first page to the last. */
    ASCENDING,
    /** From the last page to the first. */
    DESCENDING,
    /** The last page, then from the first page to the last but one. */
    LAST_FIRST,
    /** One logical block of each page in turn, from the first page to the last. */
    INTERLEAVED;

    /**
     * The page that is written at {@code place}, both 0 to {@code pages - 1}, where pages are written one after the
     * other.
     */
    int page(int place, int pages) {
        return switch (this) {
            case ASCENDING, INTERLEAVED -> place;
            case DESCENDING -> pages - 1 - place;
            case LAST_FIRST -> place == 0 ? pages - 1 : place - 1;
        };
    }
}
