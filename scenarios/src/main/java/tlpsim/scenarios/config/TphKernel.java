package tlpsim.scenarios.config;

/** The kernel whose rules hold, see docs/control-plane.md. */
public enum TphKernel {
    POSTED_V4,
    MERGED,
    CURRENT,
    V17
}
