package tlpsim.scenarios.plan;

/** Whether a result meets its objectives. */
public enum Judgement {
    MET,
    NOT_MET,
    /** The noise, or the number of packets, does not let us say. */
    OPEN;

    /** Of two objectives together: one that is missed decides. */
    public Judgement and(Judgement other) {
        if (this == NOT_MET || other == NOT_MET) {
            return NOT_MET;
        }
        return this == OPEN || other == OPEN ? OPEN : MET;
    }
}
