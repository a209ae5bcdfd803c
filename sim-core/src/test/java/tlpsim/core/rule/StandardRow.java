package tlpsim.core.rule;

/**
 * What the standard and the kernel say that no single check of the control plane enforces: how routers and completers treat prefixes, what the registers
 * are, and in which order each function of the kernel core checks. {@link RuleBook} has the rules that an operation can meet.
 */
public enum StandardRow {
    PREFIX_EXTENDED_FMT(
            "prefix.extended-fmt",
            "A receiver without Extended Fmt Field Supported may misread a TLP with a prefix; software must prevent it. The model takes it as malformed.",
            "sections 2.2.10.4, 7.5.3.15; malformed: our choice"),
    PREFIX_END_END(
            "prefix.end-end",
            "A port with the Extended Fmt field but without End-End TLP Prefix Supported takes a prefixed TLP as malformed where it is received.",
            "sections 2.2.10.4, 7.5.3.15"),
    PREFIX_FIVE("prefix.five", "More than four End-End prefixes are malformed.", "section 2.2.10.4"),
    PREFIX_MAX_PORT(
            "prefix.max.port",
            "More prefixes than Max End-End TLP Prefixes says are malformed at any port but a root port.",
            "sections 2.2.10.4, 7.5.3.15"),
    PREFIX_MAX_ROOT_PORT(
            "prefix.max.root-port",
            "At a root port a request with more prefixes than its maximum is an Unsupported Request, as is recommended.",
            "sections 2.2.10.4, 7.5.3.15"),
    PREFIX_TYPE(
            "prefix.type",
            "A request with a prefix of a type that the addressed function does not support is an Unsupported Request.",
            "section 2.2.10.4"),
    PREFIX_BLOCKED(
            "prefix.blocked",
            "An egress port with End-End TLP Prefix Blocking drops the whole TLP; a posted write is lost and its requester does not learn of it.",
            "sections 2.2.10.4, 7.5.3.16"),
    PREFIX_BLOCKED_READ(
            "prefix.blocked.non-posted",
            "If what is blocked is non-posted, the port also returns a completion with Unsupported Request.",
            "section 7.5.3.16"),
    PREFIX_ROOT_COMPLEX(
            "prefix.root-complex",
            "Between two root ports that do not route prefixes a prefixed request is an Unsupported Request, found at the sending port.",
            "sections 2.2.10.4, 2.3"),
    PREFIX_IGNORED(
            "prefix.ignored",
            "TH without a prefix at a completer without TPH support: the hint is ignored, the request is served.",
            "section 2.2.7.1.1"),
    PREFIX_FORWARDED(
            "prefix.forwarded",
            "A switch that supports prefixes forwards up to four as they are, those of unknown types included.",
            "sections 2.2.10.4, 7.5.3.15"),
    PREFIX_ROUTING("prefix.routing", "Prefixes never change the way that a TLP takes.", "section 2.2.10.4"),
    PREFIX_TPH_TYPE(
            "prefix.tph-type",
            "A prefixed TLP at a completer of 8-bit tags is an Unsupported Request: the TPH prefix is a type that it does not support.",
            "inferred from section 2.2.10.4"),
    PREFIX_PATH(
            "prefix.path",
            "TPH holds on a path only if requester, completer and each routing element between them support it.",
            "section 6.17.4"),

