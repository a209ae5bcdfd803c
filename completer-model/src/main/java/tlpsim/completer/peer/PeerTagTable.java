package tlpsim.completer.peer;

import java.util.BitSet;
import tlpsim.core.path.AskedHint;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.vfio.PeerTagSemantics;
import tlpsim.core.vfio.PeerTagUse;
import tlpsim.core.vfio.PeerTagUse.Fate;
import tlpsim.core.vfio.PeerTagUse.Verdict;

/**
 * The tags that a peer gives out now and gave out before, and what became of the tags of writes that came with one or should have (rule 27). Each such write
 * counts once, by its fate. Owned by the Memory process; nothing allocates once every tag has been given.
 */
final class PeerTagTable {
    private static final int HONOURED_8 = HintOutcome.TAGGED8.ordinal();
    private static final int HONOURED_16 = HintOutcome.TAGGED16.ordinal();
    private static final int PH_ONLY = HintOutcome.PH_ONLY.ordinal();
    private static final int MASK_8 = 0xFF;

    private final PeerTagSemantics semantics;
    private final boolean aliased8;
    private final long[] counters;
    private final BitSet given8 = new BitSet();
    private final BitSet given16 = new BitSet();
    private int now8;
    private int now16;

    /** @param counters indexed by {@link PeerCounter} */
    PeerTagTable(PeerTagConfig config, long[] counters) {
        this.semantics = config.semantics();
        this.aliased8 = config.aliased8();
        this.counters = counters;
        give(config.exported8(), config.exported16());
    }

    /** From now on the peer knows these tags, {@link PeerTagConfig#ABSENT} for none; earlier ones are stale. */
    void give(int tag8, int tag16) {
        now8 = tag8;
        now16 = tag16;
        if (tag8 >= 0) {
            given8.set(tag8);
        }
        if (tag16 >= 0) {
            given16.set(tag16);
        }
    }

    PeerTagSemantics semantics() {
        return semantics;
    }

    /**
     * A write arrives.
     *
     * @param outcome what is left of its hint
     * @param asked   what its requester asked for
     * @param due     its requester had a tag for it and sent none but 0
     * @param st      the tag as it arrived
     */
    void count(int outcome, int asked, boolean due, int st) {
        if (asked < AskedHint.TAGGED8 && !due) {
            return;
        }
        Fate fate = fate(outcome, asked, st);
        counters[PeerCounter.FATES + fate.ordinal()]++;
        counters[PeerCounter.WRONG_OPERATIONS] += PeerTagUse.judge(semantics, fate) == Verdict.WRONG_OPERATION ? 1 : 0;
    }

    private Fate fate(int outcome, int asked, int st) {
        boolean wide = outcome == HONOURED_16;
        if (!wide && outcome != HONOURED_8) {
            // No preference on the wire; where 0 was given out, the peer takes it for that tag.
            boolean zero = outcome == PH_ONLY && asked == AskedHint.PH_ONLY;
            return zero && (now8 == 0 || now16 == 0) ? Fate.INTACT : Fate.STRIPPED;
        }
        int tag = wide ? st : st & MASK_8;
        if (wide != (asked == AskedHint.TAGGED16)) {
            return Fate.WRONG_NAMESPACE;
        }
        if (tag == (wide ? now16 : now8)) {
            return aliased8 && !wide ? Fate.ALIASED : Fate.INTACT;
        }
        return (wide ? given16 : given8).get(tag) ? Fate.STALE : Fate.WRONG_NAMESPACE;
    }
}
