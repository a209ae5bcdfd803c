package tlpsim.gen.st;

/** What shared tables have in common: the emission path and the guard of releases. */
final class SharedEntries {
    private SharedEntries() {}

    static int st(StGate gate, char[] tags, int index) {
        int mask = gate.tagMask();
        if (mask <= 0) {
            return mask;
        }
        return index > 0 && index < tags.length ? tags[index] & mask : StLookup.NO_TPH;
    }

    static void requireInUse(int[] references, int index) {
        if (index <= 0 || index >= references.length || references[index] == 0) {
            throw new IllegalArgumentException("no such entry in use: index=" + index);
        }
    }
}
