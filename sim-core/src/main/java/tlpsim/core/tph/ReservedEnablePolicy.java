package tlpsim.core.tph;

/** What a function does with the reserved Requester Enable encoding 10b; the specification leaves it open. */
public enum ReservedEnablePolicy {
    /** The register holds 10b and reads back so; the function sends no TPH. */
    STORE,
    /** The write leaves the field as it was; the other fields of the write take effect. */
    KEEP_FORMER
}
