package tlpsim.scenarios.config;

/** ST Table Location: 00b, 01b, 10b. */
public enum StTableLocation {
    NONE,
    CAPABILITY,
    MSI_X
}
