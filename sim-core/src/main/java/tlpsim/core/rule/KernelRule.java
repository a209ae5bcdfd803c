package tlpsim.core.rule;

/** What the PCI/TPH core of Linux checks and does, in the order of its functions. */
public enum KernelRule implements ControlRule {
    STUB(
            "stub",
            "A kernel built without CONFIG_PCIE_TPH answers every call of the TPH core with -EINVAL.",
            "include/linux/pci-tph.h",
            "TphCore.enable"),
    ENABLE_NOTPH(
            "enable.notph",
            "With pci=notph nothing is enabled: -EINVAL, before anything else is looked at.",
            "drivers/pci/tph.c: pcie_enable_tph()",
            "TphCore.enable"),
    ENABLE_NO_CAPABILITY(
            "enable.no-capability",
            "A function without the TPH Requester capability cannot be enabled: -EINVAL.",
            "drivers/pci/tph.c: pcie_enable_tph()",
            "TphCore.enable"),
    ENABLE_BUSY(
            "enable.busy",
            "A function that is enabled is busy: -EBUSY; a driver disables it first.",
            "drivers/pci/tph.c: pcie_enable_tph()",
            "TphCore.enable"),
    ENABLE_MODE(
            "enable.mode",
            "The mode is taken modulo 8; the function must announce it: -EINVAL.",
            "drivers/pci/tph.c: pcie_enable_tph()",
            "TphCore.enable"),
    ENABLE_NOSTMODE(
            "enable.nostmode",
            "With pci=nostmode the mode that is enabled is No ST, whatever the driver asked for: PH is sent, every tag is 0. The parameter"
                    + " existed in the postings V1 to V4 only; other kernels do not know it.",
            "linux-pci list, TPH series V1 to V4; dropped in V5 (2024-09)",
            "TphCore.enable"),
    ENABLE_REQUESTER(
            "enable.requester",
            "The requester's part is 11b if the function announces Extended TPH, else 01b.",
            "drivers/pci/tph.c: pcie_enable_tph()",
            "TphCore.grant"),
    ENABLE_EXPLICIT(
            "enable.explicit",
            "The variant that names a requester type grants exactly that type or fails: -EINVAL for a type other than 01b and 11b, and for one"
                    + " above what function and root port allow.",
            "series v17 patch 04 (title); the error is our choice",
            "TphCore.grant"),
    ENABLE_RCIEP(
            "enable.rciep",
            "For a Root Complex Integrated Endpoint no root port is looked at.",
            "drivers/pci/tph.c: pcie_enable_tph(); linux-pci list, exemption of RC_END",
            "TphCore.grant"),
    ENABLE_COMPLETER(
            "enable.completer",
            "The type enabled is the smaller of the requester's and the root port's TPH Completer Supported; if that is 00b: -EINVAL.",
            "drivers/pci/tph.c: pcie_enable_tph()",
            "TphCore.grant"),
    COMPLETER_UNREADABLE(
            "completer.unreadable",
            "A missing root port, or one whose Device Capabilities 2 cannot be read, counts as 00b.",
            "drivers/pci/tph.c: get_rp_completer_type()",
            "TphCore.completerType"),
    COMPLETER_RESERVED(
            "completer.reserved",
            "The reserved completer encoding 10b counts as 00b. Before the patch of 2026-07-14 it passed through the minimum as 2.",
            "drivers/pci/tph.c: get_rp_completer_type(); patch of 2026-07-14",
            "TphCore.completerType"),
    ENABLE_ONE_WRITE(
            "enable.one-write",
            "Mode and Requester Enable are set by one write of the Control dword.",
            "drivers/pci/tph.c: pcie_enable_tph()",
            "TphCore.enable"),
    DISABLE_IDLE(
            "disable.idle",
            "Disabling a function without the capability, or one that is not enabled, does nothing.",
            "drivers/pci/tph.c: pcie_disable_tph()",
            "TphCore.disable"),
    DISABLE_CLEARS(
            "disable.clears",
            "Disabling writes 0 to Control and forgets mode and type; entries of the table stay as they are.",
            "drivers/pci/tph.c: pcie_disable_tph()",
            "TphCore.disable"),
    SET_ST_ENABLED(
            "set-st.enabled",
            "Entries are written only while the function is enabled: -EINVAL.",
            "drivers/pci/tph.c: pcie_tph_set_st_entry()",
            "StTableWriter.set"),
    SET_ST_NO_ST_MODE(
            "set-st.no-st-mode",
            "In No ST mode the call returns 0 and writes nothing.",
            "drivers/pci/tph.c: pcie_tph_set_st_entry()",
            "StTableWriter.set"),
    SET_ST_WINDOW(
            "set-st.window",
            "Requester Enable is cleared before the entry is written and set again after it: in between the function sends no TPH.",
            "specification section 6.17.3; drivers/pci/tph.c: pcie_tph_set_st_entry()",
            "StTableWriter.set"),
    SET_ST_LOCATION(
            "set-st.location",
            "The entry goes to the capability or to the MSI-X table, as the location says; without a table: -EINVAL.",
            "drivers/pci/tph.c: pcie_tph_set_st_entry()",
            "StTableWriter.write"),
    SET_ST_BOUNDS(
            "set-st.bounds",
            "An index at or above the size of the table in the capability: -ENXIO.",
            "drivers/pci/tph.c: write_tag_to_st_table()",
            "StTableWriter.writeCapability"),
    SET_ST_MSI_CONFIG(
            "set-st.msi-config",
            "A kernel built without CONFIG_PCI_MSI cannot write the MSI-X table: -ENODEV.",
            "include/linux/pci.h: pci_msix_write_tph_tag()",
            "StTableWriter.writeMsix"),
    SET_ST_VECTOR(
            "set-st.vector",
            "MSI-X off, no interrupt at the index, no descriptor, or a virtual descriptor: -ENXIO.",
            "drivers/pci/msi/msi.c: pci_msix_write_tph_tag()",
            "StTableWriter.writeMsix"),
    SET_ST_MSIX(
            "set-st.msix",
            "Bits 31:16 of the kernel's copy of Vector Control are replaced, the word is written and read back.",
            "drivers/pci/msi/msi.c: pci_msix_write_tph_tag()",
            "StTableWriter.writeMsix"),
    SET_ST_ERROR_DISABLES(
            "set-st.error-disables",
            "If writing the entry fails, TPH is disabled for the whole function and the error is returned.",
            "drivers/pci/tph.c: pcie_tph_set_st_entry()",
            "StTableWriter.set"),
    SET_ST_RESTORE(
            "set-st.restore",
            "After the entry is written Requester Enable gets the type that was enabled. Kernels before 9e2211c9425f wrote the mode's number"
                    + " instead: 01b after Interrupt Vector mode, the reserved 10b after Device Specific mode.",
            "drivers/pci/tph.c: pcie_tph_set_st_entry(); commit 9e2211c9425f",
            "StTableWriter.set"),
    CPU_ST_ACPI(
            "cpu-st.acpi",
            "Without CONFIG_ACPI there is nobody to ask: -ENODEV.",
            "include/linux/pci-tph.h",
            "CpuTagQuery.query"),
    CPU_ST_UID(
            "cpu-st.uid",
            "Firmware is asked by ACPI processor UID. Newer kernels translate the logical CPU and return the error of that (here -EINVAL, our"
                    + " choice); older ones pass the number on as it is, which is wrong where the two differ.",
            "drivers/pci/tph.c: pcie_tph_get_cpu_st(); arm64 fix",
            "CpuTagQuery.query"),
    CPU_ST_ROOT_PORT(
            "cpu-st.root-port",
            "No root port, or no host bridge behind it: -ENODEV.",
            "drivers/pci/tph.c: pcie_tph_get_cpu_st()",
            "CpuTagQuery.query"),
    CPU_ST_DSM(
            "cpu-st.dsm",
            "If the evaluation of _DSM fails, the tag is 0 and the call returns -EINVAL.",
            "drivers/pci/tph.c: tph_invoke_dsm()",
            "CpuTagQuery.query"),
    CPU_ST_NAMESPACE(
            "cpu-st.namespace",
            "The enabled type, or the type that the caller names, selects the 8-bit or the 16-bit tag; without a type the tag is 0.",
            "drivers/pci/tph.c: tph_extract_tag(); series v17 patch 05",
            "CpuTagQuery.query"),
    CPU_ST_VALID(
            "cpu-st.valid",
            "A clear valid bit gives tag 0 and return value 0: no preference, not an error.",
            "drivers/pci/tph.c: tph_extract_tag()",
            "CpuTagQuery.query"),
    TABLE_SIZE(
            "table-size",
            "The size of the table is reported only if it is in the capability; it is 0 for a table in the MSI-X table.",
            "drivers/pci/tph.c: pcie_tph_get_st_table_size()",
            "TphCore.stTableSize"),
    TABLE_LOCATION(
            "table-location",
            "The location should be one of PCI_TPH_LOC_*, but the field came back unshifted to its place (0, 1, 2), so that only the"
                    + " comparison with NONE worked; series v17 repairs it.",
            "drivers/pci/tph.c: pcie_tph_get_st_table_loc(); series v17 patch 01",
            "TphCore.stTableLocation"),
    CACHED_CAPABILITY(
            "cached-capability",
            "With series v17 the Capability register is read once, at probe: later operations cost fewer configuration reads.",
            "series v17 patch 03",
            "TphFunction.capabilityRegister"),
    REQUESTER_TYPE(
            "requester-type",
            "The enabled requester type can be asked for: 00b, 01b or 11b.",
            "series v17 patch 06",
            "TphCore.enabledRequesterType"),
    SUPPORTED(
            "supported",
            "TPH is supported if pci=notph is not given, the capability is there, and function and root port (none for an RCiEP) leave a type"
                    + " other than 00b.",
            "series v17 patch 07 (title); the terms are those of pcie_enable_tph()",
            "TphCore.supported"),
    SAVE_ENABLED(
            "save.enabled",
            "Control and the entries in the capability are saved and restored only while the function is enabled.",
            "drivers/pci/tph.c: pci_save_tph_state(), pci_restore_tph_state()",
            "TphSavedState.save"),
    SAVE_HELD(
            "save.held",
            "Without a save since the function was enabled there is nothing to restore.",
            "our choice: what was saved of an earlier enabling is not written over a later one",
            "TphSavedState.restore"),
    SAVE_MSIX(
            "save.msix",
            "Tags in the MSI-X table come back with the kernel's copies of Vector Control, not with the state of TPH.",
            "drivers/pci/msi/msi.c",
            "TphSavedState.restore");

    private final RuleEntry entry;

    KernelRule(String name, String text, String source, String enforcedBy) {
        this.entry = new RuleEntry("kernel." + name, text, source, enforcedBy);
    }

    @Override
    public RuleEntry entry() {
        return entry;
    }
}
