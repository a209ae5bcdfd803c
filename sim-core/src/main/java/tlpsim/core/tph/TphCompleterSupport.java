package tlpsim.core.tph;

/** TPH Completer Supported, Device Capabilities 2 bits 13:12 (section 7.5.3.15). The ordinal is the encoding. */
public enum TphCompleterSupport {
    NONE,
    /** 8-bit tags. */
    TPH,
    RESERVED,
    /** 8-bit and 16-bit tags. */
    EXTENDED;

    private static final TphCompleterSupport[] BY_BITS = values();

    /** Decodes the field of a Device Capabilities 2 register. */
    public static TphCompleterSupport ofDevCap2(int devCap2) {
        return BY_BITS[(devCap2 & PciTphLayout.PCI_EXP_DEVCAP2_TPH_COMP_MASK) >>> PciTphLayout.TPH_COMP_SHIFT];
    }

    /** The field in its place in Device Capabilities 2. */
    public int devCap2Bits() {
        return ordinal() << PciTphLayout.TPH_COMP_SHIFT;
    }
}
