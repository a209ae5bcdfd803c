package tlpsim.scenarios.wiring;

import java.util.Arrays;
import java.util.List;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.consumer.CoreTimingConfig;
import tlpsim.completer.consumer.PrefetchConfig;
import tlpsim.completer.dram.DramModel;
import tlpsim.completer.dram.DramTimingConfig;
import tlpsim.completer.dram.SocketDistance;
import tlpsim.completer.host.HostTimingConfig;
import tlpsim.completer.host.ReceiveConfig;
import tlpsim.completer.memory.DeviceWriteConfig;
import tlpsim.completer.memory.DeviceWritePolicy;
import tlpsim.completer.memory.HostMemory;
import tlpsim.completer.memory.HostMemoryConfig;
import tlpsim.completer.memory.HostTopologyConfig;
import tlpsim.completer.memory.PagePlacement;
import tlpsim.completer.memory.PartialMissPolicy;
import tlpsim.completer.memory.PlacementLayout;
import tlpsim.completer.memory.SamplingConfig;
import tlpsim.completer.memory.WriteAction;
import tlpsim.completer.memory.WriteOutcomeLayout;
import tlpsim.completer.port.IommuConfig;
import tlpsim.completer.port.ReceiveWindow;
import tlpsim.completer.steering.SteeringConfig;
import tlpsim.completer.steering.SteeringPolicy;
import tlpsim.completer.steering.TagPlacement;
import tlpsim.core.firmware.RootPortFirmware;
import tlpsim.core.path.CompleterRules;
import tlpsim.core.path.PrefixSupport;
import tlpsim.core.tlp.PrefixLayout;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.scenarios.config.CompleterSupport;
import tlpsim.scenarios.config.CreditConfig;
import tlpsim.scenarios.config.DeviceWritesConfig;
import tlpsim.scenarios.config.DramConfig;
import tlpsim.scenarios.config.Fidelity;
import tlpsim.scenarios.config.HitPolicy;
import tlpsim.scenarios.config.L2PrefetchConfig;
import tlpsim.scenarios.config.LlcDomain;
import tlpsim.scenarios.config.MissPolicy;
import tlpsim.scenarios.config.PagePolicy;
import tlpsim.scenarios.config.PartialWritePolicy;
import tlpsim.scenarios.config.PhOnlyPolicy;
import tlpsim.scenarios.config.PlatformConfig;
import tlpsim.scenarios.config.RemoteWritePolicy;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.TaggedHitConfig;
import tlpsim.scenarios.config.UntaggedHitConfig;

/** Builds the host's parts from a scenario's platform. */
final class HostWiring {
    private final PlatformConfig platform;
    private final List<RootPortConfig> ports;
    private final FabricPlan fabric;
    private final long rootComplexPs;
    private final Column column;
    private final long seed;
    private final Fidelity fidelity;
    private final HostTopologyConfig topology;

    HostWiring(ScenarioConfig scenario, FabricPlan fabric, Column column, long seed) {
        this.fabric = fabric;
        this.rootComplexPs = scenario.fabric().rootComplex().latencyPs();
        this.platform = scenario.platform();
        this.ports = scenario.fabric().hostPorts();
        this.column = column;
        this.seed = seed;
        this.fidelity = scenario.measure().fidelity();
        int domainsPerSocket = platform.llc().domain() == LlcDomain.CLUSTER
                ? Math.max(1, platform.cores() / platform.coresPerDomain())
                : 1;
        this.topology = new HostTopologyConfig(platform.totalCores(), platform.coresPerDomain(), domainsPerSocket);
    }

    HostTopologyConfig topology() {
        return topology;
    }

    HostMemory memory(HomePlan homes, PagePlacement pages) {
        SamplingConfig sampling = new SamplingConfig(fidelity.log2(), seed);
        CacheWiring caches = new CacheWiring(platform, topology, sampling, seed);
        HostMemoryConfig config = new HostMemoryConfig(
                sampling.lines(pages.physicalLines()) + sampling.furtherLines(homes.homes()),
                topology,
                homes.homes().ofPart(sampling.log2()),
                caches.roles(),
                deviceWrites(platform.deviceWrites()));
        return new HostMemory(config, pages, caches.all(), sampling);
    }

    PagePlacement pages(long lines) {
        PagePolicy policy = platform.memory().pages();
        tlpsim.scenarios.config.LlcConfig llc = platform.llc();
        return switch (policy) {
            case HUGE_1G -> PagePlacement.contiguous(lines);
            case HUGE_2M, SMALL -> PagePlacement.scattered(lines, policy.bytes(), seed);
            case COLOURED ->
                PagePlacement.coloured(lines, policy.bytes(), (int) llc.setsPerSlice() * llc.slices(), seed);
        };
    }

