package tlpsim.completer.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The counts on which independent simulators agree, met by the caches that the simulator runs. */
class GoldenCountsTest {
    private final long[] entries = new long[4096];

    static Stream<Golden> agreed() {
        return Golden.all("agreed");
    }

    static Stream<Golden> restricted() {
        return Golden.all("restricted");
    }

    static Stream<Golden> large() {
        return Golden.all("large");
    }

    @ParameterizedTest
    @MethodSource("agreed")
    void countsEqualThoseOfIndependentSimulators(Golden golden) {
        verify(golden);
    }

    @ParameterizedTest
    @MethodSource("restricted")
    void countsWithWaysReservedForWritesEqualThoseOfIndependentSimulators(Golden golden) {
        verify(golden);
    }

    @ParameterizedTest
    @MethodSource("large")
    void countsOfFiftyMillionAccessesEqualThoseOfIndependentSimulators(Golden golden) {
        verify(golden);
    }

    private void verify(Golden golden) {
        MultiLevelReplay replay = new MultiLevelReplay(golden.caches(), 1);
        TraceChecksum checksum = new TraceChecksum();
        try (TraceSource source = TraceSpec.parse(golden.trace()).open()) {
            for (int count = source.fill(entries); count > 0; count = source.fill(entries)) {
                checksum.add(entries, count);
                replay.run(entries, 0, count);
            }
        }
        assertThat(checksum.hex()).isEqualTo(golden.fnv());
        assertThat(checksum.writes()).isEqualTo(golden.writes());
        assertThat(replay.counters()).containsAllEntriesOf(golden.counters());
    }
}
