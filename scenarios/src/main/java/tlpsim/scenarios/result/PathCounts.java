package tlpsim.scenarios.result;

import tlpsim.core.path.AskedHint;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;

/**
 * TLPs by flow, kind of access, element that decided, hint asked for, and outcome: a view of the counters of {@code PathTable}.
 *
 * @param counts as {@code PathTable.index} lays them out
 * @param hops   numbers of elements, 0 included
 */
public record PathCounts(long[] counts, int hops) {
    /** One combination. */
    public long at(int flow, int kind, int hop, int asked, int outcome) {
        return counts[
                (((flow * AccessKind.COUNT + kind) * hops + hop) * AskedHint.COUNT + asked) * HintOutcome.COUNT
                        + outcome];
    }

    /** TLPs of one kind of a flow. */
    public long of(int flow, int kind) {
        int size = hops * AskedHint.COUNT * HintOutcome.COUNT;
        return CounterSnapshot.sum(counts, (flow * AccessKind.COUNT + kind) * size, size);
    }

    /** TLPs on which an element decided, by outcome. */
    public long[] byOutcome(int hop, int flows) {
        long[] sums = new long[HintOutcome.COUNT];
        for (int flow = 0; flow < flows; flow++) {
            for (int kind = 0; kind < AccessKind.COUNT; kind++) {
                for (int asked = 0; asked < AskedHint.COUNT; asked++) {
                    for (int outcome = 0; outcome < HintOutcome.COUNT; outcome++) {
                        sums[outcome] += at(flow, kind, hop, asked, outcome);
                    }
                }
            }
        }
        return sums;
    }
}