    /** The ideal bound's memory has no queues: what it still reads for working sets may not make it worse than another column. */
    DramModel dram(HomePlan homes, PagePlacement pages) {
        DramConfig dram = platform.dram();
        DramTimingConfig timing = new DramTimingConfig(
                platform.sockets(),
                column == Column.IDEAL_BOUND ? 0 : dram.channels(),
                dram.bandwidthBytesPerSecond(),
                dram.banks(),
                dram.rowCyclePs(),
                (int) (dram.rowBytes() / CacheGeometry.LINE_BYTES),
                dram.writeQueue());
        SocketDistance sockets = new SocketDistance(
                topology, homes.homes(), pages, platform.latency().socketHopPs());
        return new DramModel(timing, sockets);
    }

    private DeviceWriteConfig deviceWrites(DeviceWritesConfig writes) {
        UntaggedHitConfig untagged = writes.onHit().untagged();
        TaggedHitConfig tagged = writes.onHit().tagged();
        DeviceWritePolicy policy = writes.dca() ? DeviceWritePolicy.ddio() : DeviceWritePolicy.noDca();
        if (writes.dca()) {
            for (int kind : new int[] {PlacementLayout.NONE, PlacementLayout.RETAIN}) {
                policy = policy.with(kind, WriteOutcomeLayout.FOUND_OTHER_L2, action(untagged.l2()))
                        .with(kind, WriteOutcomeLayout.FOUND_LLC_IO_WAY, action(untagged.llcIo()))
                        .with(kind, WriteOutcomeLayout.FOUND_LLC_OTHER_WAY, action(untagged.llcOther()))
                        .with(kind, WriteOutcomeLayout.FOUND_REMOTE_LLC, action(untagged.remoteLlc()))
                        .with(
                                kind,
                                WriteOutcomeLayout.FOUND_NOWHERE,
                                action(writes.onMiss().untagged()));
            }
        }
        for (int kind : new int[] {PlacementLayout.KIND_L2, PlacementLayout.KIND_LLC, PlacementLayout.KIND_STASH}) {
            policy = policy.with(kind, WriteOutcomeLayout.FOUND_TARGET_L2, action(tagged.targetL2()))
                    .with(kind, WriteOutcomeLayout.FOUND_OTHER_L2, action(tagged.otherL2()))
                    .with(kind, WriteOutcomeLayout.FOUND_LLC_IO_WAY, tagged(kind, tagged.llcIo()))
                    .with(kind, WriteOutcomeLayout.FOUND_LLC_OTHER_WAY, tagged(kind, tagged.llcOther()))
                    .with(kind, WriteOutcomeLayout.FOUND_REMOTE_LLC, action(tagged.remoteLlc()))
                    .with(
                            kind,
                            WriteOutcomeLayout.FOUND_NOWHERE,
                            missed(kind, writes.onMiss().tagged()));
        }
        return new DeviceWriteConfig(
                policy,
                writes.partialWrite() == PartialWritePolicy.FETCH
                        ? PartialMissPolicy.FETCH
                        : PartialMissPolicy.MASKED_WRITE,
                writes.stashAcceptPpm(),
                seed,
                stashFillPs(writes.stashBandwidthBytesPerSecond()));
    }

    /** Where some sets are simulated, each of their lines stands for as many more, and takes as long as all of them. */
    private long stashFillPs(long bytesPerSecond) {
        return bytesPerSecond == 0 ? 0 : HostMemory.LINE_BYTES * 1_000_000_000_000L / bytesPerSecond << fidelity.log2();
    }

    /** A tag that leads to an LLC finds its line there already: nothing is to be moved. */
    private static WriteAction tagged(int kind, HitPolicy policy) {
        WriteAction action = action(policy);
        return kind == PlacementLayout.KIND_LLC && action == WriteAction.TO_TARGET
                ? WriteAction.IN_PLACE
                : stashed(kind, action);
    }

    private static WriteAction missed(int kind, MissPolicy policy) {
        return stashed(kind, action(policy));
    }

    /** A stash target is asked to pull the line; nothing is put into it. */
    private static WriteAction stashed(int kind, WriteAction action) {
        return kind == PlacementLayout.KIND_STASH && action == WriteAction.TO_TARGET ? WriteAction.STASH : action;
    }

    private static WriteAction action(HitPolicy policy) {
        return switch (policy) {
            case UPDATE_IN_PLACE -> WriteAction.IN_PLACE;
            case INVALIDATE_ALLOCATE -> WriteAction.TO_LLC;
            case INVALIDATE_MEMORY -> WriteAction.TO_MEMORY;
            case MOVE_TO_TARGET -> WriteAction.TO_TARGET;
            case STASH -> WriteAction.STASH;
        };
    }

    private static WriteAction action(MissPolicy policy) {
        return switch (policy) {
            case ALLOCATE_IO -> WriteAction.TO_LLC;
            case MEMORY -> WriteAction.TO_MEMORY;
            case ALLOCATE_TARGET -> WriteAction.TO_TARGET;
        };
    }

    SteeringPolicy steering(RootPortFirmware firmware) {
        PhOnlyPolicy phOnly = platform.deviceWrites().phOnly();
        SteeringConfig config = new SteeringConfig(
                TagPlacement.valueOf(platform.deviceWrites().tagPlacement().name()),
                phOnly == PhOnlyPolicy.BYPASS_01 || phOnly == PhOnlyPolicy.BYPASS_01_RETAIN_11,
                phOnly == PhOnlyPolicy.RETAIN_11 || phOnly == PhOnlyPolicy.BYPASS_01_RETAIN_11);
        return new SteeringPolicy(config, firmware.decoder(), topology);
    }

