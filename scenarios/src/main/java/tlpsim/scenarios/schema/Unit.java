package tlpsim.scenarios.schema;

import java.util.List;

/** The dimension of a quantity, and the unit in which its component holds it. */
public enum Unit {
    /** A bare number: a count, an index, a tag. */
    NONE("", List.of(), "a whole number"),
    BYTES("Bytes", List.of("B", "kB", "KiB", "MB", "MiB", "GB", "GiB", "TB", "TiB"), "a size such as 2 KiB"),
    PICOSECONDS("Ps", List.of("ps", "ns", "us", "ms", "s"), "a time such as 1.5 us"),
    BITS_PER_SECOND(
            "BitsPerSecond",
            List.of("bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s", "B/s", "kB/s", "MB/s", "GB/s", "TB/s"),
            "a data rate such as 100 Gbit/s"),
    BYTES_PER_SECOND(
            "BytesPerSecond",
            List.of("B/s", "kB/s", "MB/s", "GB/s", "TB/s", "bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"),
            "a data rate such as 300 GB/s"),
    HERTZ("Hz", List.of("Hz", "kHz", "MHz", "GHz"), "a frequency such as 2.6 GHz"),
    /** Given in percent, held in parts per million, so that no double takes part. */
    PERCENT("Ppm", List.of("%"), "a share such as 25 %"),
    /** Given as a plain decimal number, held in millionths. */
    DECIMAL("Micros", List.of(), "a number such as 0.9");

    private final String suffix;
    private final List<String> spellings;
    private final String allowed;

    Unit(String suffix, List<String> spellings, String allowed) {
        this.suffix = suffix;
        this.spellings = spellings;
        this.allowed = allowed;
    }

    /** The ending of a component's name which says that it holds this unit; empty for a bare number. */
    public String suffix() {
        return suffix;
    }

    /** The unit in which a component of this name holds its value; the key's name is the rest. */
    static Unit ofComponent(String name) {
        Unit unit = NONE;
        for (Unit candidate : values()) {
            if (name.endsWith(candidate.suffix)) {
                unit = candidate;
            }
        }
        return unit;
    }

    /** Every accepted unit name, smallest first; empty where the number stands alone. */
    public List<String> spellings() {
        return spellings;
    }

    /** What a user may write, with an example. */
    public String allowed() {
        return allowed;
    }
}
