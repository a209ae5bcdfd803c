package tlpsim.core.firmware;

/**
 * How one root port's firmware names targets.
 *
 * @param tags8        tags of the 8-bit namespace, 0 to 255, for each memory type
 * @param tags16       tags of the 16-bit namespace, 0 to 65,535, for each memory type
 * @param granularity  the finest target with a tag of its own
 * @param onExhaustion what happens to targets that no tag is left for
 * @param persistent   whether tags for persistent memory exist
 * @param phIgnore     whether firmware says that the platform ignores PH
 * @param encodingSeed of the opaque encoding: one per platform and root port
 */
public record DsmFirmwareConfig(
        int tags8,
        int tags16,
        TargetGranularity granularity,
        TagExhaustionPolicy onExhaustion,
        boolean persistent,
        boolean phIgnore,
        long encodingSeed) {
    public static final int MAX_TAGS8 = 0xFF;
    public static final int MAX_TAGS16 = 0xFFFF;

    public DsmFirmwareConfig {
        if (tags8 < 0 || tags8 > MAX_TAGS8) {
            throw new IllegalArgumentException("tags8 must be 0 to 255: tags8=" + tags8);
        }
        if (tags16 < 0 || tags16 > MAX_TAGS16) {
            throw new IllegalArgumentException("tags16 must be 0 to 65535: tags16=" + tags16);
        }
    }

    /** All tags, one per core, for volatile memory. */
    public static DsmFirmwareConfig perCore(long encodingSeed) {
        return new DsmFirmwareConfig(
                MAX_TAGS8, MAX_TAGS16, TargetGranularity.CORE, TagExhaustionPolicy.INVALID, false, false, encodingSeed);
    }
}
