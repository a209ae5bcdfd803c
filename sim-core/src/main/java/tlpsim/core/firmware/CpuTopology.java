package tlpsim.core.firmware;

/**
 * The processors that firmware knows, by logical number from 0. Clusters and sockets are contiguous.
 *
 * @param cpus              processors
 * @param cpusPerCluster    processors of a cluster
 * @param clustersPerSocket clusters of a socket
 * @param firstUid          ACPI UID of processor 0
 * @param uidStride         distance of the UIDs of neighbours; not 0
 */
public record CpuTopology(int cpus, int cpusPerCluster, int clustersPerSocket, int firstUid, int uidStride) {
    public static final int MAX_CPUS = 65_536;

    public CpuTopology {
        if (cpus < 1 || cpus > MAX_CPUS) {
            throw new IllegalArgumentException("processors must be 1 to " + MAX_CPUS + ": cpus=" + cpus);
        }
        if (cpusPerCluster < 1 || clustersPerSocket < 1) {
            throw new IllegalArgumentException("clusters and sockets must not be empty: cpusPerCluster="
                    + cpusPerCluster + " clustersPerSocket=" + clustersPerSocket);
        }
        if (firstUid < 0 || uidStride < 1) {
            throw new IllegalArgumentException(
                    "UIDs ascend from 0 or more: firstUid=" + firstUid + " uidStride=" + uidStride);
        }
        if (firstUid + (cpus - 1L) * uidStride > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "the last UID is above 2147483647: firstUid=" + firstUid + " uidStride=" + uidStride);
        }
    }

    /** UIDs equal to the logical numbers, as on x86. */
    public static CpuTopology of(int cpus, int cpusPerCluster, int clustersPerSocket) {
        return new CpuTopology(cpus, cpusPerCluster, clustersPerSocket, 0, 1);
    }

    /** The UID of a logical processor, or -1 for one that is not there. */
    public int uid(int cpu) {
        return cpu < 0 || cpu >= cpus ? -1 : firstUid + cpu * uidStride;
    }

    /** The logical processor of a UID, or -1. */
    public int cpu(int uid) {
        int distance = uid - firstUid;
        boolean known = distance >= 0 && distance % uidStride == 0 && distance / uidStride < cpus;
        return known ? distance / uidStride : -1;
    }

    /** The number of a processor's target at a granularity. */
    public int target(int cpu, TargetGranularity granularity) {
        return switch (granularity) {
            case CORE -> cpu;
            case CLUSTER -> cpu / cpusPerCluster;
            case SOCKET -> cpu / cpusPerCluster / clustersPerSocket;
        };
    }
}
