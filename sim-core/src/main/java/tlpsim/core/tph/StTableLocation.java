package tlpsim.core.tph;

import java.util.Locale;

/** ST Table Location, Capability bits 10:9 (section 7.9.13.2). The ordinal is the encoding. */
public enum StTableLocation {
    NONE,
    /** In the TPH Requester capability itself, at most 64 entries. */
    CAPABILITY,
    /** In the Vector Control words of the MSI-X table, at most 2048 entries. */
    MSIX,
    RESERVED;

    private static final StTableLocation[] BY_BITS = values();

    /** Decodes the two low bits. */
    public static StTableLocation of(int bits) {
        return BY_BITS[bits & 3];
    }

    /** For people, as scripts spell it. */
    public String words() {
        return this == MSIX ? "msi-x" : name().toLowerCase(Locale.ROOT);
    }

    public int bits() {
        return ordinal();
    }
}
