package tlpsim.core.link;

/**
 * Bytes of TLP between two Ack DLLPs, and between two UpdateFC DLLPs, of a link in Non-Flit Mode.
 *
 * <p>The specification's tables of the Ack transmission latency limit (Base Specification 5.0, tables 3-7 to 3-9) and
 * of the UpdateFC guideline (2-46 to 2-48) hold the same numbers, in symbol times: {@code (MPS + TLP overhead) x
 * AckFactor / width + internal delay}. The pcie-bench model counts them as bytes of the link, and so does this class.
 */
final class DllpIntervalTable {
    /** TLP overhead that the specification's formula assumes: header, prefixes, framing, sequence number, LCRC. */
    private static final int TLP_OVERHEAD_BYTES = 28;

    private DllpIntervalTable() {}

    /** In bytes; the same for Ack and UpdateFC. */
    static int bytes(Generation generation, int lanes, int mpsBytes) {
        int tenths = (mpsBytes + TLP_OVERHEAD_BYTES) * ackFactorTenths(lanes, mpsBytes) / lanes;
        return tenths / 10 + internalDelaySymbols(generation);
    }

    private static int ackFactorTenths(int lanes, int mpsBytes) {
        boolean small = mpsBytes <= 256;
        return switch (lanes) {
            case 1, 2, 4 -> small ? 14 : 10;
            case 8 -> small ? 25 : 10;
            case 16 -> small ? 30 : 20;
            default -> throw new IllegalArgumentException("no AckFactor for lanes=" + lanes);
        };
    }

    private static int internalDelaySymbols(Generation generation) {
        return switch (generation) {
            case GEN1 -> 19;
            case GEN2 -> 70;
            case GEN3, GEN4, GEN5 -> 115;
            case GEN6 -> throw new IllegalArgumentException("gen6 has no DLLPs outside flits");
        };
    }
}
