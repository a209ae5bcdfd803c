package tlpsim.scenarios.config;

/** The hint that an exporter hands out; the ordinal is PH[1:0]. */
public enum DmaBufPh {
    BIDIRECTIONAL,
    REQUESTER,
    TARGET,
    TARGET_PRIORITY
}
