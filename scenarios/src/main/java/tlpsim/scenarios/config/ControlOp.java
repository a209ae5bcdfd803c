package tlpsim.scenarios.config;

/** Actions of the control plane. */
public enum ControlOp {
    WRITE_ST,
    ENABLE,
    DISABLE,
    SET_AFFINITY,
    MIGRATE_VCPU
}
