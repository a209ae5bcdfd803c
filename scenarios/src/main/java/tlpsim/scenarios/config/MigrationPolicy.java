package tlpsim.scenarios.config;

/** What a hypervisor does about tags when a vCPU has moved. */
public enum MigrationPolicy {
    REWRITE,
    NONE
}
