package tlpsim.gen.traffic;

/** What receive side scaling hashes. */
public enum RssFields {
    ADDRESSES,
    /** Ports too for TCP and UDP; other protocols hash their addresses. */
    ADDRESSES_AND_PORTS
}
