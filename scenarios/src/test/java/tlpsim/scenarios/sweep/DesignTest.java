package tlpsim.scenarios.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.problem.InvalidInputException;

class DesignTest {
    private static String values(List<Map<String, String>> points) {
        return String.join(
                " | ",
                points.stream().map(point -> String.join(",", point.values())).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "k=a,b -> a | b",
                "k=0-3,[1, 2],{a: 1, b: 2} -> 0-3 | [1, 2] | {a: 1, b: 2}",
                "k=2..8:3 -> 2 | 5 | 8",
                "k=1..4:7 -> 1 | 2 | 3 | 4",
                "k=1..2.0:3 -> 1 | 1.5 | 2",
                "k=20..180 Gbit/s:3 -> 20 Gbit/s | 100 Gbit/s | 180 Gbit/s",
                "k=20 Gbit/s..180 Gbit/s:2 -> 20 Gbit/s | 180 Gbit/s",
                "k=1..1000:log4 -> 1 | 10 | 100 | 1000",
                "k=0..10:+4 -> 0 | 4 | 8",
                "k=64..1024:x2 -> 64 | 128 | 256 | 512 | 1024",
                "k=1..10 us:x3 -> 1 us | 3 us | 9 us",
                "k=5..5:1 -> 5"
            })
    void aKeyHasTheValuesThatItsFormSays(String vary, String expected) {
        assertThat(values(Design.grid(List.of(vary), List.of()))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k",
                "=1",
                "k=",
                "k=a,,b",
                "k=a,a",
                "k=1..8",
                "k=8..1:3",
                "k=1 us..2 ns:3",
                "k=0..8:log3",
                "k=0..8:x2",
                "k=1..8:x1",
                "k=1..8:+0",
                "k=1..8:0",
                "k=1..8:2.5",
                "k=1..1000000:+1",
                "k=1..8:100001",
                "k=a..b"
            })
    void anythingElseIsRefusedWithWhatIsAllowed(String vary) {
        assertThatThrownBy(() -> Design.grid(List.of(vary), List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("--vary: '" + vary + "'")
                .hasMessageContaining("allowed: KEY=A,B,C");
    }

    @Test
    void severalKeysGiveEveryCombinationTheLastOneFastest() {
        assertThat(values(Design.grid(List.of("a=1,2", "b=x,y"), List.of()))).isEqualTo("1,x | 1,y | 2,x | 2,y");
        assertThat(Design.grid(List.of(), List.of())).containsExactly(Map.of());
        assertThatThrownBy(() -> Design.grid(List.of("a=1", "a=2"), List.of()))
                .hasMessageContaining("a key is varied twice: a, a");
        assertThatThrownBy(() -> Design.grid(List.of("a=1..1001:+1", "b=1..1001:+1"), List.of()))
                .hasMessageContaining("more than 1000000 points");
    }

    @Test
    void aTiedKeyFollowsAVariedOne() {
        List<Map<String, String>> points = Design.grid(
                List.of("w.queues.count=2,4"),
                List.of("cores=w.queues.count", "w.list=0-{w.queues.count-1}", "ring={w.queues.count*16}"));

        assertThat(values(points)).isEqualTo("2,2,0-1,32 | 4,4,0-3,64");
        assertThat(points.get(0).keySet()).containsExactly("w.queues.count", "cores", "w.list", "ring");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '"',
            value = {
                "x=rong => 'rong' is not varied; allowed: ring (did you mean 'ring'?)",
                "x={rong-1} => 'rong' is not varied",
                "ring=ring => 'ring' is varied itself",
                "x => 'x' is no tie",
                "x={ => names no varied key",
                "x={ring+1} => is no bare number"
            })
    void aTieToNothingIsRefused(String tie, String expected) {
        assertThatThrownBy(() -> Design.grid(List.of("ring=8 us"), List.of(tie)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("--tie: ")
                .hasMessageContaining(expected);
    }

    /** The first points of the sequence as Joe and Kuo's own program prints them, the origin left out. */
    @Test
    void theSequenceBeginsAsPublished() {
        double[][] expected = {
            {0.5, 0.5, 0.5}, {0.75, 0.25, 0.25}, {0.25, 0.75, 0.75}, {0.375, 0.375, 0.625}, {0.875, 0.875, 0.125}
        };
        SobolSequence sequence = new SobolSequence(3);
        for (double[] point : expected) {
            assertThat(sequence.next()).containsExactly(point);
        }
    }

    /** In each dimension, 2^k points (the origin among them) have one point in each of 2^k cells; and so in each pair of the first dimensions, 4 by 4. */
    @Test
    void everyDimensionIsFilledEvenly() {
        int count = 256;
        SobolSequence sequence = new SobolSequence(SobolSequence.MOST_DIMENSIONS);
        List<double[]> points = new ArrayList<>(List.of(new double[SobolSequence.MOST_DIMENSIONS]));
        while (points.size() < count) {
            points.add(sequence.next());
        }
        for (int dimension = 0; dimension < SobolSequence.MOST_DIMENSIONS; dimension++) {
            Set<Integer> cells = new HashSet<>();
            for (double[] point : points) {
                cells.add((int) (point[dimension] * count));
            }
            assertThat(cells).as("dimension " + dimension).hasSize(count);
        }
        int[] squares = new int[16];
        points.forEach(point -> squares[((int) (point[0] * 4)) * 4 + (int) (point[1] * 4)]++);
        assertThat(squares).containsOnly(count / 16);
    }

    @Test
    void drawnPointsLieInTheirRangesAndListsAreCombinedWithEach() {
        List<Map<String, String>> points =
                Design.sobol(List.of("a=10..20", "b=x,y", "c=1..100 us:log"), List.of("d=a"), 3);

        assertThat(points).hasSize(6);
        assertThat(points.get(0))
                .containsExactlyEntriesOf(points.get(0))
                .containsEntry("a", "15")
                .containsEntry("b", "x");
        assertThat(points.get(0)).containsEntry("c", "10 us").containsEntry("d", "15");
        assertThat(points.get(0).keySet()).containsExactly("a", "b", "c", "d");
        assertThat(points.get(1)).containsEntry("a", "15").containsEntry("b", "y");
        assertThatThrownBy(() -> Design.sobol(List.of("a=1,2"), List.of(), 3))
                .hasMessageContaining("0 keys have a range");
        assertThatThrownBy(() -> Design.sobol(List.of("a=0..2:log"), List.of(), 3))
                .hasMessageContaining("begins at 0");
    }
}
