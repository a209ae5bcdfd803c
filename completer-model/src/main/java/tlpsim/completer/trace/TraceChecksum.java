package tlpsim.completer.trace;

/** FNV-1a over whole entries (a 64-bit word per step, not a byte), with the number of entries and of writes among them. */
public final class TraceChecksum {
    private static final long OFFSET_BASIS = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private long fnv = OFFSET_BASIS;
    private long accesses;
    private long writes;

    public void add(long[] entries, int count) {
        long hash = fnv;
        long written = 0;
        for (int i = 0; i < count; i++) {
            hash = (hash ^ entries[i]) * PRIME;
            written += entries[i] & TraceSource.WRITE;
        }
        fnv = hash;
        accesses += count;
        writes += written;
    }

    /** 16 lower-case hexadecimal digits. */
    public String hex() {
        String digits = Long.toHexString(fnv);
        return "0".repeat(16 - digits.length()) + digits;
    }

    public long accesses() {
        return accesses;
    }

    public long writes() {
        return writes;
    }
}
