package tlpsim.completer.port;

/**
 * The translation of one root port's requests.
 *
 * @param entries   translations that the cache holds, or 0: nothing is translated
 * @param ways      per set; divides {@code entries}
 * @param pageShift log2 of the bytes of a page
 * @param walkPs    from a miss to its translation, when nothing else is being walked
 * @param walkers   walks at the same time; further misses wait
 */
public record IommuConfig(int entries, int ways, int pageShift, long walkPs, int walkers) {
    public IommuConfig {
        if (entries < 0 || ways < 1 || entries % ways != 0 || pageShift < 12 || walkPs < 0 || walkers < 1) {
            throw new IllegalArgumentException("entries=" + entries + " ways=" + ways + " pageShift=" + pageShift
                    + " walkPs=" + walkPs + " walkers=" + walkers);
        }
    }

    /** Addresses in TLPs are physical. */
    public static IommuConfig off() {
        return new IommuConfig(0, 1, 12, 0, 1);
    }
}
