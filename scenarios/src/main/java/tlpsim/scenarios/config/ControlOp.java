package tlpsim.scenarios.config;

/** Actions of the control plane. */
public enum ControlOp {
    WRITE_ST,
    ENABLE,
    DISABLE,
    SET_AFFINITY,
    MIGRATE_VCPU,
    /** An exporter takes the mapping of its dma-buf back, and maps it again with other tags or the same. */
    REVOKE_DMA_BUF
}
