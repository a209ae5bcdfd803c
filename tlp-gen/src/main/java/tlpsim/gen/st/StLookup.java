package tlpsim.gen.st;

/**
 * Finds the steering tag of a TLP. The simulator and the benchmarks run the same implementations.
 *
 * <p>What the index means depends on the structure: the MSI-X vector in Interrupt Vector mode, the queue or a
 * device-chosen entry in Device Specific mode, the processor in maps that software keeps. Not thread safe; no call
 * allocates.
 */
public interface StLookup {
    /** No TPH at all: the TLP goes out with TH = 0. */
    int NO_TPH = -1;
    /** Hint without steering preference; also what every invalid or absent entry gives. */
    int NO_PREFERENCE = 0;

    /** The tag, 1 to 0xFFFF, {@link #NO_PREFERENCE}, or {@link #NO_TPH}. Any index is allowed. */
    int st(int index);
}
