package tlpsim.core.rule;

/** What platform firmware answers when it is asked for a tag. */
public enum FirmwareRule implements ControlRule {
    NAMESPACES(
            "namespaces",
            "The 8-bit and the 16-bit tag of one target are two independent values, each with a valid bit of its own; so are those for"
                    + " volatile and for persistent memory.",
            "PCI-SIG ECN TPH-ST, revision of 2020-09-24, return value of _DSM function 0Fh",
            "DsmFirmware.evaluate"),
    PH_IGNORE(
            "ph-ignore",
            "Firmware may say, per memory type, that the platform does not look at PH. Linux does not read that bit: tags are handed out all"
                    + " the same.",
            "PCI-SIG ECN TPH-ST; drivers/pci/tph.c: tph_extract_tag()",
            "CpuTagQuery.query"),
    EXHAUSTION(
            "exhaustion",
            "Where a namespace has fewer tags than targets, firmware leaves the rest without a valid tag (invalid), names coarser targets"
                    + " (cluster), or gives one tag to several targets (alias).",
            "our choice; no platform documents its own",
            "TagNamespace.deal"),
    OPAQUE(
            "opaque",
            "How a platform encodes a target in a tag is not public. The encoding is an injective map drawn per platform and root port: a tag"
                    + " can only be asked for, never computed.",
            "our choice; specification section 6.17.3 leaves tags to the platform",
            "TagNamespace.shuffled"),
    CPU_TABLE(
            "cpu-table",
            "All answers of one root port also exist as a flat binary table, processor by processor; one that is cut off, of another version"
                    + " or out of order is refused as a whole.",
            "our layout; series v17 patch 08 proposed such a file, its format is not public",
            "CpuTagTable.read");

    private final RuleEntry entry;

    FirmwareRule(String name, String text, String source, String enforcedBy) {
        this.entry = new RuleEntry("firmware." + name, text, source, enforcedBy);
    }

    @Override
    public RuleEntry entry() {
        return entry;
    }
}
