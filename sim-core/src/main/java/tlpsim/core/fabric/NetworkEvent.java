package tlpsim.core.fabric;

/** What happens inside the network: the low bits of an event's payload. */
final class NetworkEvent {
    /** A request's first symbol reaches an ingress. Payload: slot. */
    static final int ARRIVE = 0;
    /** A request has become ready to go to its egress. Payload: ingress. */
    static final int READY = 1;
    /** A request's first symbol leaves: its place in the ingress is free. Payload: slot. */
    static final int DEPART = 2;
    /** Posted credits come back to a directed link. Payload: headers and data units. */
    static final int CREDIT = 3;
    /** The host has accepted requests from a root port's receive buffer. Payload: how many since the start. */
    static final int ACCEPT = 4;

    private static final int TYPE_BITS = 3;
    private static final int HEADERS_SHIFT = 32;
    private static final int UNITS_MASK = (1 << HEADERS_SHIFT - TYPE_BITS) - 1;

    private NetworkEvent() {}

    static long of(int type, long payload) {
        return payload << TYPE_BITS | type;
    }

    static int type(long event) {
        return (int) event & (1 << TYPE_BITS) - 1;
    }

    static long payload(long event) {
        return event >>> TYPE_BITS;
    }

    static long credits(int headers, int dataUnits) {
        return (long) headers << HEADERS_SHIFT | (long) dataUnits << TYPE_BITS | CREDIT;
    }

    static int headers(long event) {
        return (int) (event >>> HEADERS_SHIFT);
    }

    static int dataUnits(long event) {
        return (int) (event >>> TYPE_BITS) & UNITS_MASK;
    }
}
