package tlpsim.completer.peer;

/**
 * The tags that a peer exports with its memory, and what they mean there.
 *
 * @param exported8  tag of the 8-bit namespace, or {@link #ABSENT}
 * @param exported16 tag of the 16-bit namespace, or {@link #ABSENT}
 */
public record PeerTagConfig(TagMeaning meaning, int exported8, int exported16) {
    /** The namespace is not exported. */
    public static final int ABSENT = -1;

    /** Tags that choose a partition; none is wrong. */
    public static final PeerTagConfig PARTITIONS = new PeerTagConfig(TagMeaning.PARTITION, ABSENT, ABSENT);
}
