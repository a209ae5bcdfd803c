package tlpsim.core.tph;

/** TPH Requester Enable, Control bits 9:8 (section 7.9.13.3). The ordinal is the encoding. */
public enum RequesterEnable {
    /** 00b: the function sends no TPH. */
    NONE,
    /** 01b: TPH with 8-bit tags. */
    TPH,
    /** 10b: reserved; a function of ours sends no TPH then. */
    RESERVED,
    /** 11b: TPH and Extended TPH, both namespaces at once. */
    EXTENDED;

    private static final RequesterEnable[] BY_BITS = values();

    /** Decodes the two low bits. */
    public static RequesterEnable of(int bits) {
        return BY_BITS[bits & 3];
    }

    public int bits() {
        return ordinal();
    }
}
