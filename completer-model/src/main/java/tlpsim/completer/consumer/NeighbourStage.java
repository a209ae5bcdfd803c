package tlpsim.completer.consumer;

import tlpsim.completer.dram.DramModel;
import tlpsim.completer.memory.AccessGroupLayout;
import tlpsim.completer.memory.HostMemory;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.core.pipeline.EventHeap;
import tlpsim.core.random.RandomStream;
import tlpsim.core.telemetry.DigestChain;

/**
 * Neighbours: cores that share caches and memory with the consumers and nothing else. Closed loop: a core's next accesses begin when its last ones are
 * served.
 *
 * <p>A step is a group of accesses, whose effect on the caches is that of the moment at which the group begins. Owned by the Memory process.
 */
public final class NeighbourStage {
    /** What an event of a neighbour has in the low byte of its payload; its core, counted over all neighbours, stands above. */
    public static final int EVENT = 5;

    private static final int CORE_SHIFT = 8;
    private static final int GROUP = 8;
    /** Cores begin one after the other. */
    private static final long START_GAP_PS = 1_009;

    private static final int DRAW_SHIFT = 44;
    private static final int MILLION = 1_000_000;

    private final NeighbourConfig[] configs;
    private final HostMemory memory;
    private final DramModel dram;
    private final EventHeap agenda;
    private final long[] latencyPs;
    private final int[] neighbourOf;
    private final int[] coreOf;
    private final long[] accesses;
    private final long[] digests;
    private final long[] lines = new long[GROUP];
    private final long[][] counters;

    /**
     * @param dram   channels behind {@code memory}
     * @param agenda of the Memory process; receives the first events
     */
    public NeighbourStage(
            NeighbourConfig[] configs, HostMemory memory, DramModel dram, CoreTimingConfig timing, EventHeap agenda) {
        this.configs = configs;
        this.memory = memory;
        this.dram = dram;
        this.agenda = agenda;
        this.latencyPs = timing.byOutcome();
        int agents = 0;
        for (NeighbourConfig config : configs) {
            agents += config.cores().length;
        }
        neighbourOf = new int[agents];
        coreOf = new int[agents];
        accesses = new long[agents];
        digests = new long[agents];
        counters = new long[configs.length][NeighbourCounter.COUNT];
        int agent = 0;
        for (int neighbour = 0; neighbour < configs.length; neighbour++) {
            for (int core : configs[neighbour].cores()) {
                neighbourOf[agent] = neighbour;
                coreOf[agent] = core;
                digests[agent] = DigestChain.start();
                agenda.add(agent * START_GAP_PS, ConsumerStage.RANK_CONSUMER, core, (long) agent << CORE_SHIFT | EVENT);
                agent++;
            }
        }
    }

    /** Handles an event of the agenda that has {@link #EVENT}. */
    public void onEvent(long timePs, long event) {
        int agent = (int) (event >>> CORE_SHIFT);
        NeighbourConfig config = configs[neighbourOf[agent]];
        int core = coreOf[agent];
        long first = accesses[agent];
        // The loads of the group overlap; those of the accesses, one after the other, hardly would.
        for (int access = 0; access < GROUP; access++) {
            lines[access] = config.lines().line(core, first + access);
            memory.touchForCore(core, lines[access]);
        }
        long[] counts = counters[neighbourOf[agent]];
        int owner = AccessGroupLayout.neighbour(neighbourOf[agent]);
        long sumPs = 0;
        for (int access = 0; access < GROUP; access++) {
            memory.group(AccessGroupLayout.workingSet(owner, config.lines().rank(core, lines[access])), core);
            int outcome = stores(config, core, first + access)
                    ? memory.coreWrite(core, lines[access])
                    : memory.coreRead(core, lines[access]);
            counts[NeighbourCounter.L2_HITS] += outcome == ReadOutcomeLayout.READ_L2 ? 1 : 0;
            sumPs += latencyPs[outcome];
            sumPs += dram.sockets().readPs(core, lines[access], outcome);
            if (outcome == ReadOutcomeLayout.READ_DRAM) {
                counts[NeighbourCounter.LLC_MISSES]++;
                sumPs += dram.read(lines[access]);
            }
        }
        long stallPs = sumPs / config.parallelAccesses();
        long endPs = timePs + GROUP * config.accessPs() + stallPs;
        accesses[agent] = first + GROUP;
        counts[NeighbourCounter.ACCESSES] += GROUP;
        counts[NeighbourCounter.STALL_PS] += stallPs;
        digests[agent] = DigestChain.mix(digests[agent], endPs);
        agenda.add(endPs, ConsumerStage.RANK_CONSUMER, core, event);
    }

    private static boolean stores(NeighbourConfig config, int core, long access) {
        return config.storesPerMillion() > 0
                && RandomStream.bounded(config.stores().bitsAt((long) core << DRAW_SHIFT | access), MILLION)
                        < config.storesPerMillion();
    }

    /** By neighbour, indexed by {@link NeighbourCounter}. */
    public long[][] counters() {
        return counters;
    }

    /** Continues a chain with all cores, in the order in which they were given. */
    public long digest(long chain) {
        long all = chain;
        for (long digest : digests) {
            all = DigestChain.mix(all, digest);
        }
        return all;
    }
}
