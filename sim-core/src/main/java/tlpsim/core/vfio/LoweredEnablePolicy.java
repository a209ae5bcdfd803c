package tlpsim.core.vfio;

import java.util.Locale;

/** Rule 18: what the hardware does with entries that hold 16-bit tags when Requester Enable goes from 11b to 01b. */
public enum LoweredEnablePolicy {
    /** The entries stay; their low byte is sent as an 8-bit tag, which names something else. */
    LOW_BYTE,
    /** The entries are cleared; the tags do not come back with 11b. */
    CLEAR_ENTRY,
    /** The entries stay; tag 0 is sent for them until 11b is back. */
    NO_TAG;

    /** For people, as scripts spell it. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
