package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** A capture of TLPs as a requester. */
@Mapping(shorthand = "capture")
public record ReplayConfig(
        @Key(value = "A capture of TLPs, relative to the scenario; required of direction replay.", def = "")
        String capture,

        @Key(value = "Factor on the recorded gaps; 0.5 is twice as fast.", def = "1", min = "0.000001", max = "1000")
        int timeScaleMicros,

        @Key(value = "Whether the capture starts again until the window is full.", def = "false")
        boolean repeat,

        @Key(value = "keep: hints as recorded; hints: those of this workload; strip: none.", def = "keep")
        Retag retag) {}
