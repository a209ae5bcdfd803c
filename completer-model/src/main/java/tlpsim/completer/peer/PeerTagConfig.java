package tlpsim.completer.peer;

import tlpsim.core.vfio.PeerTagSemantics;

/**
 * The tags that a peer exports with its memory, and what they mean there.
 *
 * @param exported8  tag of the 8-bit namespace, or {@link #ABSENT}
 * @param exported16 tag of the 16-bit namespace, or {@link #ABSENT}
 * @param aliased8   the 8-bit tag has been given to other memory too
 */
public record PeerTagConfig(PeerTagSemantics semantics, int exported8, int exported16, boolean aliased8) {
    /** The namespace is not exported. */
    public static final int ABSENT = -1;

    /** Tags that choose a partition; none is exported. */
    public static final PeerTagConfig PARTITIONS = new PeerTagConfig(PeerTagSemantics.PLACEMENT, ABSENT, ABSENT, false);
}
