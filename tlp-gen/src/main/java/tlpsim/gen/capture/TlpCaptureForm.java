package tlpsim.gen.capture;

/** The two forms of a TLP capture that public dissectors read. */
public enum TlpCaptureForm {
    /** Ethernet, IPv4, UDP, NetTLP header, TLP. */
    NETTLP,
    /** The TLP alone, under link type 147 (USER0). */
    RAW
}
