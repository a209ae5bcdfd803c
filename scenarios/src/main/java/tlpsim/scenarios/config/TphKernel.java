package tlpsim.scenarios.config;

/** The kernel whose rules hold, see docs/control-plane.md. */
public enum TphKernel {
    POSTED_V4,
    MERGED,
    CURRENT,
    V17;

    /** Whether it enables integrated endpoints without asking for a root port. */
    public boolean exemptsIntegrated() {
        return this == CURRENT || this == V17;
    }
}
