package tlpsim.scenarios.config;

/** What a root complex does with a request from one root port to another. */
public enum PeerToPeerPolicy {
    /** The request goes on without TH, PH, ST and prefix. */
    STRIP,
    /** The request goes on as it is. */
    FORWARD,
    /** The request is answered as an Unsupported Request. */
    REJECT
}
