package tlpsim.core.pipeline;

/** What became of a TLP's hint between requester and completer. Codes are stored in records. */
public enum HintOutcome {
    /** TH=0 (or HV=00): no hint was asked for. */
    PLAIN("plain"),
    /** PH delivered, ST 0: no steering preference. */
    PH_ONLY("ph-only"),
    /** PH and an 8-bit tag delivered. */
    TAGGED8("tagged8"),
    /** PH and a 16-bit tag delivered. */
    TAGGED16("tagged16"),
    /** The completer has no TPH support and treats the TLP as one without hint (2.2.7.1.1, last rule). */
    HINT_IGNORED("hint-ignored"),
    /** An element of the path removed the hint. */
    HINT_STRIPPED("hint-stripped"),
    /** Unsupported Request: the completer does not support this prefix type (2.2.10.4). */
    UNSUPPORTED_REQUEST("unsupported-request"),
    /** Malformed TLP: the port does not support End-End prefixes (2.2.10.4). */
    MALFORMED("malformed"),
    /** Dropped at an egress port with End-End TLP Prefix Blocking (7.5.3.16). */
    PREFIX_BLOCKED("prefix-blocked"),
    /** TLP Translation Egress Blocked: a Flit-Mode request that the non-flit link behind it cannot carry (2.2.1.2). */
    TRANSLATION_BLOCKED("translation-blocked"),
    /** Refused by the Access Control Services of the port that received it (6.12). */
    ACS_VIOLATION("acs-violation");

    /** Number of outcomes. */
    public static final int COUNT = 11;

    private static final HintOutcome[] BY_CODE = values();

    private final String label;

    HintOutcome(String label) {
        this.label = label;
    }

    /** The name under which reports count it. */
    public String label() {
        return label;
    }

    /** True if the TLP never takes effect at the completer. */
    public boolean isLost() {
        return ordinal() >= UNSUPPORTED_REQUEST.ordinal();
    }

    /** The outcome with this code, 0 to {@code COUNT - 1}. */
    public static HintOutcome ofCode(int code) {
        return BY_CODE[code];
    }
}
