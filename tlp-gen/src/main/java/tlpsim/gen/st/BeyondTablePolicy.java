package tlpsim.gen.st;

/** What a device does for an index that its table does not have; section 6.17.3 allows both. */
public enum BeyondTablePolicy {
    SKIP_TPH(StLookup.NO_TPH),
    ST_ZERO(StLookup.NO_PREFERENCE);

    private final int result;

    BeyondTablePolicy(int result) {
        this.result = result;
    }

    int result() {
        return result;
    }
}