    TPH_HEADER(
            "tph.header",
            "Extended capability 0017h, version 1, with the offset of the next one; read-only.",
            "section 7.9.13.1"),
    TPH_CAPABILITY(
            "tph.capability",
            "The Capability register is read-only: modes in bits 2:0, extended in 8, location of the table in 10:9, its size less one in 26:16.",
            "section 7.9.13.2"),
    TPH_NO_ST("tph.capability.no-st", "Every function supports No ST mode: bit 0 is set.", "section 7.9.13.2"),
    TPH_EXTENDED(
            "tph.capability.extended",
            "A function with Extended TPH Requester Supported can send 16-bit tags; only then ST Upper exists.",
            "sections 7.9.13.2, 7.9.13.4"),
    TPH_CONTROL(
            "tph.control",
            "Of Control only ST Mode Select (2:0) and Requester Enable (9:8) can be written; both are 0 after a reset.",
            "section 7.9.13.3"),
    TPH_TABLE(
            "tph.table",
            "A table in the capability has entries of 16 bits from 0Ch on, ST Lower below ST Upper, and exists only with location 01b.",
            "section 7.9.13.4"),
    TPH_LOCATION_CAPABILITY(
            "tph.location.capability", "A table in the capability has at most 64 entries.", "section 7.9.13.2"),
    TPH_LOCATION_MSIX(
            "tph.location.msix",
            "Location 10b needs MSI-X, and the table is at most as large as the MSI-X table, which has up to 2048 entries.",
            "sections 7.7.2, 7.9.13.2"),
    TPH_LOCATION_RESERVED("tph.location.reserved", "Location 11b is reserved.", "section 7.9.13.2"),
    TPH_LOCATION_NO_ST(
            "tph.location.no-st", "A function with No ST mode alone reports location 00b.", "section 7.9.13.2"),
    TPH_SIZE(
            "tph.size",
            "The size field is one less than the entries, and means nothing without a table.",
            "section 7.9.13.2"),
    TPH_MODE_SELECT(
            "tph.mode-select",
            "000b No ST, 001b Interrupt Vector, 010b Device Specific; an unsupported mode is undefined. The model then sends no tag.",
            "section 7.9.13.3; no tag: our choice"),
    TPH_ENABLE(
            "tph.enable",
            "Requester Enable: 00b no TPH, 01b 8-bit tags, 11b both namespaces at once.",
            "section 7.9.13.3"),
    TPH_ENABLE_RESERVED(
            "tph.enable.reserved",
            "Requester Enable 10b is reserved. The register of the model holds it or keeps what was there, and sends no TPH.",
            "section 7.9.13.3; both: our choice"),
    TPH_ENABLE_HARDWIRED(
            "tph.enable.hardwired",
            "A function without Extended TPH may hardwire the upper bit of Requester Enable to 0; those of the model do.",
            "section 7.9.13.3"),
    TPH_SRIOV(
            "tph.sr-iov",
            "All VFs of a PF have the same capability values, and each its own Control and table; those of the PF are its own.",
            "sections 7.9.13, 9.3"),
    TPH_UPDATE(
            "tph.update",
            "Who rewrites an entry clears Requester Enable before: in between no TPH is sent, and no TLP has a tag that is half old.",
            "section 6.17.3"),
    MODE_NO_ST("mode.no-st", "In No ST mode every tag is 0; PH may still be sent.", "section 6.17.3"),
    MODE_INTERRUPT_VECTOR(
            "mode.interrupt-vector",
            "In Interrupt Vector mode the tag is the entry of the vector; nothing else may be its source.",
            "section 6.17.3"),
    MODE_BEYOND_TABLE(
            "mode.interrupt-vector.beyond",
            "For a vector that the table does not have a device sends no TPH, or tag 0.",
            "section 6.17.3"),
    MODE_DEVICE_SPECIFIC(
            "mode.device-specific",
            "In Device Specific mode tags may come from the table or from anywhere in the device.",
            "section 6.17.3"),
    MODE_MSIX_OFF(
            "mode.msix-off", "Tags in the MSI-X table are in force whether MSI-X is enabled or not.", "section 6.17.3"),

    MSIX_MASK("msix.mask", "Vector Control bit 0 masks the vector, and leaves its tag.", "section 7.7.2.8"),
    MSIX_RESERVED("msix.reserved", "Vector Control bits 15:1 are reserved and keep their value.", "section 7.7.2.8"),
    MSIX_LOWER("msix.st-lower", "Vector Control 23:16 is ST Lower, writable with location 10b.", "section 7.7.2.8"),
    MSIX_UPPER(
            "msix.st-upper",
            "Vector Control 31:24 is ST Upper, writable with location 10b in an Extended TPH Requester.",
            "section 7.7.2.8"),

    DEVCAP2_COMPLETER(
            "devcap2.tph-completer",
            "Device Capabilities 2 bits 13:12: 00b none, 01b 8-bit tags, 11b also 16-bit tags, 10b reserved; for root ports and endpoints only.",
            "section 7.5.3.15"),
    DEVCAP2_EXTENDED_FMT("devcap2.extended-fmt", "Bit 20: Extended Fmt Field Supported.", "section 7.5.3.15"),
    DEVCAP2_END_END(
            "devcap2.end-end",
            "Bit 21: End-End TLP Prefix Supported, equal in all ports of a switch. An unequal switch counts as without.",
            "section 7.5.3.15; unequal: our choice"),
    DEVCAP2_MAX("devcap2.max", "Bits 23:22: the maximum of End-End prefixes, 00b meaning 4.", "section 7.5.3.15"),
    DEVCTL2_BLOCKING(
            "devctl2.blocking",
            "Device Control 2 bit 15: End-End TLP Prefix Blocking, in ports that forward prefixes.",
            "section 7.5.3.16"),

