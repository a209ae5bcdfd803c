package tlpsim.scenarios.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class RecordCopyTest {
    /** A record in a record. */
    public record Outer(String name, Inner inner) {}

    /** With a primitive and an object. */
    public record Inner(int size, String text) {}

    private static final Outer OUTER = new Outer("a", new Inner(1, "b"));

    @Test
    void oneValueIsChangedAndTheOthersStay() {
        assertThat(RecordCopy.with(OUTER, 2, "inner", "size")).isEqualTo(new Outer("a", new Inner(2, "b")));
        assertThat(RecordCopy.with(OUTER, "c", "name")).isEqualTo(new Outer("c", new Inner(1, "b")));
        assertThat(OUTER).isEqualTo(new Outer("a", new Inner(1, "b")));
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> RecordCopy.with(OUTER, 2, "inner", "width"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("width");
    }
}
