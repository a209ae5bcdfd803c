package tlpsim.completer.steering;

import tlpsim.completer.memory.HostTopologyConfig;

/**
 * One root port's firmware map between targets and tags: two independent namespaces, 8-bit and 16-bit. Immutable.
 *
 * <p>A cluster is an LLC domain of the topology.
 */
public final class FirmwareTagMap {
    private static final int VM_ST_VALID = 1;
    private static final int VM_XST_VALID = 1 << 1;
    private static final int VM_PH_IGNORE = 1 << 2;
    private static final int VM_ST_SHIFT = 8;
    private static final int VM_XST_SHIFT = 16;

    private final TagNamespace names8;
    private final TagNamespace names16;
    private final boolean phIgnore;

    public FirmwareTagMap(FirmwareTagConfig config, HostTopologyConfig topology) {
        this.names8 = new TagNamespace(config, topology, FirmwareTagConfig.MAX_TAGS8, config.tags8());
        this.names16 = new TagNamespace(config, topology, FirmwareTagConfig.MAX_TAGS16, config.tags16());
        this.phIgnore = config.phIgnore();
    }

    /** The 8-bit tag for a core, or 0 where it has no valid one. */
    public int tag8(int core) {
        return names8.tag(core);
    }

    /** The 16-bit tag for a core, or 0 where it has no valid one. */
    public int tag16(int core) {
        return names16.tag(core);
    }

    public boolean isValid8(int core) {
        return names8.tag(core) != 0;
    }

    public boolean isValid16(int core) {
        return names16.tag(core) != 0;
    }

    /**
     * The value that the _DSM query (revision 7, function 0xF) returns for a core: the volatile-memory fields of
     * PCI-SIG ECN TPH-ST. The persistent-memory fields are 0, that is invalid: no such memory is modelled.
     */
    public long dsmResult(int core) {
        return (isValid8(core) ? VM_ST_VALID : 0)
                | (isValid16(core) ? VM_XST_VALID : 0)
                | (phIgnore ? VM_PH_IGNORE : 0)
                | (long) tag8(core) << VM_ST_SHIFT
                | (long) tag16(core) << VM_XST_SHIFT;
    }

    /** What an 8-bit tag (0 to 255) names, see {@link TargetLayout}. */
    public int targetOf8(int st) {
        return names8.target(st);
    }

    /** What a 16-bit tag (0 to 65,535) names, see {@link TargetLayout}. */
    public int targetOf16(int st) {
        return names16.target(st);
    }

    /** Whether firmware gave an 8-bit tag to more than one target. */
    public boolean isAliased8(int st) {
        return names8.isAliased(st);
    }

    /** Whether firmware gave a 16-bit tag to more than one target. */
    public boolean isAliased16(int st) {
        return names16.isAliased(st);
    }

    public boolean phIgnore() {
        return phIgnore;
    }
}
