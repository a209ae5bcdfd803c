package tlpsim.scenarios.config;

import java.util.OptionalInt;
import tlpsim.scenarios.schema.Key;

/** One control-plane action in mid-run. */
public record ControlEventConfig(
        @Key(value = "When, from the start of the measured window.", min = "0 ps", max = "1000 s")
        long atPs,

        @Key("What is done.") ControlOp op,

        @Key(
                value =
                        "The function whose registers are written, for example nic0 or nic0.vf3; write-st, enable, disable.",
                def = "")
        String device,

        @Key(value = "The table entry; write-st.", def = "", min = "0", max = "2047")
        OptionalInt index,

        @Key(value = "The tag as written; write-st.", def = "", min = "0", max = "65535", hex = true)
        OptionalInt tag,

        @Key(
                value = "The core: whose tag is asked for (write-st), or that consumes from now on (set-affinity,"
                        + " migrate-vcpu).",
                def = "",
                min = "0",
                max = "8191")
        OptionalInt core,

        @Key(value = "The new Requester Enable; enable.", def = "8-bit")
        TphEnable enable,

        @Key(value = "What moves.", inline = true) QueueMoveConfig move,

        @Key(value = "What a peer takes back.", inline = true)
        RevocationConfig revocation) {

    /** The workload whose queue moves. */
    public String workload() {
        return move.workload();
    }

    /** The queue that moves. */
    public OptionalInt queue() {
        return move.queue();
    }

    /** Whether the driver follows the move. */
    public boolean updateTag() {
        return move.updateTag();
    }

    /** The guest one of whose vCPUs moves. */
    public String guest() {
        return move.guest();
    }

    /** The vCPU that moves. */
    public OptionalInt vcpu() {
        return move.vcpu();
    }
}
