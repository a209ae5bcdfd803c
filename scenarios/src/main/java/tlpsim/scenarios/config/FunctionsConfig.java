package tlpsim.scenarios.config;

import java.util.Optional;
import tlpsim.scenarios.schema.Key;

/** The functions of a device as requesters. */
public record FunctionsConfig(
        @Key(value = "Its TPH Requester capability; that of its VFs is the same.", def = "{}")
        RequesterTphConfig tph,

        @Key(value = "Its VFs.", def = "{}") SriovConfig sriov,

        @Key(
                value =
                        "The function belongs to a user of VFIO; {} for all defaults. Absent: a driver of the host's kernel"
                                + " has it.",
                def = "")
        Optional<VfioConfig> vfio) {}
