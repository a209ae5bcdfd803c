package tlpsim.completer.memory;

/**
 * What the host does with device writes.
 *
 * @param policy                the decision table
 * @param partialMiss           writes of less than a line that no cache holds
 * @param stashAcceptPerMillion how many of a million stash requests the target core takes, 0 to 1,000,000
 * @param seed                  of the stream that decides on each stash request
 * @param stashFillPs           time in which a core takes one stashed line into its L2; 0 = any number at once
 */
public record DeviceWriteConfig(
        DeviceWritePolicy policy,
        PartialMissPolicy partialMiss,
        int stashAcceptPerMillion,
        long seed,
        long stashFillPs) {

    public static final int ALL_STASHES_ACCEPTED = 1_000_000;

    /** Stashes without a bound on their rate. */
    public DeviceWriteConfig(
            DeviceWritePolicy policy, PartialMissPolicy partialMiss, int stashAcceptPerMillion, long seed) {
        this(policy, partialMiss, stashAcceptPerMillion, seed, 0);
    }

    public DeviceWriteConfig {
        if (stashAcceptPerMillion < 0 || stashAcceptPerMillion > ALL_STASHES_ACCEPTED) {
            throw new IllegalArgumentException("stashAcceptPerMillion must be 0 to 1000000: " + stashAcceptPerMillion);
        }
        if (stashFillPs < 0) {
            throw new IllegalArgumentException("stashFillPs must be 0 or more: " + stashFillPs);
        }
    }

    public static DeviceWriteConfig of(DeviceWritePolicy policy) {
        return new DeviceWriteConfig(policy, PartialMissPolicy.FETCH, ALL_STASHES_ACCEPTED, 0);
    }
}
