package tlpsim.completer.memory;

import tlpsim.completer.cache.SetAssociativeCache;

/**
 * The memory hierarchy of one host as a state machine without time: each operation changes exact cache state, counts, and
 * returns an outcome from which the caller derives latency. Owned by the Memory process; nothing allocates after construction.
 *
 * <p>Lines are named by line number (byte address / 64), 0 to {@code simulatedLines - 1}.
 */
public final class HostMemory {
    public static final int LINE_BYTES = 64;

    private final CacheHierarchy caches;

    /**
     * @param l2  one empty cache per core
     * @param llc one empty cache per LLC domain
     */
    public HostMemory(HostMemoryConfig config, SetAssociativeCache[] l2, SetAssociativeCache[] llc) {
        this.caches = new CacheHierarchy(config, l2, llc);
    }

    /**
     * A device writes a line, or part of it.
     *
     * @param placement see {@link PlacementLayout}
     * @return see {@link WriteOutcomeLayout}
     */
    public int deviceWrite(long line, boolean fullLine, int placement) {
        throw new UnsupportedOperationException();
    }

    /** A device reads a line or part of it (PCIRdCur). Nothing is allocated or moved. @return see {@link ReadOutcomeLayout} */
    public int deviceRead(long line) {
        throw new UnsupportedOperationException();
    }

    /** A core loads from a line: the line ends in its L2. @return see {@link ReadOutcomeLayout} */
    public int coreRead(int core, long line) {
        throw new UnsupportedOperationException();
    }

    /** A core stores to a line: the line ends dirty in its L2. @return see {@link ReadOutcomeLayout} */
    public int coreWrite(int core, long line) {
        throw new UnsupportedOperationException();
    }

    /** Software drops a buffer's line: it leaves all caches without a write-back. */
    public void invalidateWithoutWriteback(long line) {
        throw new UnsupportedOperationException();
    }

    /** Fills every way of every cache with dirty lines that nobody will ask for. Only on empty caches. */
    public void prefillForeignDirty() {
        throw new UnsupportedOperationException();
    }

    /** One counter, see {@link HostCounterLayout}. */
    public long counter(int counter) {
        return caches.counters[counter];
    }

    /** Copies all counters. @param into at least {@link HostCounterLayout#COUNT} long */
    public void snapshot(long[] into) {
        System.arraycopy(caches.counters, 0, into, 0, HostCounterLayout.COUNT);
    }

    /** Bytes read from DRAM since construction. */
    public long dramReadBytes() {
        throw new UnsupportedOperationException();
    }

    /** Bytes written to DRAM since construction. */
    public long dramWriteBytes() {
        throw new UnsupportedOperationException();
    }
}
