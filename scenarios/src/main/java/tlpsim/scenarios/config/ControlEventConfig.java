package tlpsim.scenarios.config;

import java.util.OptionalInt;
import tlpsim.scenarios.schema.Key;

/** One control-plane action in mid-run. */
public record ControlEventConfig(
        @Key(value = "When, from the start of the measured window.", min = "0 ps", max = "1000 s")
        long atPs,

        @Key("What is done.") ControlOp op,

        @Key(value = "The device whose registers are written; write-st, enable, disable.", def = "")
        String device,

        @Key(value = "The table entry; write-st.", def = "", min = "0", max = "2047")
        OptionalInt index,

        @Key(value = "The tag as written; write-st.", def = "", min = "0", max = "65535", hex = true)
        OptionalInt tag,

        @Key(
                value = "The core: whose tag is asked for (write-st), or that consumes from now on (set-affinity).",
                def = "",
                min = "0",
                max = "8191")
        OptionalInt core,

        @Key(value = "The workload whose queue moves; set-affinity.", def = "")
        String workload,

        @Key(value = "The queue that moves; set-affinity.", def = "", min = "0", max = "4095")
        OptionalInt queue,

        @Key(value = "Whether the driver follows the move and rewrites the queue's tag; set-affinity.", def = "true")
        boolean updateTag,

        @Key(value = "The new Requester Enable; enable.", def = "8-bit")
        TphEnable enable) {}
