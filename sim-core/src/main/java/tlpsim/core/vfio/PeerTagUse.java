package tlpsim.core.vfio;

/** Rule 27: what a tag that arrives at a peer does there. Pure. */
public final class PeerTagUse {
    private PeerTagUse() {}

    /** How a tag came through. */
    public enum Fate {
        INTACT,
        STRIPPED,
        STALE,
        ALIASED,
        WRONG_NAMESPACE
    }

    /** What came of it. */
    public enum Verdict {
        RIGHT,
        /** A line in the wrong place: a matter of time. */
        MISPLACED,
        /** A matter of results; never counted as a miss. */
        WRONG_OPERATION
    }

    /** A tag as it was granted, or as it arrived; {@code present} false means that no hint was there. */
    public record Tag(boolean present, int value, boolean extended) {}

    /**
     * The fate of a tag.
     *
     * @param stale   it was fetched before the last revocation
     * @param aliased the exporter gives it to several things
     */
    public static Fate fate(Tag granted, Tag arrived, boolean stale, boolean aliased) {
        if (!arrived.present()) {
            return Fate.STRIPPED;
        }
        if (arrived.extended() != granted.extended() || arrived.value() != granted.value()) {
            return Fate.WRONG_NAMESPACE;
        }
        if (stale) {
            return Fate.STALE;
        }
        return aliased ? Fate.ALIASED : Fate.INTACT;
    }

    public static Verdict judge(PeerTagSemantics semantics, Fate fate) {
        if (fate == Fate.INTACT) {
            return Verdict.RIGHT;
        }
        return semantics == PeerTagSemantics.OPERATION ? Verdict.WRONG_OPERATION : Verdict.MISPLACED;
    }
}
