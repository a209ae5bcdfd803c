package tlpsim.completer.memory;

/**
 * Classes of service, as Cache Allocation Technology has them: the LLC ways in which the fills and victims of each
 * core allocate. A class restricts where lines are put, not where they are found. Immutable.
 */
public final class CoreWayTable {
    /** No core is in a class: {@link LlcConfig#cpuWayMask} for all. */
    public static final CoreWayTable NO_CLASSES = new CoreWayTable(new int[0]);

    private final int[] maskOfCore;

    private CoreWayTable(int[] maskOfCore) {
        this.maskOfCore = maskOfCore;
    }

    /** @param maskOfCore one mask per core; 0 = the core is in no class. Cores beyond the end are in none */
    public static CoreWayTable of(int[] maskOfCore) {
        return new CoreWayTable(maskOfCore.clone());
    }

    /** The mask of a core's class, or 0. */
    public int maskOf(int core) {
        return core < maskOfCore.length ? maskOfCore[core] : 0;
    }
}
