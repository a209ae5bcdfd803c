package tlpsim.core.path;

/** What a root complex does with a request that goes from one root port out of another; no register says. */
public enum PeerToPeerPolicy {
    /** Routes it without its hint. */
    STRIP,
    /** Routes it as a switch does. */
    FORWARD,
    /** Routes no request between root ports: Unsupported Request. */
    REJECT
}
