package tlpsim.gen.st;

/**
 * A map from the virtual tags of a guest to physical tags, kept by the hypervisor, behind any other look-up (the
 * steering tag virtualisation of US patent 10866895). A tag without a mapping becomes no preference.
 */
public final class VirtualTagLookup implements StLookup {
    private final StLookup virtual;
    private final char[] physicalOf;

    /** @param namespaceBits 8 or 16: the size of the map */
    public VirtualTagLookup(StLookup virtual, int namespaceBits) {
        if (namespaceBits != 8 && namespaceBits != 16) {
            throw new IllegalArgumentException("a namespace has 8 or 16 bits: bits=" + namespaceBits);
        }
        this.virtual = virtual;
        this.physicalOf = new char[1 << namespaceBits];
    }

    /** Maps a virtual tag, 1 up; a physical tag of 0 removes the mapping. Virtual tag 0 stays no preference. */
    public void map(int virtualTag, int physicalTag) {
        if (virtualTag == NO_PREFERENCE) {
            throw new IllegalArgumentException("tag 0 means no preference and cannot be mapped");
        }
        physicalOf[virtualTag] = (char) physicalTag;
    }

    @Override
    public int st(int index) {
        int tag = virtual.st(index);
        if (tag <= 0) {
            return tag;
        }
        return tag < physicalOf.length ? physicalOf[tag] : NO_PREFERENCE;
    }
}
