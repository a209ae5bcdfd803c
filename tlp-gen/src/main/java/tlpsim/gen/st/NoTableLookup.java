package tlpsim.gen.st;

/** A device without a source of tags: hints only, as far as Requester Enable lets them pass. */
public final class NoTableLookup implements StLookup {
    private final StGate gate;

    public NoTableLookup(StGate gate) {
        this.gate = gate;
    }

    @Override
    public int st(int index) {
        return gate.tagMask() < 0 ? NO_TPH : NO_PREFERENCE;
    }
}
