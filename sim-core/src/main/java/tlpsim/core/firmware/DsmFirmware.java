package tlpsim.core.firmware;

/**
 * Firmware of one root port: four independent sets of tags, 8-bit and 16-bit, for volatile and for persistent memory. Immutable.
 *
 * <p>An answer is laid out as {@link tlpsim.core.tph.DsmResult} says.
 */
public final class DsmFirmware implements DsmMethod {
    private static final int PERSISTENT_SHIFT = 32;
    private static final int ST_SHIFT = 8;
    private static final int XST_SHIFT = 16;
    private static final long ST_VALID = 1;
    private static final long XST_VALID = 1 << 1;
    private static final long PH_IGNORE = 1 << 2;
    private static final long PERSISTENT_SEED = 0x5DEECE66DL;

    private final CpuTopology cpus;
    private final DsmFirmwareConfig config;
    private final TagNamespace[] tags8 = new TagNamespace[2];
    private final TagNamespace[] tags16 = new TagNamespace[2];

    public DsmFirmware(DsmFirmwareConfig config, CpuTopology cpus) {
        this.cpus = cpus;
        this.config = config;
        for (MemoryType type : MemoryType.values()) {
            boolean persistent = type == MemoryType.PERSISTENT;
            boolean exists = !persistent || config.persistent();
            long seed = config.encodingSeed() ^ (persistent ? PERSISTENT_SEED : 0);
            tags8[type.ordinal()] = namespace(DsmFirmwareConfig.MAX_TAGS8, exists ? config.tags8() : 0, seed);
            tags16[type.ordinal()] = namespace(DsmFirmwareConfig.MAX_TAGS16, exists ? config.tags16() : 0, seed);
        }
    }

    private TagNamespace namespace(int largest, int available, long seed) {
        return new TagNamespace(config, cpus, largest, available, seed ^ largest);
    }

    @Override
    public boolean answers(int uid) {
        return cpus.cpu(uid) >= 0;
    }

    @Override
    public boolean exhausts(MemoryType type) {
        return type != MemoryType.PERSISTENT || config.persistent();
    }

    @Override
    public long evaluate(int uid) {
        int cpu = cpus.cpu(uid);
        return half(cpu, MemoryType.VOLATILE) | half(cpu, MemoryType.PERSISTENT) << PERSISTENT_SHIFT;
    }

    /** What the tags for volatile memory name. */
    public TagDecoder decoder() {
        int type = MemoryType.VOLATILE.ordinal();
        return TagDecoder.of(tags8[type], tags16[type], config.phIgnore());
    }

    /** Every processor's answer, as a table. */
    public CpuTagTable table() {
        int[] uids = new int[cpus.cpus()];
        long[] results = new long[cpus.cpus()];
        for (int cpu = 0; cpu < uids.length; cpu++) {
            uids[cpu] = cpus.uid(cpu);
            results[cpu] = evaluate(uids[cpu]);
        }
        return CpuTagTable.of(uids, results);
    }

    private long half(int cpu, MemoryType type) {
        int st = tags8[type.ordinal()].tag(cpu);
        int xst = tags16[type.ordinal()].tag(cpu);
        return (st != 0 ? ST_VALID : 0)
                | (xst != 0 ? XST_VALID : 0)
                | (config.phIgnore() ? PH_IGNORE : 0)
                | (long) st << ST_SHIFT
                | (long) xst << XST_SHIFT;
    }
}
