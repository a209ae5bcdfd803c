package tlpsim.scenarios.preset;

/** What a preset describes; a base is only built upon. */
public enum PresetKind {
    PLATFORM,
    PEER,
    BASE
}
