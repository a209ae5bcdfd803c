package tlpsim.gen.st;

import java.util.Arrays;

/** A flat map from processor to tag, as a driver caches what firmware told it: one array access. */
public final class CpuTagLookup implements StLookup {
    private final char[] tagOfCpu;

    public CpuTagLookup(int cpus) {
        tagOfCpu = new char[cpus];
    }

    /** {@code tag} is 0 (none) to 0xFFFF. */
    public void setTag(int cpu, int tag) {
        tagOfCpu[cpu] = (char) tag;
    }

    public void clear() {
        Arrays.fill(tagOfCpu, (char) 0);
    }

    @Override
    public int st(int index) {
        return Integer.compareUnsigned(index, tagOfCpu.length) < 0 ? tagOfCpu[index] : NO_PREFERENCE;
    }
}
