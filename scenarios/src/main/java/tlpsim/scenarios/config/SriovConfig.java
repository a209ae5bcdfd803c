package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** The SR-IOV capability of a device: its VFs, which {@code workloads.*.device} names as {@code nic0.vf3}. */
@Mapping(shorthand = "vfs")
public record SriovConfig(
        @Key(value = "VFs that are enabled: nic0.vf0, nic0.vf1, ...", def = "0", min = "0", max = "1024")
        int vfs,

        @Key(value = "First VF Offset: from the PF's Routing ID to that of VF 0.", def = "1", min = "1", max = "4096")
        int firstVfOffset,

        @Key(value = "VF Stride: between the Routing IDs of neighbouring VFs.", def = "1", min = "1", max = "256")
        int vfStride) {}
