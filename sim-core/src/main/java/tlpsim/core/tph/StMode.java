package tlpsim.core.tph;

/** ST Mode Select, Control bits 2:0 (sections 6.17.3 and 7.9.13.3). */
public enum StMode {
    /** 000b: every steering tag is 0; processing hints may be sent. */
    NO_ST,
    /** 001b: the tag comes from the table entry of a valid MSI or MSI-X vector. */
    INTERRUPT_VECTOR,
    /** 010b: the device chooses where its tags come from. */
    DEVICE_SPECIFIC,
    /** Any other encoding. */
    RESERVED;

    private static final StMode[] BY_BITS = {
        NO_ST, INTERRUPT_VECTOR, DEVICE_SPECIFIC, RESERVED, RESERVED, RESERVED, RESERVED, RESERVED
    };

    /** Decodes the three low bits. */
    public static StMode of(int bits) {
        return BY_BITS[bits & 7];
    }

    /** The encoding; 7 stands for the reserved ones. */
    public int bits() {
        return this == RESERVED ? 7 : ordinal();
    }

    /** The bit of the Capability register that announces the mode; 0 for the reserved encodings. */
    public int capabilityBit() {
        return this == RESERVED ? 0 : 1 << ordinal();
    }
}
