package tlpsim.scenarios.preset;

/** What a preset's value rests on. */
public enum PresetStatus {
    /** Measured by the source named. */
    MEASURED,
    /** Measured by {@code presets measure} on the machine that the preset describes. */
    MEASURED_HERE,
    /** Stated by the vendor, the operating system or the system's own registers. */
    DOCUMENTED,
    /** Computed from measured or documented values as the source says. */
    DERIVED,
    /** Chosen because simulated results then agree with those measured by the source named. */
    CALIBRATED,
    /** Chosen within the range or among the alternatives given; no measurement settles it. */
    ESTIMATE,
    /** Believed, but no source was found: a report that rests on it must say so. */
    UNSOURCED
}
