package tlpsim.core.tlp;

/**
 * What can be wrong with, or worth saying of, received bytes. A fault is a rule that the packet breaks; a note is a
 * fact that no rule forbids a receiver to meet, or whose handling the specification leaves open. Neither is ever
 * thrown.
 */
public enum TlpFault {
    NONE(false, "", "no rule is broken"),
    TRUNCATED_PREFIX(true, "2.2.10", "the bytes end within the prefixes, before a header"),
    TRUNCATED_HEADER(true, "2.2.1", "the bytes end before the header does"),
    RESERVED_FMT(true, "2.2.1.1", "Fmt[2:0] is 101b, 110b or 111b, which are Reserved"),
    RESERVED_TYPE(true, "2.2.1", "this Fmt/Type encoding is Reserved"),
    TOO_MANY_PREFIXES(true, "2.2.10.4", "more than four End-End prefixes: Malformed TLP"),
    PREFIX_ORDER(true, "2.2.10.1", "a Local prefix follows an End-End prefix: Malformed TLP"),
    RESERVED_LOCAL_PREFIX(true, "2.2.10.2", "a Local prefix of a type without definition: Malformed TLP"),
    LENGTH_MISMATCH(true, "2.2.2", "the bytes present are not those that Length, TD or TS announce: Malformed TLP"),
    FOUR_KIB_CROSSING(true, "2.2.7", "address and length cross a 4 KiB boundary: Malformed TLP"),
    BYTE_ENABLES(true, "2.2.5", "First and Last DW byte enables break the rules for this length: Malformed TLP"),
    ATOMIC_OPERAND(true, "2.2.7", "an AtomicOp has a length or an alignment that is no operand size: Malformed TLP"),
    FIXED_FIELD(
            true,
            "2.2.7",
            "an I/O or Configuration request whose TC, Attr, AT, Length or Last BE is not the fixed one: "
                    + "Malformed TLP"),
    MISSING_OHC(true, "2.2.5.2", "the OHC that this TLP must carry is absent: Unsupported Request"),
    HEADER_ONLY(false, "2.2.2", "the payload that Length announces is not part of the input"),
    DIGEST_ABSENT(false, "2.2.3", "TD or TS announces a digest that is not part of the input"),
    HEADER_LOG(false, "7.8.4.8", "taken as a header log or a cut capture: the payload is incomplete, DW3 may be stale"),
    ADDRESS64_BELOW_4GIB(
            false,
            "2.2.4.1",
            "a 64-bit address below 4 GiB, which a requester sends in the 32-bit format; "
                    + "what a receiver does is not specified"),
    TH_RESERVED(false, "2.2.7.1.1", "TH is set where it is Reserved: not a request to Memory Space; ignored"),
    RESERVED_AT(false, "2.2.4.1", "AT is 11b, which is Reserved"),
    RESERVED_PREFIX(
            false, "2.2.10.4", "an End-End prefix of a type without definition: the addressed function answers UR"),
    REPEATED_PREFIX(false, "2.2.10.4", "an End-End prefix type occurs twice; the first is used"),
    PREFIX_WITHOUT_TH(false, "2.2.7.1.1", "a TPH prefix with TH=0: it carries AMA only, ST[15:8] has no meaning"),
    RESERVED_HV(false, "2.2.7.2", "HV is 10b, which is Reserved and read as 00b: no hints"),
    OHC_B_RESERVED(false, "2.2.7.2", "OHC-B on a TLP that is no address-routed request: all its bits are Reserved"),
    SHORT_MESSAGE_HEADER(
            false,
            "2.2.1.2",
            "a Flit Mode message with a header base of 3 DW where Table 2-5 has 4: accepted "
                    + "because the length fits it exactly");

    private static final TlpFault[] VALUES = values();

    private final boolean fault;
    private final String clause;
    private final String description;

    TlpFault(boolean fault, String clause, String description) {
        this.fault = fault;
        this.clause = clause;
        this.description = description;
    }

    /** The code that {@link TlpFlyweight#wrap} returns; also the bit of this finding in {@link TlpRules#check}. */
    public int code() {
        return ordinal();
    }

    public long bit() {
        return 1L << ordinal();
    }

    public static TlpFault of(int code) {
        return VALUES[code];
    }

    /** False for {@link #NONE} and for a note. */
    public boolean isFault() {
        return fault;
    }

    /** Section of the PCI Express Base Specification; empty for {@link #NONE}. */
    public String clause() {
        return clause;
    }

    public String description() {
        return description;
    }

    /** The first fault in a set of findings, {@link #NONE} if it has none. */
    public static TlpFault firstIn(long findings) {
        for (TlpFault candidate : VALUES) {
            if (candidate.fault && (findings & candidate.bit()) != 0) {
                return candidate;
            }
        }
        return NONE;
    }
}
