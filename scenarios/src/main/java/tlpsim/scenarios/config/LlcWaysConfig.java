package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.scenarios.schema.Key;

/** Into which ways of the last-level cache lines are put. Found they are in any way. */
public record LlcWaysConfig(
        @Key(value = "Ways that a device's write may allocate into.", def = "2", defFrom = "the platform preset")
        WayMask ioWays,

        @Key(
                value = "Ways beside io-ways, from way 0 up, that a device's write may allocate into as well.",
                def = "0",
                defFrom = "the platform preset",
                min = "0",
                max = "32")
        int extraIoWays,

        @Key(
                value = "Ways that a core's fill or eviction may allocate into.",
                def = "all",
                defFrom = "the platform preset")
        WayMask cpuWays,

        @Key(
                value =
                        "victim: ways to which a device-written line moves when a core of the domain reads it, and where it"
                                + " then stays beside the copy in the L2; device writes that hit an L2 land there too.",
                def = "none",
                defFrom = "the platform preset")
        WayMask inclusiveWays,

        @Key(value = "Classes of service; cores that are in none use cpu-ways.", def = "")
        List<CacheClassConfig> classes) {

    /** The ways that a device's write may allocate into. @param ways of the cache */
    public int ioWayMask(int ways) {
        int mask = (int) ioWays.mask(ways);
        return mask == 0 ? 0 : mask | (int) ((1L << extraIoWays) - 1);
    }
}
