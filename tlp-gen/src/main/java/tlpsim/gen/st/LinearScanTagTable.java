package tlpsim.gen.st;

/** Finds tags by scanning the entries in order, as the mlx5 driver does under its mutex. */
public final class LinearScanTagTable implements TagIndexTable {
    private final StGate gate;
    private final char[] tags;
    private final int[] references;

    /** @param entries 2 up, the reserved one included (64 on mlx5) */
    public LinearScanTagTable(StGate gate, int entries) {
        this.gate = gate;
        this.tags = new char[entries];
        this.references = new int[entries];
    }

    @Override
    public int acquire(int tag) {
        int free = NONE;
        for (int index = tags.length - 1; index > 0; index--) {
            if (references[index] == 0) {
                free = index;
            } else if (tags[index] == tag) {
                references[index]++;
                return index;
            }
        }
        if (free != NONE) {
            tags[free] = (char) tag;
            references[free] = 1;
        }
        return free;
    }

    @Override
    public void release(int index) {
        SharedEntries.requireInUse(references, index);
        if (--references[index] == 0) {
            tags[index] = NO_PREFERENCE;
        }
    }

    @Override
    public int indexOf(int tag) {
        for (int index = 1; index < tags.length; index++) {
            if (tags[index] == tag && references[index] > 0) {
                return index;
            }
        }
        return NONE;
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
}
