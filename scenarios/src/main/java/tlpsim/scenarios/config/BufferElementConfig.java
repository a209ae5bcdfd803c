package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** What a pool of buffers keeps in front of each, as DPDK's mempool and mbuf do. */
@Mapping(shorthand = "structure")
public record BufferElementConfig(
        @Key(value = "The pool's own header, which nobody touches per packet.", def = "0 B", min = "0 B", max = "4 KiB")
        int headerBytes,

        @Key(
                value = "The structure behind it, which the core writes for every packet.",
                def = "0 B",
                min = "0 B",
                max = "4 KiB")
        int structureBytes) {

    public int bytes() {
        return headerBytes + structureBytes;
    }
}
