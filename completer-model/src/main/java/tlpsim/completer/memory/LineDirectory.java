package tlpsim.completer.memory;

/**
 * Where each simulated line was put last: a dense table indexed by line number.
 *
 * <p>Only an operation on a line writes its entry; a line that is evicted leaves its entry behind. That suffices to
 * find it, because victims take one way only: from the L2 of a core to the LLC of its domain, and from there out. So
 * a line is where its entry says, or in the LLC below that, or nowhere, and the search in the cache decides. A
 * directory that is right at all times costs a random access to this table, a miss in the simulating machine's
 * caches, for every line evicted anywhere.
 *
 * <p>A line is in at most one L2 and in at most one LLC; sharing between cores is not modelled (the data that matters
 * here goes from a device to one consumer). In the victim role a line is in one cache only. In the inclusive role the
 * LLC copy under an L2 copy is in the domain of that L2's core.
 *
 * <pre>
 * entry: holder << 1 | allocated
 *   holder     0 = none, 1 + core = L2 of that core, 1 + cores + domain = LLC of that domain
 *   allocated  LLC: 1 = a device write allocated the line there
 *              L2: 1 = victim role, and as long as the line is in that L2 there is a copy in an inclusive way of the LLC
 * </pre>
 *
 * <p>An entry takes a byte where the holders fit, else two.
 */
final class LineDirectory {
    static final int MAX_HOLDERS = 32_767;
    private static final int MAX_NARROW_HOLDERS = 127;

    private final byte[] narrow;
    private final char[] wide;
    private final boolean isNarrow;

    LineDirectory(long lines, int holders) {
        isNarrow = holders <= MAX_NARROW_HOLDERS;
        narrow = new byte[isNarrow ? Math.toIntExact(lines) : 0];
        wide = new char[isNarrow ? 0 : Math.toIntExact(lines)];
    }

    int lines() {
        return isNarrow ? narrow.length : wide.length;
    }

    int entry(long line) {
        return isNarrow ? narrow[(int) line] & 0xFF : wide[(int) line];
    }

    void put(long line, int entry) {
        if (isNarrow) {
            narrow[(int) line] = (byte) entry;
        } else {
            wide[(int) line] = (char) entry;
        }
    }

    static int holder(int entry) {
        return entry >>> 1;
    }

    static boolean isAllocatedByDevice(int entry) {
        return (entry & 1) != 0;
    }

    /** Of an entry whose holder is an L2. */
    static boolean hasLlcCopy(int entry) {
        return (entry & 1) != 0;
    }

    static int entryWithLlcCopy(int holderL2) {
        return holderL2 << 1 | 1;
    }

    static int entryOf(int holder) {
        return holder << 1;
    }

    static int entryAllocatedByDevice(int holder) {
        return holder << 1 | 1;
    }
}
