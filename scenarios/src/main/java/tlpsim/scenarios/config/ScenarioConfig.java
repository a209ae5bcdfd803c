package tlpsim.scenarios.config;

import java.util.List;
import java.util.Optional;
import tlpsim.scenarios.schema.Key;

/** One scenario: one question put to the simulator. */
public record ScenarioConfig(
        @Key("Identifies the scenario in results and file names.")
        String name,

        @Key(value = "The question that the scenario answers, in one sentence.", def = "")
        String question,

        @Key(value = "Start of every random stream.", def = "1", min = "0")
        long seed,

        @Key("The host: cores, caches, memory, firmware.") PlatformConfig platform,

        @Key("Root ports, switches and the devices below them.")
        FabricConfig fabric,

        @Key(value = "What the control plane enables.", def = "{}")
        TphConfig tph,

        @Key(value = "Virtual machines to which functions are passed.", def = "")
        List<GuestConfig> guests,

        @Key("The traffic, one entry per device and purpose.")
        List<WorkloadConfig> workloads,

        @Key(value = "Cores that work on data of their own beside them.", def = "")
        List<NeighbourConfig> neighbours,

        @Key(value = "What is measured, for how long.", def = "{}")
        MeasureConfig measure,

        @Key(value = "What is set beside each other, and what is to come of it.", inline = true)
        ComparisonConfig comparison) {

    public List<VariantConfig> variants() {
        return comparison.variants();
    }

    public List<ExpectConfig> expect() {
        return comparison.expect();
    }

    /** The guest of an id; empty for queues that no guest has. */
    public Optional<GuestConfig> guest(String id) {
        return guests.stream().filter(guest -> guest.id().equals(id)).findFirst();
    }

    /** The same with every line simulated. */
    public ScenarioConfig exact() {
        MeasureConfig all = new MeasureConfig(
                measure.warmUp(), measure.windowPs(), measure.replicates(), measure.batches(), Fidelity.EXACT, 0);
        return new ScenarioConfig(
                name, question, seed, platform, fabric, tph, guests, workloads, neighbours, all, comparison);
    }
}
