package tlpsim.core.tph;

/** An ST table as software sees it, wherever its entries are. Not thread safe; no call allocates. */
public interface SteeringTable {
    /** Entries that may hold a tag; 0 where the function has no table in this place. */
    int steeringEntries();

    /** What the entry holds, 0 to 0xFFFF; {@code index} is 0 to {@code steeringEntries() - 1}. */
    int steeringTag(int index);

    /** Writes an entry as software does; bits which the function does not implement stay 0. */
    void writeSteeringTag(int index, int tag);
}
