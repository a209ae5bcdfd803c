package tlpsim.scenarios.config;

/** What a device's write does to a line that it finds. */
public enum HitPolicy {
    UPDATE_IN_PLACE,
    INVALIDATE_ALLOCATE,
    INVALIDATE_MEMORY,
    MOVE_TO_TARGET,
    STASH
}
