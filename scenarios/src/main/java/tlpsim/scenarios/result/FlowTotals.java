package tlpsim.scenarios.result;

import tlpsim.completer.consumer.ReadKind;
import tlpsim.completer.memory.HostMemory;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.completer.memory.WriteOutcomeLayout;
import tlpsim.completer.peer.PeerReadLayout;
import tlpsim.completer.peer.PeerWriteLayout;
import tlpsim.core.pipeline.AccessKind;

/** Sums of one kind of access of one flow over replicates. */
final class FlowTotals {
    private static final int NOBODY = -1;

    private final int flow;
    private final int kind;
    /** What consumers read of what such requests write. */
    private final int reader;

    private long tlps;
    private long written;
    private long cached;
    private long read;
    private long hits;
    private long memoryLines;
    private long delayPs;
    private long writes;

    FlowTotals(int flow, AccessKind kind) {
        this.flow = flow;
        this.kind = kind.ordinal();
        this.reader = switch (kind) {
            case HEADER -> ReadKind.HEADER.ordinal();
            case PAYLOAD -> ReadKind.PAYLOAD.ordinal();
            case COMPLETION -> ReadKind.COMPLETION.ordinal();
            default -> NOBODY;
        };
    }

    void add(CounterSnapshot counts, int hops) {
        int at = flow * AccessKind.COUNT + kind;
        FlowSnapshot flows = counts.flows();
        tlps += new PathCounts(counts.outcomes(), hops).of(flow, kind);
        delayPs += flows.visibleDelayPs()[at];
        writes += flows.visibleWrites()[at];
        for (int outcome = 0; outcome < WriteOutcomeLayout.COUNT; outcome++) {
            long lines = flows.writes()[2 * at * WriteOutcomeLayout.COUNT + outcome]
                    + flows.writes()[(2 * at + 1) * WriteOutcomeLayout.COUNT + outcome];
            boolean toMemory = WriteOutcomeLayout.landed(outcome) == WriteOutcomeLayout.LANDED_MEMORY;
            addWritten(lines, !toMemory);
        }
        for (int outcome = 0; outcome < PeerWriteLayout.COUNT; outcome++) {
            addWritten(flows.peerWrites()[at * PeerWriteLayout.COUNT + outcome], PeerWriteLayout.isCached(outcome));
        }
        if (reader != NOBODY) {
            addReads(flows);
        }
    }

    private void addWritten(long lines, boolean toCache) {
        written += lines;
        cached += toCache ? lines : 0;
        memoryLines += toCache ? 0 : lines;
    }

    private void addReads(FlowSnapshot flows) {
        int at = flow * ReadKind.COUNT + reader;
        for (int outcome = 0; outcome < ReadOutcomeLayout.COUNT; outcome++) {
            addRead(flows.coreReads()[at * ReadOutcomeLayout.COUNT + outcome], outcome != ReadOutcomeLayout.READ_DRAM);
        }
        for (int outcome = 0; outcome < PeerReadLayout.COUNT; outcome++) {
            addRead(flows.engineReads()[at * PeerReadLayout.COUNT + outcome], outcome == PeerReadLayout.CACHE);
        }
    }

    private void addRead(long lines, boolean hit) {
        read += lines;
        hits += hit ? lines : 0;
        memoryLines += hit ? 0 : lines;
    }

    FlowFigures.Figures figures(int replicates) {
        return new FlowFigures.Figures(
                (double) tlps / replicates,
                Ratios.percent(cached, written),
                Ratios.percent(hits, read),
                Ratios.per((double) memoryLines * HostMemory.LINE_BYTES, tlps),
                Ratios.per(delayPs / 1e3, writes));
    }
}
