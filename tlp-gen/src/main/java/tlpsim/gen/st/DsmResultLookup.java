package tlpsim.gen.st;

import tlpsim.core.tph.DsmResult;

/** Decodes the stored _DSM result of a processor at every look-up; an invalid namespace gives no preference. */
public final class DsmResultLookup implements StLookup {
    private final long[] resultOfCpu;
    private final boolean persistent;
    private final boolean extended;

    /** @param extended the 16-bit namespace, else the 8-bit one */
    public DsmResultLookup(int cpus, boolean persistent, boolean extended) {
        this.resultOfCpu = new long[cpus];
        this.persistent = persistent;
        this.extended = extended;
    }

    /** Stores what firmware answered for a processor. */
    public void setResult(int cpu, long result) {
        resultOfCpu[cpu] = result;
    }

    @Override
    public int st(int index) {
        return Integer.compareUnsigned(index, resultOfCpu.length) < 0
                ? DsmResult.tag(resultOfCpu[index], persistent, extended)
                : NO_PREFERENCE;
    }
}
