package tlpsim.completer.memory;

import tlpsim.completer.cache.SetAssociativeCache;

/**
 * What a cache knows about a line besides its place: the two flag bits of the engine, read as one of four states.
 * Every state but {@link #CLEAN} is dirty.
 *
 * <p>The engine attaches no meaning to its flags. As four states they say who wrote the line last, which as a dirty
 * and an unread flag they would not; so a victim can be accounted for without a look at the {@link LineDirectory}.
 */
final class LineState {
    static final int CLEAN = 0;
    /** A core wrote it last. */
    static final int CORE_DIRTY = 1;
    /** A device wrote it last, and it has been read since. */
    static final int DEVICE_READ = 2;
    /** A device wrote it last, and no core or device has read it since. */
    static final int DEVICE_UNREAD = 3;

    /** To clear when another state is set. */
    static final int ALL = 3;
    /** Cleared in {@link #DEVICE_UNREAD} gives {@link #DEVICE_READ}. */
    static final int UNREAD_BIT = 1;

    static {
        if (SetAssociativeCache.FLAG_BITS != 2) {
            throw new AssertionError("four states need two flag bits");
        }
    }

    private LineState() {}

    static int afterRead(int state) {
        return state == DEVICE_UNREAD ? DEVICE_READ : state;
    }

    /** 1 or 0. */
    static int unread(int state) {
        return (state + 1) >> 2;
    }

    /** A line of this state has been read. Only the first read of a device-written line costs this second search. */
    static void noteRead(SetAssociativeCache cache, long line, int state) {
        if (state == DEVICE_UNREAD) {
            cache.changeFlags(line, UNREAD_BIT, 0);
        }
    }
}
