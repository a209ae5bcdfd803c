package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** The driver of a device, as far as steering tags are concerned. */
@Mapping(shorthand = "model")
public record DriverConfig(
        @Key(
                value =
                        "simple: an entry per queue, rewritten when the queue moves; bnxt: the same some time later, and"
                                + " then the queue is restarted; mlx5: one entry per tag, shared and counted, entry 0 kept free;"
                                + " direct: the tag in the queue's own context, no table; none: never follows a move.",
                def = "simple")
        DriverModel model,

        @Key(
                value = "From a queue's move until the driver begins to rewrite its tag; assumed.",
                def = "0 us",
                defFrom = "the model: 20 us for bnxt, which hears of it through a notifier",
                min = "0 us",
                max = "10 s")
        long updateLatencyPs,

        @Key(
                value = "How long a restart of a queue takes; packets that arrive for it are dropped; assumed.",
                def = "0 us",
                defFrom = "the model: 500 us for bnxt",
                min = "0 us",
                max = "10 s")
        long restartTimePs,

        @Key(
                value =
                        "What of each receive queue the driver asks to have stashed, by name, in place of 'hints'; what the"
                                + " device does not offer (tph.stash-objects) is refused, and the rest granted.",
                def = "")
        List<StashObjectConfig> objects) {}
