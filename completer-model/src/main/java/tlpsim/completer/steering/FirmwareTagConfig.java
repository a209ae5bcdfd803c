package tlpsim.completer.steering;

/**
 * How one root port's firmware names targets by tags.
 *
 * @param tags8        tags available in the 8-bit namespace, 0 (no valid tag) to 255
 * @param tags16       tags available in the 16-bit namespace, 0 to 65,535
 * @param onExhaustion for either namespace
 * @param phIgnore     the platform ignores PH
 * @param seed         of the invented encoding
 */
public record FirmwareTagConfig(
        int tags8, int tags16, ExhaustionPolicy onExhaustion, boolean phIgnore, long seed) {
    public static final int MAX_TAGS8 = 255;
    public static final int MAX_TAGS16 = 65_535;

    public FirmwareTagConfig {
        if (tags8 < 0 || tags8 > MAX_TAGS8 || tags16 < 0 || tags16 > MAX_TAGS16) {
            throw new IllegalArgumentException("tags8 must be 0 to 255 and tags16 0 to 65535: tags8=" + tags8 + " tags16=" + tags16);
        }
    }
}
