package tlpsim.core.fabric;

/** Indexes of a port's counters. */
public final class PortCounter {
    public static final int TLPS = 0;
    public static final int WIRE_BYTES = 1;
    public static final int PAYLOAD_BYTES = 2;
    /** End-End prefixes, or OHC in Flit Mode. */
    public static final int PREFIX_BYTES = 3;
    /** Time in which the head of the FIFO waited for posted credits while the link was free. */
    public static final int CREDIT_WAIT_PS = 4;
    /** Time between readiness and the end of the TLP before, summed over TLPs. */
    public static final int LINK_WAIT_PS = 5;

    public static final int DOWN_WIRE_BYTES = 6;
    public static final int DOWN_TLPS = 7;
    /** Time that the first completion of a read waited for the link, summed over reads. */
    public static final int DOWN_WAIT_PS = 8;
    /** Reads that were answered. */
    public static final int DOWN_READS = 9;

    public static final int COUNT = 10;

    private PortCounter() {}
}
