package tlpsim.scenarios.config;

/** The AT field of a device's requests. */
public enum AddressType {
    /** 00b. */
    UNTRANSLATED,
    /** 10b: the device has the address from its translation cache (ATS). */
    TRANSLATED
}
