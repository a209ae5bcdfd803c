package tlpsim.scenarios.store;

/** What a store knows of a run. */
public enum RunStatus {
    ABSENT,
    FAILED,
    DONE
}
