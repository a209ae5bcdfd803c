package tlpsim.scenarios.config;

/** What a workload does. */
public enum Direction {
    RX,
    TX,
    FORWARD,
    READ,
    WRITE,
    MIXED,
    REPLAY
}