    LINUX_TPH_CAPABILITY(
            "linux.tph-capability",
            "PCI_TPH_CAP and its masks, PCI_TPH_LOC_*, PCI_TPH_BASE_SIZEOF and the capability's id have the values of the Linux header.",
            "include/uapi/linux/pci_regs.h"),
    LINUX_TPH_CONTROL(
            "linux.tph-control",
            "PCI_TPH_CTRL, its masks and the values of mode and requester type have those of the Linux header.",
            "include/uapi/linux/pci_regs.h"),
    LINUX_DEVCAP2(
            "linux.devcap2",
            "PCI_EXP_DEVCAP2_TPH_COMP_* have the values of the Linux header.",
            "include/uapi/linux/pci_regs.h"),
    LINUX_MSIX("linux.msix", "PCI_MSIX_ENTRY_* have the values of the Linux header.", "include/uapi/linux/pci_regs.h"),
    LINUX_SAMPLE(
            "linux.sample",
            "A capability quoted from a real device reads as No ST and Device Specific, a table of 8 in the capability, disabled.",
            "documentation tests of the crate pcics"),
    LINUX_NO_TABLE(
            "linux.no-table",
            "There are devices with Device Specific mode and no table: their tags live in registers of the vendor.",
            "linux-rdma list, Intel X710"),

    CORE_ENABLE(
            "core.pcie_enable_tph",
            "Checks in this order: pci=notph, capability, busy, mode, root port; then mode and type in one write.",
            "drivers/pci/tph.c: pcie_enable_tph()"),
    CORE_COMPLETER(
            "core.get_rp_completer_type",
            "No root port and an unreadable one give 00b; else Device Capabilities 2 bits 13:12, 10b as 00b since the patch of 2026-07-14.",
            "drivers/pci/tph.c: get_rp_completer_type()"),
    CORE_DISABLE(
            "core.pcie_disable_tph",
            "Nothing without the capability or while disabled; else Control 0, mode and type forgotten.",
            "drivers/pci/tph.c: pcie_disable_tph()"),
    CORE_SET_ST(
            "core.pcie_tph_set_st_entry",
            "Checks in this order: enabled, No ST mode, location, index; an error after the window has begun disables TPH.",
            "drivers/pci/tph.c: pcie_tph_set_st_entry()"),
    CORE_WRITE_TAG(
            "core.write_tag_to_st_table",
            "An index below the size of the table writes one word at 0Ch plus twice the index; any other gives -ENXIO.",
            "drivers/pci/tph.c: write_tag_to_st_table()"),
    CORE_MSIX_TAG(
            "core.pci_msix_write_tph_tag",
            "Checks in this order: CONFIG_PCI_MSI, MSI-X on, interrupt at the index; then bits 31:16 are written and read back.",
            "drivers/pci/msi/msi.c: pci_msix_write_tph_tag()"),
    CORE_CPU_ST(
            "core.pcie_tph_get_cpu_st",
            "Checks in this order: CONFIG_ACPI, processor, root port, _DSM; a clear valid bit then gives tag 0 without error.",
            "drivers/pci/tph.c: pcie_tph_get_cpu_st()"),
    CORE_TABLE_SIZE(
            "core.pcie_tph_get_st_table_size",
            "Field plus one for a table in the capability, 0 for any other.",
            "drivers/pci/tph.c: pcie_tph_get_st_table_size()"),
    CORE_TABLE_LOCATION(
            "core.pcie_tph_get_st_table_loc",
            "The bare field before series v17, PCI_TPH_LOC_* since.",
            "drivers/pci/tph.c: pcie_tph_get_st_table_loc(); series v17 patch 01"),
    CORE_SAVE(
            "core.pci_save_tph_state",
            "Control and the entries in the capability are saved and restored, only while enabled; tags in the MSI-X table come back with it.",
            "drivers/pci/tph.c: pci_save_tph_state(), pci_restore_tph_state()"),
    CORE_STUBS("core.stubs", "Without CONFIG_PCIE_TPH every call gives -EINVAL.", "include/linux/pci-tph.h"),
    COST_CAPABILITY(
            "cost.capability",
            "An entry in the capability costs five configuration reads and three writes.",
            "counted from drivers/pci/tph.c"),
    COST_MSIX(
            "cost.msix",
            "An entry in the MSI-X table costs three configuration reads, two writes, and a write and a read of memory space.",
            "counted from drivers/pci/tph.c and drivers/pci/msi/msi.c");

    private final String id;
    private final String text;
    private final String source;

    StandardRow(String id, String text, String source) {
        this.id = id;
        this.text = text;
        this.source = source;
    }

    /** Dotted name, unique among these and the rules of {@link RuleBook}. */
    public String id() {
        return id;
    }

    /** In one sentence or two of ours. */
    public String text() {
        return text;
    }

    /** Clause of the PCI Express Base Specification r6, file and function of the kernel, list, or that it is our choice. */
    public String source() {
        return source;
    }
}
