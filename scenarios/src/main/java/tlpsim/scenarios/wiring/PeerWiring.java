package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.List;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.ReplacementPolicy;
import tlpsim.completer.peer.PeerCacheConfig;
import tlpsim.completer.peer.PeerConfig;
import tlpsim.completer.peer.PeerEngineConfig;
import tlpsim.completer.peer.PeerMemoryConfig;
import tlpsim.completer.peer.PeerPortConfig;
import tlpsim.completer.peer.PeerTagConfig;
import tlpsim.completer.peer.UntaggedWrite;
import tlpsim.completer.port.ReceiveWindow;
import tlpsim.core.path.CompleterRules;
import tlpsim.core.path.PrefixSupport;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.core.vfio.PeerTagSemantics;
import tlpsim.scenarios.config.CreditConfig;
import tlpsim.scenarios.config.DmaBufConfig;
import tlpsim.scenarios.config.EndpointConfig;

/** Builds the peers of a scenario as completers. */
final class PeerWiring {
    /** Replacement of a peer's cache: no vendor says; assumed. */
    private static final ReplacementPolicy REPLACEMENT = ReplacementPolicy.LRU;

    private static final PrefixSupport ALL_PREFIXES = new PrefixSupport(true, true, 4);

    private final Column column;
    private final long seed;

    PeerWiring(Column column, long seed) {
        this.column = column;
        this.seed = seed;
    }

    PeerConfig[] configs(List<EndpointConfig> peers) {
        List<PeerConfig> configs = new ArrayList<>();
        for (int peer = 0; peer < peers.size(); peer++) {
            configs.add(config(peers.get(peer).peer(), seed + 1_000_003L * (peer + 1)));
        }
        return configs.toArray(new PeerConfig[0]);
    }

    private PeerConfig config(tlpsim.scenarios.config.PeerConfig peer, long cacheSeed) {
        CreditConfig credits = peer.credits();
        return new PeerConfig(
                new PeerPortConfig(
                        new ReceiveWindow(credits.postedHeaders(), credits.postedData(), credits.returnLatencyPs()),
                        peer.postedLines(),
                        rules(column, peer)),
                memory(peer, cacheSeed),
                tags(peer),
                engines(peer.engines()),
                column == Column.IDEAL_BOUND,
                column == Column.PERFECT_TAGS);
    }

    static CompleterRules rules(Column column, tlpsim.scenarios.config.PeerConfig peer) {
        CompleterRules.ExtendedAt8 extendedAt8 =
                CompleterRules.ExtendedAt8.valueOf(peer.extendedAt8().name());
        return column == Column.PERFECT_TAGS
                ? new CompleterRules(TphCompleterSupport.EXTENDED, ALL_PREFIXES, false, false, extendedAt8)
                : new CompleterRules(
                        TphCompleterSupport.valueOf(peer.tphCompleter().name()),
                        FabricPlan.support(peer.prefix()),
                        false,
                        false,
                        extendedAt8);
    }

    private static PeerMemoryConfig memory(tlpsim.scenarios.config.PeerConfig peer, long cacheSeed) {
        tlpsim.scenarios.config.PeerMemoryConfig memory = peer.memory().orElseThrow();
        int sets = (int) (memory.cacheBytes() / CacheGeometry.LINE_BYTES / memory.ways());
        return new PeerMemoryConfig(
                new PeerCacheConfig(
                        CacheGeometry.modulo(sets, memory.ways()), REPLACEMENT, cacheSeed, memory.partitions()),
                UntaggedWrite.valueOf(peer.untaggedWrites().name()),
                memory.cacheLatencyPs(),
                memory.latencyPs(),
                PeerMemoryConfig.bandwidth(memory.bandwidthBytesPerSecond()));
    }

    private static PeerTagConfig tags(tlpsim.scenarios.config.PeerConfig peer) {
        PeerTagSemantics semantics = PeerTagSemantics.valueOf(peer.stSemantics().name());
        if (peer.dmaBuf().isEmpty()) {
            return new PeerTagConfig(semantics, PeerTagConfig.ABSENT, PeerTagConfig.ABSENT, false);
        }
        DmaBufConfig exported = peer.dmaBuf().get();
        return new PeerTagConfig(
                semantics,
                exported.st().orElse(PeerTagConfig.ABSENT),
                exported.stExt().orElse(PeerTagConfig.ABSENT),
                exported.stAliased());
    }

    private static PeerEngineConfig engines(tlpsim.scenarios.config.PeerEngineConfig engines) {
        return new PeerEngineConfig(
                engines.count(),
                engines.perPacketPs(),
                engines.pollIntervalPs(),
                engines.kickLatencyPs(),
                engines.notifyLatencyPs(),
                engines.payloadPpm(),
                engines.parallelReads());
    }
}
