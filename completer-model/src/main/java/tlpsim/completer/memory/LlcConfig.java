package tlpsim.completer.memory;

/**
 * How each LLC is used; all domains alike. Masks: bit i = way i; bits at or above the number of ways are errors.
 *
 * @param ioWayMask        ways in which a device write may allocate; 0 = device writes never allocate
 * @param cpuWayMask       ways in which L2 victims and CPU fills allocate; may overlap {@code ioWayMask}; 0 only in the
 *     victim role
 * @param cleanVictims     victim role: whether clean L2 victims are allocated too, or dropped
 * @param inclusiveWayMask victim role: ways that keep device-written lines beside the copy in an L2, and that take
 *     device writes which hit an L2; 0 = there are none
 * @param classes          cores with ways of their own instead of {@code cpuWayMask}
 */
public record LlcConfig(
        LlcRole role, int ioWayMask, int cpuWayMask, boolean cleanVictims, int inclusiveWayMask, CoreWayTable classes) {

    public LlcConfig {
        if (role == LlcRole.INCLUSIVE && (ioWayMask == 0 || cpuWayMask == 0)) {
            throw new IllegalArgumentException("an inclusive LLC needs ways for device and CPU: ioWayMask=" + ioWayMask
                    + " cpuWayMask=" + cpuWayMask);
        }
        if (role == LlcRole.INCLUSIVE && inclusiveWayMask != 0) {
            throw new IllegalArgumentException(
                    "an inclusive LLC has no ways apart for lines that are in an L2 too: inclusiveWayMask="
                            + inclusiveWayMask);
        }
    }

    /** Without inclusive ways and classes. */
    public LlcConfig(LlcRole role, int ioWayMask, int cpuWayMask, boolean cleanVictims) {
        this(role, ioWayMask, cpuWayMask, cleanVictims, 0, CoreWayTable.NO_CLASSES);
    }

    /** The default role: victim cache that takes clean and dirty L2 victims. */
    public static LlcConfig victim(int ioWayMask, int cpuWayMask) {
        return new LlcConfig(LlcRole.VICTIM, ioWayMask, cpuWayMask, true);
    }

    public static LlcConfig inclusive(int ioWayMask, int cpuWayMask) {
        return new LlcConfig(LlcRole.INCLUSIVE, ioWayMask, cpuWayMask, true);
    }

    public LlcConfig withInclusiveWays(int mask) {
        return new LlcConfig(role, ioWayMask, cpuWayMask, cleanVictims, mask, classes);
    }

    public LlcConfig withClasses(CoreWayTable table) {
        return new LlcConfig(role, ioWayMask, cpuWayMask, cleanVictims, inclusiveWayMask, table);
    }
}
