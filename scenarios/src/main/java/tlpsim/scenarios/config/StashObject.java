package tlpsim.scenarios.config;

/** What of a receive queue a driver may ask to have stashed. */
public enum StashObject {
    /** Receive descriptors as the device reads them, and completion entries as it writes them. */
    DESCRIPTOR,
    /** The write with the first bytes of each packet. */
    HEADER,
    /** The rest of each packet. */
    PAYLOAD,
    /** The lines of some bytes of each packet. */
    OFFSET
}
