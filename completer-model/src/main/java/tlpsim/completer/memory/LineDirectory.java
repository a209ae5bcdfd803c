package tlpsim.completer.memory;

/**
 * Which cache holds each simulated line, and who touched it last: a perfect directory, as a dense table of 16-bit entries
 * indexed by line number. This class holds the layout of an entry.
 *
 * <p>A line is in at most one L2 and in at most one LLC; sharing between cores is not modelled (the data that matters here
 * goes from a device to one consumer). In the victim role a line is in one cache only. In the inclusive role the LLC copy
 * under an L2 copy is in the domain of that L2's core, so that one holder names both. A line in no cache has entry 0.
 *
 * <pre>
 * bit  0-9  holder: 0 = none, 1 + core = L2 of that core, 1 + cores + domain = LLC of that domain
 * bit 10    the last write came from a device
 * bit 11    a device write allocated the line in the LLC and nothing moved it since
 * bit 12    a device wrote the line and no core or device has read it since
 * </pre>
 *
 * <p>Unread stands here and not in the caches because a device read clears it without touching any replacement state.
 */
final class LineDirectory {
    static final int MAX_HOLDERS = 1023;
    static final int HOLDER_MASK = 0x3ff;
    static final int DEVICE_WROTE_SHIFT = 10;
    static final int DEVICE_WROTE = 1 << DEVICE_WROTE_SHIFT;
    static final int IO_ALLOCATED = 1 << 11;
    static final int UNREAD_SHIFT = 12;
    static final int UNREAD = 1 << UNREAD_SHIFT;
    /** What stays with a line when it moves from one cache to another by victim flow. */
    static final int KEPT_BY_VICTIM = DEVICE_WROTE | UNREAD;

    private LineDirectory() {}
}