    HostTimingConfig timing() {
        return new HostTimingConfig(
                platform.io().visibleL2Ps(),
                platform.io().visibleLlcPs(),
                platform.io().visibleMemoryPs(),
                platform.deviceWrites().partialWrite() == PartialWritePolicy.FETCH
                        ? platform.dram().latencyPs()
                        : 0,
                platform.io().readCachePs(),
                platform.io().readMemoryPs(),
                platform.io().msiPs(),
                platform.io().doorbellPs(),
                shortestCreditReturnPs());
    }

    private long shortestCreditReturnPs() {
        long shortestPs = Long.MAX_VALUE;
        for (RootPortConfig port : ports) {
            shortestPs = Math.min(shortestPs, port.credits().returnLatencyPs());
        }
        return shortestPs;
    }

    CoreTimingConfig coreTiming() {
        return new CoreTimingConfig(
                platform.latency().l2Ps(),
                platform.latency().llcPs(),
                platform.latency().l2RemotePs(),
                platform.latency().llcRemotePs(),
                platform.dram().latencyPs(),
                platform.latency().parallelReads());
    }

    PrefetchConfig prefetch() {
        L2PrefetchConfig prefetch = platform.l2().prefetch();
        return new PrefetchConfig(prefetch.millilines(), prefetch.fromGapPs(), prefetch.gapPerLinePs());
    }

    /** Lines of each pool of posted writes; {@link #poolOf} says which ports share one. */
    int[] poolLines() {
        int pools = 0;
        for (int port = 0; port < ports.size(); port++) {
            pools = Math.max(pools, poolOf(port) + 1);
        }
        int[] lines = new int[pools];
        Arrays.fill(lines, platform.io().postedLines());
        return lines;
    }

    /** Pools are numbered in the order of their first ports. */
    private int poolOf(int port) {
        int pools = 0;
        for (int other = 0; other <= port; other++) {
            int first = firstOfPool(other);
            if (first == firstOfPool(port)) {
                return pools;
            }
            pools += first == other ? 1 : 0;
        }
        throw new IllegalStateException("port " + port + " has no pool");
    }

    private int firstOfPool(int port) {
        for (int other = 0; other < port; other++) {
            if (sharePool(ports.get(other), ports.get(port))) {
                return other;
            }
        }
        return port;
    }

    private boolean sharePool(RootPortConfig one, RootPortConfig other) {
        return switch (platform.io().postedScope()) {
            case ROOT_PORT -> false;
            case STACK -> !one.stack().isEmpty() && one.stack().equals(other.stack()) && one.socket() == other.socket();
            case SOCKET -> one.socket() == other.socket();
        };
    }

    ReceiveConfig[] receivers() {
        ReceiveConfig[] receivers = new ReceiveConfig[ports.size()];
        for (int port = 0; port < receivers.length; port++) {
            RootPortConfig config = ports.get(port);
            boolean perfect = column == Column.PERFECT_TAGS;
            CompleterRules rules = new CompleterRules(
                    perfect ? TphCompleterSupport.EXTENDED : support(config.tphCompleter()),
                    perfect
                            ? new PrefixSupport(true, true, PrefixLayout.MAX_END_END)
                            : new PrefixSupport(
                                    config.prefix().extendedFmt(),
                                    config.prefix().endEnd(),
                                    config.prefix().max()),
                    true,
                    !perfect && config.hints().tphDisable(),
                    CompleterRules.ExtendedAt8.valueOf(
                            config.hints().extendedAt8().name()));
            receivers[port] = new ReceiveConfig(
                    window(port, config.credits()),
                    config.socket(),
                    poolOf(port),
                    config.hints().allocatingFlow(),
                    platform.deviceWrites().remoteSocket() == RemoteWritePolicy.HOME_LLC,
                    rules,
                    iommu());
        }
        return receivers;
    }

    /** The ideal bound translates nothing. */
    private IommuConfig iommu() {
        tlpsim.scenarios.config.IommuConfig iommu = platform.iommu();
        return iommu.iotlbEntries() == 0 || column == Column.IDEAL_BOUND
                ? IommuConfig.off()
                : new IommuConfig(
                        iommu.iotlbEntries(),
                        iommu.ways(),
                        Long.numberOfTrailingZeros(iommu.pageBytes()),
                        iommu.walkPs(),
                        iommu.walkers());
    }

    /** A port that also routes between ports tells the Source what it accepts, and the Source returns the credits. */
    private ReceiveWindow window(int port, CreditConfig credits) {
        return fabric.routes().isMixed(port)
                ? new ReceiveWindow(0, 0, credits.returnLatencyPs(), rootComplexPs)
                : new ReceiveWindow(credits.postedHeaders(), credits.postedData(), credits.returnLatencyPs());
    }

    private static TphCompleterSupport support(CompleterSupport support) {
        return TphCompleterSupport.valueOf(support.name());
    }
}
