package tlpsim.completer.steering;

import tlpsim.completer.memory.HostTopologyConfig;

/** Turns the delivered hint of a write into a placement ({@code PlacementLayout}), by look-up in flat tables. */
public final class SteeringPolicy {
    /** For {@code consumerCore}: not known, count every known tag as tagged. */
    public static final int ANY_CORE = -1;

    public SteeringPolicy(SteeringConfig config, FirmwareTagMap tags, HostTopologyConfig topology) {
        throw new UnsupportedOperationException();
    }

    /** The placement for a request without a hint (TH=0), counted. */
    public int placeUnhinted() {
        throw new UnsupportedOperationException();
    }

    /** The placement for a hint with an 8-bit tag. @param st 0 to 255 @param consumerCore who will read, for counting only */
    public int place8(int ph, int st, int consumerCore) {
        throw new UnsupportedOperationException();
    }

    /** The placement for a hint with a 16-bit tag. @param st 0 to 65535 @param consumerCore who will read, for counting only */
    public int place16(int ph, int st, int consumerCore) {
        throw new UnsupportedOperationException();
    }

    /** One counter, see {@link SteeringCounterLayout}. */
    public long counter(int counter) {
        throw new UnsupportedOperationException();
    }

    public void snapshot(long[] into) {
        throw new UnsupportedOperationException();
    }
}
