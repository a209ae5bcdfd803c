package tlpsim.gen.st;

/**
 * Finds tags through an open-addressed hash table with linear probing, at most half full; a bit map gives the lowest
 * free entry. Deletion moves later members of the probe sequence back, so no tombstones gather.
 */
public final class HashTagTable implements TagIndexTable {
    /** 2^32 divided by the golden ratio, odd: spreads consecutive tags. */
    private static final int SPREAD = 0x9E3779B9;

    private final StGate gate;
    private final char[] tags;
    private final int[] references;
    private final long[] freeEntries;
    private final int[] slots;
    private final int shift;

    /** @param entries 2 up, the reserved one included */
    public HashTagTable(StGate gate, int entries) {
        this.gate = gate;
        this.tags = new char[entries];
        this.references = new int[entries];
        this.freeEntries = new long[(entries + 63) / 64];
        int slotBits = Math.max(2, 33 - Integer.numberOfLeadingZeros(entries - 1));
        this.slots = new int[1 << slotBits];
        this.shift = 32 - slotBits;
        for (int index = 1; index < entries; index++) {
            freeEntries[index >>> 6] |= 1L << index;
        }
    }

    @Override
    public int acquire(int tag) {
        int slot = slotOf(tag);
        int index = slots[slot];
        if (index == 0) {
            index = takeLowestFree();
            if (index == NONE) {
                return NONE;
            }
            slots[slot] = index;
            tags[index] = (char) tag;
        }
        references[index]++;
        return index;
    }

    @Override
    public void release(int index) {
        SharedEntries.requireInUse(references, index);
        if (--references[index] == 0) {
            closeGap(slotOf(tags[index]));
            tags[index] = NO_PREFERENCE;
            freeEntries[index >>> 6] |= 1L << index;
        }
    }

    @Override
    public int indexOf(int tag) {
        int index = slots[slotOf(tag)];
        return index == 0 ? NONE : index;
    }

    @Override
    public int references(int index) {
        return references[index];
    }

    @Override
    public int entries() {
        return tags.length;
    }

    @Override
    public int st(int index) {
        return SharedEntries.st(gate, tags, index);
    }

    /** The slot that holds a tag, or the empty slot where it would go. Entry 0 is reserved, so 0 marks empty. */
    private int slotOf(int tag) {
        int slot = home(tag);
        while (slots[slot] != 0 && tags[slots[slot]] != tag) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private void closeGap(int emptied) {
        int mask = slots.length - 1;
        int gap = emptied;
        int slot = gap;
        slots[gap] = 0;
        while (true) {
            slot = slot + 1 & mask;
            if (slots[slot] == 0) {
                return;
            }
            int home = home(tags[slots[slot]]);
            boolean reachableWithoutGap = gap <= slot ? gap < home && home <= slot : gap < home || home <= slot;
            if (!reachableWithoutGap) {
                slots[gap] = slots[slot];
                slots[slot] = 0;
                gap = slot;
            }
        }
    }

    private int home(int tag) {
        return tag * SPREAD >>> shift;
    }

    private int takeLowestFree() {
        for (int word = 0; word < freeEntries.length; word++) {
            long free = freeEntries[word];
            if (free != 0) {
                freeEntries[word] = free & free - 1;
                return word << 6 | Long.numberOfTrailingZeros(free);
            }
        }
        return NONE;
    }
}
