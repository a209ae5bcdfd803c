package tlpsim.scenarios.wiring;

import java.util.List;
import java.util.stream.LongStream;

/** Seeds of drawn scenarios; {@code -Dseed=} leaves one of its stress, and none of the others. */
final class Seeds {
    private Seeds() {}

    static List<Long> of(Stress stress, int count) {
        Long given = Long.getLong("seed");
        if (given != null) {
            return Stress.of(given) == stress ? List.of(given) : List.of();
        }
        return LongStream.range(0, count).map(stress::seed).boxed().toList();
    }
}
