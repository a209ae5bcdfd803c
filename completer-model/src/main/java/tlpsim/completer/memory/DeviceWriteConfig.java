package tlpsim.completer.memory;

/**
 * What the host does with device writes.
 *
 * @param policy                the decision table
 * @param partialMiss           writes of less than a line that no cache holds
 * @param stashAcceptPerMillion how many of a million stash requests the target core takes, 0 to 1,000,000
 * @param seed                  of the stream that decides on each stash request
 */
public record DeviceWriteConfig(
        DeviceWritePolicy policy, PartialMissPolicy partialMiss, int stashAcceptPerMillion, long seed) {

    public static final int ALL_STASHES_ACCEPTED = 1_000_000;

    public DeviceWriteConfig {
        if (stashAcceptPerMillion < 0 || stashAcceptPerMillion > ALL_STASHES_ACCEPTED) {
            throw new IllegalArgumentException("stashAcceptPerMillion must be 0 to 1000000: " + stashAcceptPerMillion);
        }
    }

    public static DeviceWriteConfig of(DeviceWritePolicy policy) {
        return new DeviceWriteConfig(policy, PartialMissPolicy.FETCH, ALL_STASHES_ACCEPTED, 0);
    }
}
