package tlpsim.core.kernel;

/** What a kernel has that others have not; the order is that of the documentation. */
public enum KernelFix {
    /** The parameter pci=nostmode is known: postings V1 to V4 only. */
    NOSTMODE,
    /** No root port is looked at for an RCiEP. */
    RCIEP_EXEMPT,
    /** Requester Enable comes back with the type, not with the mode's number: 9e2211c9425f. */
    RESTORE_TYPE,
    /** Logical processors are translated to ACPI UIDs. */
    CPU_UID,
    /** A root port's reserved 10b counts as none: patch of 2026-07-14. */
    FOLD_RESERVED,
    /** The table's location is reported as PCI_TPH_LOC_*: series v17 patch 01. */
    TABLE_LOCATION,
    /** The Capability register is read once: series v17 patch 03. */
    CACHED_CAPABILITY
}
