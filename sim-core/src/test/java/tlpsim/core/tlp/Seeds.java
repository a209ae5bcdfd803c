package tlpsim.core.tlp;

import java.util.Random;
import java.util.stream.LongStream;

/** Seeds of the property tests; each is printed with its test, {@code -Dseed=} replays one. */
final class Seeds {
    private static final int COUNT = 20;

    private Seeds() {}

    static LongStream all() {
        Long given = Long.getLong("seed");
        return given != null ? LongStream.of(given) : LongStream.range(1, COUNT + 1);
    }

    static Random random(long seed) {
        return new Random(seed);
    }
}
