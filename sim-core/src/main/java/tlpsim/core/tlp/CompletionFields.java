package tlpsim.core.tlp;

/** Fields of a completion (Base Specification 2.2.9), read through the {@link TlpFlyweight} that wraps it. */
public final class CompletionFields {
    private CompletionFields() {}

    public static int completerId(TlpFlyweight tlp) {
        return tlp.headerDw(1) >>> TlpLayout.ID_SHIFT;
    }

    /** Completion Status; in Flit Mode Successful Completion unless OHC-A5 says otherwise. */
    public static int status(TlpFlyweight tlp) {
        if (tlp.isFlit()) {
            return tlp.ohcA() & FlitLayout.A5_STATUS_MASK;
        }
        return tlp.headerDw(1) >>> TlpLayout.STATUS_SHIFT & TlpLayout.STATUS_MASK;
    }

    /** Byte Count Modified; Flit Mode has no such bit. */
    public static boolean bcm(TlpFlyweight tlp) {
        return !tlp.isFlit() && (tlp.headerDw(1) & TlpLayout.BCM) != 0;
    }

    /** 1 to 4096: the wire's 0 is 4096. */
    public static int byteCount(TlpFlyweight tlp) {
        int field = tlp.headerDw(tlp.isFlit() ? 2 : 1) & TlpLayout.BYTE_COUNT_MASK;
        return field == 0 ? TlpLayout.MAX_BYTE_COUNT : field;
    }

    /** Lower Address[6:0]; its bits 1:0 are 0 in Flit Mode without OHC-A5. */
    public static int lowerAddress(TlpFlyweight tlp) {
        int dw2 = tlp.headerDw(2);
        if (!tlp.isFlit()) {
            return dw2 & TlpLayout.LOWER_ADDRESS_MASK;
        }
        int bit6 = (tlp.headerDw(1) & FlitLayout.CPL_LA6) >>> 8;
        int bits52 = (dw2 >>> FlitLayout.CPL_LA52_SHIFT & FlitLayout.CPL_LA52_MASK) << 2;
        return bit6 | bits52 | tlp.ohcA() >>> FlitLayout.A5_LA10_SHIFT & 3;
    }
}
