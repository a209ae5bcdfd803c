package tlpsim.completer.memory;

/**
 * Which cores share an LLC domain, and which domains share a socket. Cores and domains are numbered densely: domain
 * {@code d} has the cores {@code d * coresPerDomain} and up, the last one may have fewer.
 *
 * @param cores            at least 1; cores and domains together at most 32,767
 * @param coresPerDomain   cores behind one LLC: a socket, a cluster (CCX), a sub-NUMA cluster
 * @param domainsPerSocket LLC domains in one socket
 */
public record HostTopologyConfig(int cores, int coresPerDomain, int domainsPerSocket) {

    public HostTopologyConfig {
        if (cores < 1 || coresPerDomain < 1 || domainsPerSocket < 1) {
            throw new IllegalArgumentException("every count must be at least 1: cores=" + cores + " coresPerDomain="
                    + coresPerDomain + " domainsPerSocket=" + domainsPerSocket);
        }
        int domains = (cores + coresPerDomain - 1) / coresPerDomain;
        if (cores + domains > LineDirectory.MAX_HOLDERS) {
            throw new IllegalArgumentException("cores and LLC domains together must be at most "
                    + LineDirectory.MAX_HOLDERS + ": cores=" + cores + " domains=" + domains);
        }
    }

    /** All cores behind one LLC. */
    public static HostTopologyConfig oneDomain(int cores) {
        return new HostTopologyConfig(cores, cores, 1);
    }

    public int domains() {
        return (cores + coresPerDomain - 1) / coresPerDomain;
    }

    public int sockets() {
        return (domains() + domainsPerSocket - 1) / domainsPerSocket;
    }

    public int domainOfCore(int core) {
        return core / coresPerDomain;
    }

    public int socketOfDomain(int domain) {
        return domain / domainsPerSocket;
    }
}
