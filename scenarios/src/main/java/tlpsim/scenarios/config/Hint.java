package tlpsim.scenarios.config;

/** The processing hint of a request; NONE is TH=0. */
public enum Hint {
    NONE(-1),
    BIDIRECTIONAL(0),
    REQUESTER(1),
    TARGET(2),
    TARGET_PRIORITY(3);

    private final int ph;

    Hint(int ph) {
        this.ph = ph;
    }

    /** PH[1:0], or -1 where TH is 0. */
    public int ph() {
        return ph;
    }
}
