package tlpsim.scenarios.sweep;

import java.util.List;
import java.util.OptionalInt;
import tlpsim.scenarios.schema.Key;

/** A sweep as a file. What the command line says comes on top of it. */
public record SweepConfig(
        @Key(value = "Names the study in the results store.", def = "", defFrom = "the scenario's name")
        String study,

        @Key("The scenario, relative to this file.") String scenario,

        @Key(value = "Changes of the scenario that hold at every point, PATH=VALUE.", def = "")
        List<String> set,

        @Key(value = "What is varied: KEY=A,B,C or KEY=FROM..TO:N and its other forms.", def = "")
        List<String> vary,

        @Key(value = "Keys whose value follows from varied ones: KEY=OTHER.", def = "")
        List<String> tie,

        @Key(
                value = "Points drawn from the ranges, instead of every combination.",
                def = "",
                min = "1",
                max = "1000000")
        OptionalInt sobol,

        @Key(value = "Replicates of each point.", def = "", min = "1", max = "1000")
        OptionalInt replicates,

        @Key(value = "Names the seeds; another name gives other random numbers.", def = "")
        String seedSet) {}
