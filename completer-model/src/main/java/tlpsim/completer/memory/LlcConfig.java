package tlpsim.completer.memory;

/**
 * How each LLC is used; all domains alike. Masks: bit i = way i; bits at or above the number of ways are errors.
 *
 * @param ioWayMask    ways in which a device write may allocate; 0 = device writes never allocate
 * @param cpuWayMask   ways in which L2 victims and CPU fills allocate; may overlap {@code ioWayMask}; 0 only in the
 *     victim role
 * @param cleanVictims victim role: whether clean L2 victims are allocated too, or dropped
 */
public record LlcConfig(LlcRole role, int ioWayMask, int cpuWayMask, boolean cleanVictims) {

    public LlcConfig {
        if (role == LlcRole.INCLUSIVE && (ioWayMask == 0 || cpuWayMask == 0)) {
            throw new IllegalArgumentException("an inclusive LLC needs ways for device and CPU: ioWayMask=" + ioWayMask
                    + " cpuWayMask=" + cpuWayMask);
        }
    }

    /** The default role: victim cache that takes clean and dirty L2 victims. */
    public static LlcConfig victim(int ioWayMask, int cpuWayMask) {
        return new LlcConfig(LlcRole.VICTIM, ioWayMask, cpuWayMask, true);
    }

    public static LlcConfig inclusive(int ioWayMask, int cpuWayMask) {
        return new LlcConfig(LlcRole.INCLUSIVE, ioWayMask, cpuWayMask, true);
    }
}
