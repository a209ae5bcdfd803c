package tlpsim.core.vfio;

import tlpsim.core.firmware.MemoryType;

/** Where the tag of a TPH_ST entry comes from. */
public sealed interface TagTarget permits TagTarget.Cpu, TagTarget.Literal, TagTarget.Buffer {
    /** A processor: firmware is asked. */
    record Cpu(int cpu, MemoryType memoryType) implements TagTarget {}

    /** A raw value of the user. */
    record Literal(int tag) implements TagTarget {}

    /** Memory of a peer: its exporter is asked. */
    record Buffer(DmaBuf buffer) implements TagTarget {}
}
