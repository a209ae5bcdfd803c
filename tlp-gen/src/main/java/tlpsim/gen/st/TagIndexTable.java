package tlpsim.gen.st;

/**
 * A small ST table whose entries users share: a tag is stored once and counted. What is handed out is the index; the
 * device then looks the tag up by index. Entry 0 is reserved and means no TPH, as in the mlx5 driver.
 *
 * <p>Not thread safe; no call allocates.
 */
public interface TagIndexTable extends StLookup {
    /** What {@link #acquire} returns when no entry is free, and {@link #indexOf} for an absent tag. */
    int NONE = -1;

    /** The index of a tag (0 to 0xFFFF), with one more user; the lowest free entry if the tag is new. */
    int acquire(int tag);

    /** One user less; the last one frees the entry. Entry 0 and free entries are refused. */
    void release(int index);

    /** The index of a tag, or {@link #NONE}; changes nothing. */
    int indexOf(int tag);

    /** Users of an entry. */
    int references(int index);

    /** Entries, the reserved one included. */
    int entries();
}
