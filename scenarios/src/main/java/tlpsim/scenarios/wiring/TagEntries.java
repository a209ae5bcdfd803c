package tlpsim.scenarios.wiring;

import java.util.Arrays;

/**
 * Entries of a table that are shared by tag, as mlx5 does: found by a scan, counted, entry 0 never given out. An entry that nobody uses keeps its tag in the
 * table until another one takes its place.
 */
final class TagEntries {
    /** The table is full. */
    static final int NONE = 0;

    private final int[] tags;
    private final int[] users;
    private final int[] entryOf;

    /** @param requesters things that hold one entry each */
    TagEntries(int entries, int requesters) {
        tags = new int[entries];
        users = new int[entries];
        entryOf = new int[requesters];
        Arrays.fill(tags, -1);
    }

    /** The entry that a tag is in use in, else a free one; {@link #NONE} where there is none. */
    int find(int tag) {
        int free = NONE;
        for (int entry = 1; entry < tags.length; entry++) {
            if (users[entry] > 0 && tags[entry] == tag) {
                return entry;
            }
            if (free == NONE && users[entry] == 0) {
                free = entry;
            }
        }
        return free;
    }

    boolean isUsed(int entry) {
        return users[entry] > 0;
    }

    /** Takes an entry, or {@link #NONE}, and gives back the one held before. */
    void take(int requester, int entry, int tag) {
        int former = entryOf[requester];
        if (entry != NONE) {
            tags[entry] = tag;
            users[entry]++;
        }
        if (former != NONE) {
            users[former]--;
        }
        entryOf[requester] = entry;
    }
}
