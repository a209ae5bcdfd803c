package tlpsim.core.kernel;

/** Flags of one function that different parts of the kernel change, each without the others' locks. */
public enum FunctionFlag {
    TPH_ENABLED,
    ATS_ENABLED,
    PASID_ENABLED,
    PRI_ENABLED
}
