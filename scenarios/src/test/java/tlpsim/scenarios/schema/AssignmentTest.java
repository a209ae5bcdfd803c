package tlpsim.scenarios.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.core.problem.Problem;

final class AssignmentTest {
    /** A list element without an id. */
    record Step(@Key("A size.") int sizeBytes) {}

    /** A list element with an id. */
    record Part(
            @Key("An id.") String id,
            @Key(value = "A mapping.", def = "{}") Size size) {}

    /** A mapping with a shorthand. */
    @Mapping(shorthand = "width")
    record Size(
            @Key(value = "Width.", def = "1") int width,
            @Key(value = "Height.", def = "1") int height) {}

    record Document(
            @Key(value = "Parts.", def = "") List<Part> parts,
            @Key(value = "Steps.", def = "") List<Step> steps,
            @Key(value = "A size.", def = "{}") Size size) {}

    private final List<Problem> problems = new ArrayList<>();

    private Document read(String yaml, String... assignments) {
        YamlNode root = YamlReader.read("test.yaml", yaml, problems).orElseThrow();
        for (String text : assignments) {
            root = Assignment.parse(text, Position.of("--set " + text), problems)
                    .orElseThrow()
                    .applyTo(root, Document.class, problems);
        }
        return RecordReader.read(Document.class, root, DefaultSource.NONE, problems)
                .value();
    }

    @Test
    void aKeyOfAnElementIsFoundByTheElementsId() {
        Document document = read("parts: [{id: a}, {id: b, size: {height: 3}}]", "parts.b.size.width=2");
        assertThat(document.parts().get(1)).isEqualTo(new Part("b", new Size(2, 3)));
        assertThat(problems).isEmpty();
    }

    @Test
    void anElementWithoutIdIsFoundByItsIndex() {
        assertThat(read("steps: [{size: 1 B}, {size: 2 B}]", "steps.1.size=1 KiB")
                        .steps())
                .containsExactly(new Step(1), new Step(1024));
    }

    @Test
    void aMissingMappingIsMade() {
        assertThat(read("parts: []", "size.height=5").size()).isEqualTo(new Size(1, 5));
    }

    @Test
    void aShorthandIsSpelledOutBeforeAnotherOfItsKeysIsSet() {
        assertThat(read("size: 7", "size.height=5").size()).isEqualTo(new Size(7, 5));
    }

    @Test
    void aValueMayBeAMappingOrAList() {
        assertThat(read("size: 7", "size={width: 2, height: 3}", "steps=[{size: 4 B}]"))
                .isEqualTo(new Document(List.of(), List.of(new Step(4)), new Size(2, 3)));
    }

    @Test
    void theLaterAssignmentWins() {
        assertThat(read("size: 7", "size.width=2", "size.width=3").size().width())
                .isEqualTo(3);
    }

    @Test
    void aProblemNamesTheWholeAssignment() {
        read("size: 7", "size.widh=2");
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).toString())
                .isEqualTo("--set size.widh=2: unknown key 'widh' in size; allowed: width, height (did you mean"
                        + " 'width'?)");
    }
}
