package tlpsim.core.telemetry;

/** The chained digest of one component's events: order matters, and only named integer fields enter. */
public final class DigestChain {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long START = 0x6A09E667F3BCC908L;

    private long value = START;

    /** Adds one field of an event. */
    public void add(long field) {
        value = mix(value, field);
    }

    public long value() {
        return value;
    }

    /** One step of a chain, for components that keep their chains in arrays. */
    public static long mix(long chain, long field) {
        long x = (chain ^ field) * MULTIPLIER;
        return x ^ (x >>> 29);
    }

    /** The value of a chain without events. */
    public static long start() {
        return START;
    }
}
