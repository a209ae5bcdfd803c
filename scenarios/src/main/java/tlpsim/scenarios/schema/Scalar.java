package tlpsim.scenarios.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A value with a grammar of its own, written as one YAML scalar. The class has {@code static T parse(String)}, which
 * throws {@link BrokenRuleException}, and {@code String text()}, which prints what {@code parse} reads back.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Scalar {
    /** What may be written, for messages and documentation. */
    String allowed();

    /** A valid text. */
    String example();

    /** Whether a YAML list of scalars is accepted too and read as its elements joined by commas. */
    boolean list() default false;
}
