package tlpsim.core.tlp;

/**
 * A TLP as the Data Link Layer of a Non-Flit link at 2.5 or 5 GT/s frames it (Base Specification 3.6.2, 4.2.1).
 *
 * <pre>
 *  byte 0      1 .. 2                      3 ..         then        last
 *  +---------+----------------------------+------------+-----------+-------------------+
 *  | STP FBh | 0000b | sequence number 12 | TLP        | LCRC 4 B  | END FDh, EDB FEh  |
 *  +---------+----------------------------+------------+-----------+-------------------+
 * </pre>
 *
 * <p>The LCRC covers sequence number and TLP, is CRC-32 with the polynomial 04C11DB7h, and is stored with its low byte
 * first. EDB with an inverted LCRC nullifies the TLP: the receiver discards it and reports nothing.
 */
public final class FrameLayout {
    public static final int STP = 0xFB;
    public static final int END = 0xFD;
    public static final int EDB = 0xFE;
    public static final int SEQUENCE_OFFSET = 1;
    public static final int SEQUENCE_BYTES = 2;
    public static final int SEQUENCE_MASK = 0xFFF;
    public static final int TLP_OFFSET = 3;
    public static final int LCRC_BYTES = 4;
    /** Bytes around the TLP. */
    public static final int OVERHEAD_BYTES = 8;

    private FrameLayout() {}
}
