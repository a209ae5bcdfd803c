package tlpsim.gen.device;

/** What happens to the hints of a replayed request. */
public enum ReplayRetag {
    /** The recorded bytes go out unchanged. */
    KEEP,
    /** The hints of the workload replace the recorded ones. */
    HINTS,
    /** Recorded hints are removed. */
    STRIP
}
