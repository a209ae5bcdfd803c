package tlpsim.scenarios.config;

/** What limits the TPH Requester Enable that the control plane grants. */
public enum TphGate {
    LINUX,
    NONE
}
