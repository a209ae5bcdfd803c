package tlpsim.core.rule;

/** What the user API needs beside the numbered rules; where no source settles it, one documented choice. */
public enum VfioRule implements ControlRule {
    CONFIG_RESERVED(
            "config.reserved",
            "A write of Control that would set the reserved 10b is dropped: the register keeps its value.",
            "our choice; the minimum of drivers/pci/tph.c never gives 10b",
            "VfioTphDevice.writeControl"),
    CONFIG_MODE(
            "config.mode",
            "A write of Control that selects a mode which the function does not announce is dropped: a configuration write has no error to"
                    + " return.",
            "our choice; specification section 7.9.13.3 leaves it undefined",
            "VfioTphDevice.writeControl"),
    CONFIG_SMALLER(
            "config.smaller",
            "A guest that asks for 11b gets what the kernel would grant: the smaller of requester and root port; the register reads back so.",
            "drivers/pci/tph.c: pcie_enable_tph(), carried through to the user API",
            "VfioTphDevice.writeControl"),
    CONFIG_HIDDEN(
            "config.hidden",
            "A hidden capability is cut out of the chain, reads as 0, and takes no writes.",
            "series v17 patches 09 and 12 (titles)",
            "VirtualConfigSpace.read32"),
    OPEN_RESETS(
            "open-resets", "Opening and closing the device disables TPH.", "series v19, summary", "VfioTphDevice.open"),
    BATCH_SIZE(
            "batch.size",
            "A batch has 1 to 2,048 entries: -EINVAL.",
            "RFC v2 of the VFIO series (2,048); errno: our choice",
            "TphStCall.validate"),
    BATCH_WHOLE(
            "batch.whole",
            "A batch is checked as a whole, and every tag of it found, before the first entry is written.",
            "kvm list, 2025-02, review of RFC v1",
            "TphStCall.validate"),
    BATCH_INDEX(
            "batch.index",
            "An index that the table does not have, or an MSI-X vector that is not set up: -ENXIO, as the kernel core would, but before it"
                    + " would disable TPH for it.",
            "our choice, after drivers/pci/tph.c",
            "TphStCall.validate"),
    LITERAL_RANGE(
            "literal-range",
            "A literal tag must fit its namespace, 0 to 255 without EXTENDED: -EINVAL.",
            "our choice",
            "TphStCall.resolve");

    private final RuleEntry entry;

    VfioRule(String name, String text, String source, String enforcedBy) {
        this.entry = new RuleEntry("vfio." + name, text, source, enforcedBy);
    }

    @Override
    public RuleEntry entry() {
        return entry;
    }
}
