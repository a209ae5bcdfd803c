package tlpsim.core.kernel;

/** How requester types and modes are called in reports. */
public final class RequesterTypes {
    private static final String[] BITS = {"00b", "01b", "10b", "11b"};
    private static final String[] MODES = {"No ST", "Interrupt Vector", "Device Specific"};

    private RequesterTypes() {}

    /** The two low bits as the specification writes them. */
    public static String bits(int type) {
        return BITS[type & 3];
    }

    /** The mode's name, or its number if it is reserved. */
    public static String mode(int mode) {
        return mode >= 0 && mode < MODES.length ? MODES[mode] : "mode " + mode;
    }
}
