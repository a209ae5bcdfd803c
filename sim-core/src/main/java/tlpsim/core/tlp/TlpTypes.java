package tlpsim.core.tlp;

/** What the first byte of a header means, for tools; the hot path reads it through {@link TlpFlyweight}. */
public final class TlpTypes {
    private TlpTypes() {}

    public static TlpKind kindOf(int firstByte, boolean flit) {
        return TlpTypeTable.kindOf(descriptor(firstByte, flit));
    }

    public static boolean isAddress64(int firstByte, boolean flit) {
        return (descriptor(firstByte, flit) & TlpTypeTable.ADDRESS64) != 0;
    }

    /** True if Length counts a payload that follows the header. */
    public static boolean hasData(int firstByte, boolean flit) {
        return (descriptor(firstByte, flit) & TlpTypeTable.DATA) != 0;
    }

    /** Size of the header base, without prefixes and OHC. */
    public static int headerBaseDw(int firstByte, boolean flit) {
        return TlpTypeTable.baseDw(descriptor(firstByte, flit));
    }

    /**
     * The first byte of a kind, or -1 where the mode has no such TLP. Of messages the one that is routed to the Root
     * Complex; {@code address64} counts only for kinds of two address sizes.
     */
    public static int firstByte(TlpKind kind, boolean address64, boolean flit) {
        return TlpTypeTable.firstByte(kind, address64, flit);
    }

    private static int descriptor(int firstByte, boolean flit) {
        return flit ? TlpTypeTable.FLIT[firstByte & 0xFF] : TlpTypeTable.NON_FLIT[firstByte & 0xFF];
    }
}
