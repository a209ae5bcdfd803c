package tlpsim.gen.traffic;

/**
 * The Toeplitz hash of receive side scaling: for every set bit of the input, from the first byte's most significant
 * bit on, the 32 key bits that begin at the same position are added modulo 2 (Microsoft, "RSS Hashing Functions";
 * verified against the values of "Verifying the RSS Hash Calculation").
 *
 * <p>Immutable. {@link #hash} does not allocate.
 */
public final class ToeplitzHash {
    /** Bytes of the longest input: two IPv6 addresses and two ports. */
    public static final int MAX_INPUT_BYTES = 36;
    /** Key bytes that the longest input needs. */
    public static final int MIN_KEY_BYTES = MAX_INPUT_BYTES + 4;

    private static final long[] DEFAULT_KEY = {
        0x6D5A56DA255B0EC2L, 0x4167253D43A38FB0L, 0xD0CA2BCBAE7B30B4L, 0x77CB2DA38030F20CL, 0x6A42B73BBEAC01FAL
    };

    private final int[] windows;

    /** @param key 40 bytes or more; drivers with keys of 52 bytes use the first 40 for these inputs */
    public ToeplitzHash(byte[] key) {
        if (key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("an RSS key has at least 40 bytes: bytes=" + key.length);
        }
        windows = new int[MAX_INPUT_BYTES * 8];
        for (int bit = 0; bit < windows.length; bit++) {
            int window = 0;
            for (int i = bit; i < bit + 32; i++) {
                window = window << 1 | key[i >>> 3] >>> 7 - (i & 7) & 1;
            }
            windows[bit] = window;
        }
    }

    /** The hash with the key of Microsoft's verification suite, the default of many drivers. */
    public static ToeplitzHash withDefaultKey() {
        return new ToeplitzHash(defaultKey());
    }

    /** A copy of the default key, 40 bytes. */
    public static byte[] defaultKey() {
        byte[] key = new byte[MIN_KEY_BYTES];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (DEFAULT_KEY[i >>> 3] >>> 56 - 8 * (i & 7));
        }
        return key;
    }

    /** @param length 0 to 36 */
    public int hash(byte[] input, int offset, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            int value = input[offset + i];
            for (int bit = 0; bit < 8; bit++) {
                hash ^= windows[8 * i + bit] & -(value >>> 7 - bit & 1);
            }
        }
        return hash;
    }
}
