package tlpsim.scenarios.config;

/** Arrival processes. */
public enum ArrivalProcess {
    CONSTANT,
    POISSON,
    ON_OFF,
    PCAP
}
