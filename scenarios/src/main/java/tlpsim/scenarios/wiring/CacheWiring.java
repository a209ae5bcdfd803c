package tlpsim.scenarios.wiring;

import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.ReplacementPolicy;
import tlpsim.completer.cache.SetAssociativeCache;
import tlpsim.completer.cache.SetIndexPolicy;
import tlpsim.completer.memory.CoreWayTable;
import tlpsim.completer.memory.HostCaches;
import tlpsim.completer.memory.HostTopologyConfig;
import tlpsim.completer.memory.LlcConfig;
import tlpsim.completer.memory.SamplingConfig;
import tlpsim.scenarios.config.CacheClassConfig;
import tlpsim.scenarios.config.L2Config;
import tlpsim.scenarios.config.LlcRole;
import tlpsim.scenarios.config.LlcWaysConfig;
import tlpsim.scenarios.config.PlatformConfig;
import tlpsim.scenarios.config.Replacement;
import tlpsim.scenarios.config.SnoopFilterConfig;

/** Builds the caches of the host. */
final class CacheWiring {
    private final PlatformConfig platform;
    private final tlpsim.scenarios.config.LlcConfig llc;
    private final HostTopologyConfig topology;
    private final SamplingConfig sampling;
    private final long seed;

    CacheWiring(PlatformConfig platform, HostTopologyConfig topology, SamplingConfig sampling, long seed) {
        this.sampling = sampling;
        this.platform = platform;
        this.llc = platform.llc();
        this.topology = topology;
        this.seed = seed;
    }

    HostCaches all() {
        return new HostCaches(l2(), llc(), snoopFilters());
    }

    /** One per core. */
    private SetAssociativeCache[] l2() {
        L2Config config = platform.l2();
        int sets = (int) (config.sizeBytes() / CacheGeometry.LINE_BYTES / config.ways());
        CacheGeometry geometry = CacheGeometry.modulo(sets, config.ways());
        SetAssociativeCache[] caches = new SetAssociativeCache[topology.cores()];
        for (int core = 0; core < caches.length; core++) {
            caches[core] = policy(config.replacement()).create(sampling.scaled(geometry), seed + core);
        }
        return caches;
    }

    /** One per domain. */
    private SetAssociativeCache[] llc() {
        CacheGeometry geometry = new CacheGeometry((int) llc.setsPerSlice() * llc.slices(), llc.ways(), index());
        SetAssociativeCache[] caches = new SetAssociativeCache[topology.domains()];
        for (int domain = 0; domain < caches.length; domain++) {
            caches[domain] =
                    policy(llc.replacement()).create(sampling.scaled(geometry), seed + topology.cores() + domain);
        }
        return caches;
    }

    /** One per domain, or none. */
    private SetAssociativeCache[] snoopFilters() {
        SnoopFilterConfig filter = llc.snoopFilter();
        SetAssociativeCache[] caches = new SetAssociativeCache[filter.setsPerSlice() == 0 ? 0 : topology.domains()];
        for (int domain = 0; domain < caches.length; domain++) {
            CacheGeometry geometry = new CacheGeometry(filter.setsPerSlice() * llc.slices(), filter.ways(), index());
            caches[domain] = ReplacementPolicy.LRU.create(sampling.scaled(geometry), seed);
        }
        return caches;
    }

    LlcConfig roles() {
        LlcWaysConfig ways = llc.allocation();
        int cpuMask = (int) ways.cpuWays().mask(llc.ways());
        LlcConfig roles = llc.role() == LlcRole.INCLUSIVE
                ? LlcConfig.inclusive(llc.ioWayMask(), cpuMask)
                : LlcConfig.victim(llc.ioWayMask(), cpuMask);
        int[] masks = new int[topology.cores()];
        for (CacheClassConfig cacheClass : ways.classes()) {
            for (int i = 0; i < cacheClass.cores().size(); i++) {
                masks[cacheClass.cores().at(i)] = (int) cacheClass.ways().mask(llc.ways());
            }
        }
        return roles.withInclusiveWays((int) ways.inclusiveWays().mask(llc.ways()))
                .withClasses(CoreWayTable.of(masks));
    }

    private SetIndexPolicy index() {
        return switch (llc.hash()) {
            case MODULO -> SetIndexPolicy.modulo();
            case XOR -> SetIndexPolicy.xorHash();
            case SLICE -> SetIndexPolicy.sliced(llc.slices());
        };
    }

    private static ReplacementPolicy policy(Replacement replacement) {
        return ReplacementPolicy.valueOf(replacement.name());
    }
}
