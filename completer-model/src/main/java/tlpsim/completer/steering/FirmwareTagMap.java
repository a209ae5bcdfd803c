package tlpsim.completer.steering;

import tlpsim.completer.memory.HostTopologyConfig;

/** One root port's firmware map between targets and tags: two independent namespaces. */
public final class FirmwareTagMap {

    public FirmwareTagMap(FirmwareTagConfig config, HostTopologyConfig topology) {
        throw new UnsupportedOperationException();
    }

    /** The 8-bit tag for a core, or 0 where it has no valid one. */
    public int tag8(int core) {
        throw new UnsupportedOperationException();
    }

    /** The 16-bit tag for a core, or 0 where it has no valid one. */
    public int tag16(int core) {
        throw new UnsupportedOperationException();
    }

    /** The value of the _DSM query for a core (PCI-SIG ECN TPH-ST): volatile-memory fields; persistent ones are invalid. */
    public long dsmResult(int core) {
        throw new UnsupportedOperationException();
    }

    /** What an 8-bit tag names, see {@link TargetLayout}. */
    public int targetOf8(int st) {
        throw new UnsupportedOperationException();
    }

    /** What a 16-bit tag names, see {@link TargetLayout}. */
    public int targetOf16(int st) {
        throw new UnsupportedOperationException();
    }

    public boolean isAliased8(int st) {
        throw new UnsupportedOperationException();
    }

    public boolean isAliased16(int st) {
        throw new UnsupportedOperationException();
    }

    public boolean phIgnore() {
        throw new UnsupportedOperationException();
    }
}
