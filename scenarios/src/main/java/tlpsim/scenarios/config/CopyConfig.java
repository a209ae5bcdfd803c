package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** The copy of each packet from its buffer into one of an application, as a socket's user has it. */
@Mapping(shorthand = "size")
public record CopyConfig(
        @Key(
                value = "Size per core of the application's buffer, which is filled in turn; 0 copies nothing.",
                def = "0 B",
                min = "0 B",
                max = "1 GiB")
        long sizeBytes,

        @Key(
                value =
                        "Packets of a queue that wait for their copy: as many buffers, beside those posted, are in use.",
                def = "0",
                min = "0",
                max = "65536")
        int behind) {}
