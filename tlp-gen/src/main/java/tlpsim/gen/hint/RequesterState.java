package tlpsim.gen.hint;

/**
 * What a function's TPH Requester Control register allows now: changed by control-plane events in mid-run, read per TLP. Owned by the Source process.
 */
public final class RequesterState {
    /** Requester Enable values (PCIe Base Specification 7.9.13.3). */
    public static final int DISABLED = 0;

    public static final int TPH_ONLY = 1;
    public static final int EXTENDED = 3;

    private int enable;

    public RequesterState(int enable) {
        this.enable = enable;
    }

    public int enable() {
        return enable;
    }

    public void enable(int value) {
        enable = value;
    }
}
