package tlpsim.completer.steering;

/**
 * How one root port's firmware names targets by tags.
 *
 * @param tags8        tags available in the 8-bit namespace, 0 (no valid tag) to 255; tag 0 is never one of them
 * @param tags16       tags available in the 16-bit namespace, 0 to 65,535; tag 0 is never one of them
 * @param granularity  the finest target that firmware names
 * @param onExhaustion for either namespace
 * @param phIgnore     the platform ignores PH
 * @param seed         of the invented encoding
 */
public record FirmwareTagConfig(
        int tags8, int tags16, Granularity granularity, ExhaustionPolicy onExhaustion, boolean phIgnore, long seed) {
    public static final int MAX_TAGS8 = 255;
    public static final int MAX_TAGS16 = 65_535;

    /** The finest target that has a tag of its own. */
    public enum Granularity {
        CORE,
        CLUSTER,
        SOCKET
    }

    public FirmwareTagConfig {
        if (tags8 < 0 || tags8 > MAX_TAGS8) {
            throw new IllegalArgumentException("tags8 must be 0 to 255: " + tags8);
        }
        if (tags16 < 0 || tags16 > MAX_TAGS16) {
            throw new IllegalArgumentException("tags16 must be 0 to 65535: " + tags16);
        }
    }

    /** Both namespaces full, one tag per core, tag 0 where they run out. */
    public static FirmwareTagConfig perCore(long seed) {
        return new FirmwareTagConfig(MAX_TAGS8, MAX_TAGS16, Granularity.CORE, ExhaustionPolicy.INVALID, false, seed);
    }
}
