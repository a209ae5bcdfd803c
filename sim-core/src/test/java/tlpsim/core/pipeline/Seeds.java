package tlpsim.core.pipeline;

import java.util.List;
import java.util.stream.LongStream;

/** Seeds of property tests; each stands in the name of its test, {@code -Dseed=} repeats one. */
final class Seeds {
    private Seeds() {}

    static List<Long> all(int count) {
        Long given = Long.getLong("seed");
        return given != null
                ? List.of(given)
                : LongStream.rangeClosed(1, count).boxed().toList();
    }
}
