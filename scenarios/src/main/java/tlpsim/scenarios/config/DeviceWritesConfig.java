package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** What a device's write does to the caches: decisions that no vendor documents in full, made explicit. */
public record DeviceWritesConfig(
        @Key(
                value = "Whether writes without a tag go to the last-level cache; if false they go to memory, whatever"
                        + " on-hit and on-miss say.",
                def = "true",
                defFrom = "the platform preset")
        boolean dca,

        @Key(value = "A write finds its line in a cache.", def = "{}")
        OnHitConfig onHit,

        @Key(value = "A write finds its line nowhere.", def = "{}")
        OnMissConfig onMiss,

        @Key(value = "Which cache a tag that names a core leads to.", def = "l2", defFrom = "the platform preset")
        TagPlacement tagPlacement,

        @Key(
                value = "Share of stash requests that the target accepts; the rest stays in the last-level cache.",
                def = "100 %",
                defFrom = "the platform preset",
                min = "0 %",
                max = "100 %")
        int stashAcceptPpm,

        @Key(
                value =
                        "Rate at which a core takes stashed lines into its L2; while 16 wait, it refuses more. 0: any rate.",
                def = "0 GB/s",
                defFrom = "the platform preset",
                min = "0 GB/s",
                max = "10 TB/s")
        long stashBandwidthBytesPerSecond,

        @Key(value = "What a hint without a tag (TH=1, ST=0) does.", def = "ignore", defFrom = "the platform preset")
        PhOnlyPolicy phOnly,

        @Key(
                value = "A write of less than a line which finds it nowhere.",
                def = "fetch",
                defFrom = "the platform preset")
        PartialWritePolicy partialWrite,

        @Key(
                value = "A write without a tag to memory of another socket than that of its root port.",
                def = "home-llc",
                defFrom = "the platform preset")
        RemoteWritePolicy remoteSocket) {}
