package tlpsim.scenarios.config;

/** What some kernels have and others have not, see docs/control-plane.md. */
public enum KernelProperty {
    NOSTMODE,
    RCIEP_EXEMPT,
    RESTORE_TYPE,
    CPU_UID,
    FOLD_RESERVED,
    TABLE_LOCATION,
    CACHED_CAPABILITY
}
