package tlpsim.scenarios.wiring;

import tlpsim.core.kernel.TracedAccess;

/**
 * One thing that software does to a device at one moment.
 *
 * @param atPs   when it takes effect
 * @param access of {@link Kind#REGISTER}, else null
 * @param index  entry, or queue
 * @param value  tag, index of an entry, or a time
 */
record ControlStep(long atPs, Kind kind, TracedAccess access, int index, long value) {
    /** What is done. */
    enum Kind {
        /** A write of configuration space or of the MSI-X table. */
        REGISTER,
        /** A queue context takes tag {@code value}. */
        QUEUE_TAG,
        /** A queue context takes the index {@code value} of an entry. */
        QUEUE_INDEX,
        /** Entry {@code index} holds a tag of the 16-bit namespace from now on, or ({@code value} 0) no longer. */
        ENTRY_WIDTH,
        /** A queue's contexts for a peer take the namespace and PH of {@code value}, see {@link PeerHints}. */
        PEER_HINT,
        /** A queue is restarted and ready again at {@code value}. */
        RESTART
    }

    static ControlStep register(long atPs, TracedAccess access) {
        return new ControlStep(atPs, Kind.REGISTER, access, 0, 0);
    }

    static ControlStep queueTag(long atPs, int index, int tag) {
        return new ControlStep(atPs, Kind.QUEUE_TAG, null, index, tag);
    }

    static ControlStep queueIndex(long atPs, int index, int entry) {
        return new ControlStep(atPs, Kind.QUEUE_INDEX, null, index, entry);
    }

    static ControlStep entryWidth(long atPs, int entry, boolean extended) {
        return new ControlStep(atPs, Kind.ENTRY_WIDTH, null, entry, extended ? 1 : 0);
    }

    static ControlStep peerHint(long atPs, int queue, long hint) {
        return new ControlStep(atPs, Kind.PEER_HINT, null, queue, hint);
    }

    static ControlStep restart(long atPs, int queue, long untilPs) {
        return new ControlStep(atPs, Kind.RESTART, null, queue, untilPs);
    }
}
