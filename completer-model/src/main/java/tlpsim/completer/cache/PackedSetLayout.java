package tlpsim.completer.cache;

/**
 * One set of up to 16 ways in one 64-byte line of memory.
 *
 * <pre>
 *  byte  0      8      16              32                            64
 *        |policy|state |signatures     |upper tags                   |
 * </pre>
 *
 * <ul>
 *   <li>policy: one word that the replacement policy defines;
 *   <li>state: the flags of way w in bits 2w and 2w+1, whether it is valid in bit 32+w;
 *   <li>signatures: a byte per way, the tag's low byte exclusive-or its middle byte, so that strides of a power of two do not make them equal. Even ways stand in the first long and odd ways in the second,
 *       so that joining the matches of both longs with one shift leaves 4 bits per way in order of ways;
 *   <li>upper tags: the tag's bits 8 to 23 per way. With the signature they give back the whole tag.
 * </ul>
 */
final class PackedSetLayout {
    static final int MAX_WAYS = 16;
    static final int SET_BYTES = 64;
    static final int SET_SHIFT = 6;

    static final int POLICY_OFFSET = 0;
    static final int STATE_OFFSET = 8;
    static final int EVEN_SIGNATURES_OFFSET = 16;
    static final int ODD_SIGNATURES_OFFSET = 24;
    static final int UPPER_TAGS_OFFSET = 32;

    static final int VALID_SHIFT = 32;
    static final long VALID = 1L << VALID_SHIFT;

    static final int SIGNATURE_BITS = 8;
    static final int TAG_BITS = 24;
    /** In an invalid way: no line below the limit has this tag. */
    static final int INVALID_TAG = (1 << TAG_BITS) - 1;

    private PackedSetLayout() {}

    static int signature(int tag) {
        return (tag ^ tag >>> SIGNATURE_BITS) & 0xFF;
    }

    /** Joins signature and upper tag. */
    static int tag(int signature, int upper) {
        return upper << SIGNATURE_BITS | (signature ^ upper) & 0xFF;
    }

    static int signatureOffset(int way) {
        return EVEN_SIGNATURES_OFFSET + (way >>> 1) + ((way & 1) << 3);
    }

    static int upperTagOffset(int way) {
        return UPPER_TAGS_OFFSET + 2 * way;
    }
}
