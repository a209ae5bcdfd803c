package tlpsim.gen.device;

/**
 * How long the list of Physical Region Page entries of a command is (NVM Express Base Specification, Physical Region Page Entry and List): the entry in
 * the command names the first page, a second one the second page, or the list of all but the first where there are more than two.
 */
public final class PrpListLayout {
    private static final int PAGE_BYTES = 4096;
    private static final int ENTRY_BYTES = 8;
    private static final int ENTRIES_PER_PAGE = PAGE_BYTES / ENTRY_BYTES;

    private PrpListLayout() {}

    /** Bytes of the list for {@code bytes} of data at {@code address}; 0 where the command says it all. */
    public static int listBytes(long address, int bytes) {
        int entries = (int) ((address & PAGE_BYTES - 1) + bytes - 1 >>> 12);
        if (entries < 2) {
            return 0;
        }
        // The last entry of a full page of the list points to the next one.
        int pointers = Math.max(0, (entries - 2) / (ENTRIES_PER_PAGE - 1));
        return (entries + pointers) * ENTRY_BYTES;
    }

    /** Distance of two lists: drivers take them from pools of 256 bytes and of whole pages. */
    public static int strideBytes(int listBytes) {
        return listBytes <= 256 ? 256 : (listBytes + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
    }
}
