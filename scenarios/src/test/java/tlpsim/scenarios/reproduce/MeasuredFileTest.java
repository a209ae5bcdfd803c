package tlpsim.scenarios.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tlpsim.core.problem.InvalidInputException;

class MeasuredFileTest {
    private static List<MeasuredPoint> read(String... rows) throws IOException {
        return MeasuredFile.read(
                "table.csv", new ByteArrayInputStream(String.join("\n", rows).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void thePublishedTableHoldsFiveMetricsOfFiftyOnePoints() {
        List<MeasuredPoint> points = MeasuredFile.published();

        assertThat(points).hasSize(255);
        assertThat(points)
                .filteredOn(point -> point.metric() == Metric.ITOM)
                .hasSize(51)
                .filteredOn(point -> point.forwarding().cores() == 1)
                .hasSize(32);
    }

    @Test
    @Tag("outside")
    void thePublishedTableIsThatOfTheStudy() {
        Path study = Path.of(System.getProperty("tlpsim.vectors"), "ddio-bench", "summary.csv");
        assertThat(study).content(StandardCharsets.UTF_8).satisfies(text -> {
            List<String> rows = text.lines().toList();
            assertThat(MeasuredFile.class.getResourceAsStream("/tlpsim/reproduce/ddio-bench.csv"))
                    .satisfies(in -> assertThat(rows)
                            .containsAll(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                    .lines()
                                    .toList()));
        });
    }

    @Test
    void aTableMayHaveCommentsAndAColumnThatSaysWhatIsFitted() throws IOException {
        List<MeasuredPoint> points = read(
                "# mine",
                MeasuredFile.HEADER + ",use",
                "pktsize-desc,1500,ItoM-HIT-RATE,1024,10,88.3,4.5,89.3,80.1,93.4,fit",
                "pkt-rate,,throughput,800,10,39.0,0.1,39.1,38,40,");

        assertThat(points).hasSize(2);
        assertThat(points.get(0).fit()).isTrue();
        assertThat(points.get(0).forwarding()).isEqualTo(new ForwardingSetup(1, 1024, 1500, 2, 0, 0));
        assertThat(points.get(1).fit()).isFalse();
        assertThat(points.get(1).metric()).isEqualTo(Metric.THROUGHPUT);
        assertThat(points.get(1).forwarding()).isEqualTo(new ForwardingSetup(2, 4096, 1500, 2, 800, 0));
    }

    @Test
    void everyMistakeIsNamedWithItsLine() {
        assertThatThrownBy(() -> read(
                        MeasuredFile.HEADER + ",use",
                        "pktsize-desk,1500,ItoM-HIT-RATE,1024,10,1,1,1,1,1,fit",
                        "ddio-tune,,ItoM-HITS,2,10,1,1,1,1,1,fit",
                        "ddio-tune,7,ItoM-HIT-RATE,2,10,1,1,1,1,1,fit",
                        "ddio-tune,,ItoM-HIT-RATE,two,10,1,1,1,1,1,fit",
                        "ddio-tune,,ItoM-HIT-RATE,2,10,1,1,,1,1,fit",
                        "ddio-tune,,ItoM-HIT-RATE,2,10,1,1,1,1,1,maybe",
                        "ddio-tune,,ItoM-HIT-RATE,12,10,1,1,1,1,1,fit",
                        "ddio-tune,,ItoM-HIT-RATE"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        broken -> assertThat(broken.problems())
                                .map(Object::toString)
                                .satisfiesExactly(
                                        problem -> assertThat(problem)
                                                .startsWith("table.csv:2: experiment 'pktsize-desk'")
                                                .endsWith("(did you mean 'pktsize-desc'?)"),
                                        problem -> assertThat(problem).startsWith("table.csv:3: metric 'ItoM-HITS'"),
                                        problem ->
                                                assertThat(problem).startsWith("table.csv:4: param '7', must be empty"),
                                        problem -> assertThat(problem).startsWith("table.csv:5: x 'two'"),
                                        problem -> assertThat(problem).startsWith("table.csv:6: median ''"),
                                        problem -> assertThat(problem).startsWith("table.csv:7: use 'maybe'"),
                                        problem -> assertThat(problem)
                                                .startsWith("table.csv:8: DDIO ways would be 12, must be 1 to 11"),
                                        problem -> assertThat(problem).startsWith("table.csv:9: has 3 fields")));
    }

    @Test
    void aTableWithoutTheColumnsOrWithoutRowsIsRefused() {
        assertThatThrownBy(() -> read("a,b,c", "ddio-tune,,ItoM-HIT-RATE,2,10,1,1,1,1,1"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> read(MeasuredFile.HEADER)).isInstanceOf(InvalidInputException.class);
    }
}
