package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** The functions of a device as requesters. */
public record FunctionsConfig(
        @Key(value = "Its TPH Requester capability; that of its VFs is the same.", def = "{}")
        RequesterTphConfig tph,

        @Key(value = "Its VFs.", def = "{}") SriovConfig sriov) {}
