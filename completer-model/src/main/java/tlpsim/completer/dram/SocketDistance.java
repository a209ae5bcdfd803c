package tlpsim.completer.dram;

import tlpsim.completer.memory.HomeDomainTable;
import tlpsim.completer.memory.HostTopologyConfig;
import tlpsim.completer.memory.PagePlacement;
import tlpsim.completer.memory.PlacementLayout;
import tlpsim.completer.memory.ReadOutcomeLayout;

/**
 * Which socket a line, a core or a cache belongs to, and what it costs to cross from one socket to another: one latency, whatever the load of the links between
 * sockets. Immutable.
 */
public final class SocketDistance {
    private final HostTopologyConfig topology;
    private final HomeDomainTable homes;
    private final PagePlacement pages;
    private final long placedLines;
    private final long hopPs;
    private final boolean several;
    private final boolean severalDomains;

    /**
     * @param homes of physical lines
     * @param hopPs added where something crosses from one socket to another
     */
    public SocketDistance(HostTopologyConfig topology, HomeDomainTable homes, PagePlacement pages, long hopPs) {
        this.topology = topology;
        this.homes = homes;
        this.pages = pages;
        this.placedLines = pages.physicalLines();
        this.hopPs = hopPs;
        this.several = topology.sockets() > 1;
        this.severalDomains = topology.domainsPerSocket() > 1;
    }

    /** One socket. */
    public static SocketDistance none() {
        return new SocketDistance(
                HostTopologyConfig.oneDomain(1), HomeDomainTable.single(0), PagePlacement.contiguous(1), 0);
    }

    /** True where there is anything to cross. */
    public boolean several() {
        return several;
    }

    /** Physical line of a simulated one. */
    long physical(long line) {
        return pages.physical(line);
    }

    /** The socket whose memory holds a simulated line. */
    public int homeOf(long line) {
        return several ? topology.socketOfDomain(homes.domainOf(pages.physical(line))) : 0;
    }

    /** The same of a physical line; of lines that no software has, some socket. */
    int homeOfPhysical(long line) {
        if (!several) {
            return 0;
        }
        return line < placedLines
                ? topology.socketOfDomain(homes.domainOf(line))
                : (int) Math.floorMod(line * 31 >>> 6, (long) topology.sockets());
    }

    private int ofCore(int core) {
        return topology.socketOfDomain(topology.domainOfCore(core));
    }

    /** From a socket to the home of a line. */
    public long toHomePs(int socket, long line) {
        return several && homeOf(line) != socket ? hopPs : 0;
    }

    /** From a socket to where a device write of {@code line} goes: its target's socket, without a target the line's home. */
    public long toPlacementPs(int socket, int placement, long line) {
        if (!several) {
            return 0;
        }
        int kind = PlacementLayout.kind(placement);
        int index = PlacementLayout.index(placement);
        int target;
        if (kind == PlacementLayout.KIND_L2 || kind == PlacementLayout.KIND_STASH) {
            target = ofCore(index);
        } else {
            target = kind == PlacementLayout.KIND_LLC ? topology.socketOfDomain(index) : homeOf(line);
        }
        return target == socket ? 0 : hopPs;
    }

    /**
     * What a core's read costs more where the line is at home in another socket: from DRAM, and from caches of other domains where a socket has several of them
     * (where it has one, the latency of another domain is that of another socket).
     *
     * @param outcome see {@link ReadOutcomeLayout}
     */
    public long readPs(int core, long line, int outcome) {
        if (!several || outcome < ReadOutcomeLayout.READ_LLC_REMOTE) {
            return 0;
        }
        return (outcome == ReadOutcomeLayout.READ_DRAM || severalDomains) && homeOf(line) != ofCore(core) ? hopPs : 0;
    }
}
