package tlpsim.core.vfio;

/**
 * How a device feature is called.
 *
 * @param operation what is wanted
 * @param argBytes  size of the argument that the user states
 * @param readable  whether the argument can be read from the user
 */
public record FeatureCall(Operation operation, int argBytes, boolean readable) {
    /** An ordinary set. */
    public static final FeatureCall SET = new FeatureCall(Operation.SET, DmaBufTphPayload.SIZE_BYTES, true);

    /** What a call of a feature may want. */
    public enum Operation {
        GET,
        SET,
        PROBE
    }
}
