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
        int step = Stress.values().length;
        return LongStream.range(0, count)
                .map(index -> index * step + stress.ordinal())
                .boxed()
                .toList();
    }
}
