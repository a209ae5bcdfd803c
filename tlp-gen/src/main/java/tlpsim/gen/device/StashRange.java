package tlpsim.gen.device;

/**
 * The bytes of each packet whose lines carry a tag of their own: whole lines, so also the bytes beside the range that share its first and last line.
 *
 * @param offsetBytes of the first
 * @param lengthBytes 0 for none
 */
public record StashRange(int offsetBytes, int lengthBytes) {
    public static final StashRange NONE = new StashRange(0, 0);

    private static final long LINE_BYTES = 64;
    private static final long NOWHERE = Long.MAX_VALUE;

    public StashRange {
        if (offsetBytes < 0 || lengthBytes < 0) {
            throw new IllegalArgumentException("offsetBytes=" + offsetBytes + ", lengthBytes=" + lengthBytes);
        }
    }

    /** Address of the first line of a packet at {@code start} that the range touches; beyond all addresses where there is none. */
    long from(long start) {
        return lengthBytes == 0 ? NOWHERE : start + offsetBytes & -LINE_BYTES;
    }

    /** Address behind the last such line. */
    long to(long start) {
        return lengthBytes == 0 ? NOWHERE : start + offsetBytes + lengthBytes + LINE_BYTES - 1 & -LINE_BYTES;
    }
}
