package tlpsim.core.path;

import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.tlp.TlpFlyweight;

/**
 * What a requester asked for, read from the bytes that it emitted. The codes are those of the {@link HintOutcome} that
 * a path leaves alone.
 *
 * <p>A tag of the 16-bit namespace up to 0xFF is sent without a prefix in Non-Flit Mode, and then counts as {@link
 * #TAGGED8}: nothing on the wire tells the namespace.
 */
public final class AskedHint {
    public static final int PLAIN = 0;
    public static final int PH_ONLY = 1;
    public static final int TAGGED8 = 2;
    public static final int TAGGED16 = 3;
    public static final int COUNT = 4;

    private AskedHint() {}

    public static int of(TlpFlyweight emitted) {
        if (!emitted.hasHints()) {
            return PLAIN;
        }
        if (emitted.st() == 0) {
            return PH_ONLY;
        }
        return emitted.isExtendedSt() ? TAGGED16 : TAGGED8;
    }

    /** The name under which reports count it. */
    public static String label(int asked) {
        return HintOutcome.ofCode(asked).label();
    }
}
