package tlpsim.scenarios.config;

/** What a device is. */
public enum EndpointKind {
    NIC,
    NVME,
    PEER,
    REPLAY
}
