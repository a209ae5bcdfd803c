package tlpsim.scenarios.wiring;

import tlpsim.completer.consumer.WorkingSet;
import tlpsim.core.random.RandomStream;
import tlpsim.gen.traffic.ZipfFlows;

/** A working set per core whose lines have Zipf popularity: line k is the k-th most popular. Draws are pure functions of (seed, core, index). */
final class ZipfWorkingSet implements WorkingSet {
    private static final int CORE_SHIFT = 44;

    private final ZipfFlows popularity;
    private final long[] firstLine;

    ZipfWorkingSet(int lines, double exponent, long[] firstLine, RandomStream stream) {
        this.popularity = new ZipfFlows(lines, exponent, stream);
        this.firstLine = firstLine;
    }

    @Override
    public long line(int core, long index) {
        return firstLine[core] + popularity.flowAt((long) core << CORE_SHIFT | index);
    }

    @Override
    public long rank(int core, long line) {
        return line - firstLine[core];
    }
}
