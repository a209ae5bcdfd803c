package tlpsim.scenarios.config;

/** How VFIO offers TPH to its user; all but the first were rejected, see docs/control-plane.md. */
public enum VfioDesign {
    /** Enable first, then write through to hardware. */
    MAIL,
    /** One table per namespace, filled at any time, applied when TPH is enabled. */
    SHADOW_TABLES,
    /** The PH of a dma-buf has a valid bit of its own. */
    PH_VALID_BIT,
    /** Whatever the root port supports: not Linux. */
    UNGATED_PEER_TO_PEER
}
